import type { CommandSet } from '@/components/commands/command';

/** The active row of a table, which has the focus. */
export interface TableTarget {
  /** `undefined` where rows cannot be ticked, or none is active. */
  readonly tick: (() => void) | undefined;
  readonly open: (() => void) | undefined;
}

export const TABLE_COMMANDS: CommandSet<TableTarget> = {
  title: 'Outcomes',
  commands: [
    {
      id: 'tick',
      label: 'Tick the run',
      focusKeys: ['x', ' '],
      when: ({ tick }) => tick !== undefined,
      run: ({ tick }) => tick?.(),
    },
    {
      id: 'open',
      label: 'Open the run',
      focusKeys: ['Enter'],
      when: ({ open }) => open !== undefined,
      run: ({ open }) => open?.(),
    },
  ],
};
