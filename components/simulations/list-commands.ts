import type { Command, CommandSet } from '@/components/commands/command';

/** The list of simulations. */
export interface ListTarget {
  readonly search: () => void;
  /** Opens the comparison of the chosen runs; `undefined` unless there are two. */
  readonly compare: (() => void) | undefined;
}

export const SEARCH_COMMAND = {
  id: 'search',
  label: 'Filter by name or id',
  keys: ['/'],
  run: (list: ListTarget) => list.search(),
} as const;

export const COMPARE_COMMAND: Command<ListTarget> = {
  id: 'compare',
  label: 'Compare the two chosen runs',
  keys: ['c'],
  when: ({ compare }) => compare !== undefined,
  run: ({ compare }) => compare?.(),
};

export const LIST_COMMANDS: CommandSet<ListTarget> = {
  title: 'Simulations',
  commands: [SEARCH_COMMAND, COMPARE_COMMAND],
};

/** A row of the list that has the focus. */
export interface ListRowTarget {
  /** Selects the simulation, or deselects it; `undefined` where it cannot be. */
  readonly choose: (() => void) | undefined;
}

export const LIST_ROW_COMMANDS: CommandSet<ListRowTarget> = {
  title: 'Simulations',
  commands: [
    {
      id: 'choose',
      label: 'Select a simulation',
      focusKeys: ['x'],
      when: ({ choose }) => choose !== undefined,
      run: ({ choose }) => choose?.(),
    },
  ],
};
