import type { CommandGroup, PaletteCommand } from './find-commands';
import type { BoundSet } from './page-commands';
import { shownKeys } from './shown-keys';

/** The commands of a set that can run now, for the palette. */
export function listedCommands({ title, commands }: BoundSet): CommandGroup {
  const possible = commands.filter(({ isUnlisted, isAble }) => !isUnlisted && isAble());
  return {
    title,
    commands: possible.map((command) => ({ ...command, key: shownKeys(command)[0] })),
  };
}

/** Commands of the page for which a text stands, such as a turn. */
export function commandsOfText(sets: readonly BoundSet[], text: string): readonly PaletteCommand[] {
  return sets
    .flatMap(({ commands }) => commands)
    .flatMap(({ id, fromText }) => {
      const command = fromText(text);
      return command === undefined ? [] : [{ id: `typed ${id}`, ...command }];
    });
}
