import { expect, it } from 'vitest';
import type { DescribedCommand } from '@/components/commands/command';
import { PANES, SIDE_PARTS } from './panes';
import { VIEWER_COMMANDS } from './explorer-commands';

const COMMANDS = VIEWER_COMMANDS.flatMap(
  ({ commands, native = [] }): readonly DescribedCommand[] => [...commands, ...native],
);

function twice(values: readonly string[]): readonly string[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

it('no two commands of the viewer have one id', () => {
  expect(twice(COMMANDS.map(({ id }) => id))).toEqual([]);
});

it('no two commands of the page have one key', () => {
  expect(twice(COMMANDS.flatMap(({ keys = [] }) => keys))).toEqual([]);
});

it('a key of a control is a key of the page for the same command, or for none of the same part', () => {
  for (const { commands } of VIEWER_COMMANDS as readonly {
    commands: readonly DescribedCommand[];
  }[]) {
    for (const { id, focusKeys = [] } of commands) {
      const others = commands.filter((other) => other.id !== id);
      const taken = others.flatMap(({ keys = [] }) => keys);
      expect(
        focusKeys.filter((key) => taken.includes(key)),
        id,
      ).toEqual([]);
    }
  }
});

it('no two fields of a link have one parameter or one name', () => {
  const fields = [...PANES, ...SIDE_PARTS].flatMap((part) => Object.entries(part.fields));
  expect(twice(fields.map(([name]) => name))).toEqual([]);
  const parameters = fields.map(([, { parameter }]) => parameter);
  expect(twice([...parameters, 'tab', 'event'])).toEqual([]);
});
