import { expect, it } from 'vitest';
import { turnAxis } from './axis-model';
import { TIMELINE_COMMANDS } from './timeline-commands';

const MODEL = turnAxis(0, 40, new Map());
const VIEW = { from: 10, to: 20 };

function viewAfter(key: string) {
  let view = VIEW;
  const command = TIMELINE_COMMANDS.commands.find(({ keys }) => keys?.some((each) => each === key));
  command?.run((change) => (view = change(VIEW, MODEL)));
  return view;
}

it('zooms by w and s, pans by a and d, and shows all by f', () => {
  const width = (key: 'w' | 's') => viewAfter(key).to - viewAfter(key).from;
  expect(width('w')).toBeLessThan(10);
  expect(width('s')).toBeGreaterThan(10);
  expect(viewAfter('a')).toEqual({ from: 8, to: 18 });
  expect(viewAfter('d')).toEqual({ from: 12, to: 22 });
  expect(viewAfter('f')).toEqual({ from: 0, to: 41 });
});
