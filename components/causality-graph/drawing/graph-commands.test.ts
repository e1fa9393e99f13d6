import { describe, expect, it } from 'vitest';
import { runByFocusKey } from '@/components/commands/command';
import type { KeyPress } from '@/components/ui/key-press';
import { keyPress } from '@/lib/testing/key-press';
import { GRAPH_COMMANDS } from './graph-commands';

function actOf(key: string, more: Partial<KeyPress> = {}): string | undefined {
  let act: string | undefined;
  const press = { ...keyPress(key, more), preventDefault: () => undefined };
  runByFocusKey(GRAPH_COMMANDS, (found) => (act = found.act), press);
  return act;
}

describe('the commands of the graph', () => {
  it.each([
    ['ArrowLeft', 'walk'],
    ['Enter', 'select'],
    ['=', 'expand'],
    ['-', 'collapse'],
    ['f', 'fit'],
    ['0', 'reset'],
    ['Home', 'home'],
  ])('%s is to %s', (key, act) => {
    expect(actOf(key)).toBe(act);
  });

  it("leaves the page's own keys, and the browser's, alone", () => {
    for (const key of ['/', 'g', '?', '[', 'j', 'constructor']) expect(actOf(key)).toBeUndefined();
    expect(actOf('0', { ctrlKey: true })).toBeUndefined();
  });
});
