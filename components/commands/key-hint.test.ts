import { expect, it } from 'vitest';
import type { CommandKey } from '@/components/ui/key-press';
import { ariaKeys, keyHint } from './key-hint';

function command(...keys: readonly CommandKey[]) {
  return { id: 'go', label: 'Go', keys };
}

it.each<[readonly CommandKey[], string]>([
  [['mod+k'], 'Control+K Meta+K'],
  [['j', 'ArrowDown'], 'j ArrowDown'],
  [['shift+Enter'], 'Shift+Enter'],
  [[' '], 'Space'],
  [['+', '='], 'Plus ='],
  [[], ''],
])('names the keys %j as assistive technology reads them', (keys, named) => {
  expect(ariaKeys(command(...keys))).toBe(named);
});

it('names the first key in the tooltip as the help does', () => {
  expect(keyHint(command('mod+k')).title).toBe('Go (Ctrl K)');
  expect(keyHint(command('/'), 'Find text').title).toBe('Find text (/)');
});
