import { describe, expect, it } from 'vitest';
import { keyPress } from '@/lib/testing/key-press';
import { graphCommand } from './graph-keys';

describe('graphCommand', () => {
  it.each([
    ['ArrowLeft', 'walk'],
    ['Enter', 'select'],
    ['=', 'expand'],
    ['-', 'collapse'],
    ['f', 'fit'],
    ['0', 'reset'],
    ['Home', 'home'],
  ])('takes %s to %s', (key, act) => {
    expect(graphCommand(keyPress(key))?.act).toBe(act);
  });

  it("leaves the page's own keys, and the browser's, alone", () => {
    for (const key of ['/', 'g', '?', '[', 'j', 'constructor']) {
      expect(graphCommand(keyPress(key))).toBeUndefined();
    }
    expect(graphCommand(keyPress('0', { ctrlKey: true }))).toBeUndefined();
  });
});
