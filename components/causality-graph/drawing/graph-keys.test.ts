import { describe, expect, it } from 'vitest';
import { graphCommand } from './graph-keys';

const NO_MODIFIER = { ctrlKey: false, metaKey: false, altKey: false };

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
    expect(graphCommand({ ...NO_MODIFIER, key })?.act).toBe(act);
  });

  it("leaves the page's own keys, and the browser's, alone", () => {
    for (const key of ['/', 'g', '?', '[', 'j', 'constructor']) {
      expect(graphCommand({ ...NO_MODIFIER, key })).toBeUndefined();
    }
    expect(graphCommand({ ...NO_MODIFIER, ctrlKey: true, key: '0' })).toBeUndefined();
  });
});
