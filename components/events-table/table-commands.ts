import { WHY } from '@/components/causal-link/why';
import type { Command, CommandSet } from '@/components/commands/command';
import type { RowWalker } from '@/components/commands/row-commands';
import { readTurn } from '@/components/event-time/read-turn';
import { formatCount } from '@/components/ui/format-count';
import type { RowStep } from '@/components/ui/row-after-step';
import type { Treatment } from '@/lib/filters/read-conditions';

/** The table, for its commands. */
export interface TableTarget extends RowWalker {
  readonly selectedEventId: string | null;
  readonly isFollowing: boolean;
  readonly toggleFollowing: () => void;
  readonly openFind: () => void;
  readonly openJump: () => void;
  /** Goes to a turn, a time or a row, or shows the reason why it cannot. */
  readonly goTo: (text: string) => void;
  readonly openCausality: (eventId: string) => void;
  readonly copy: (eventId: string) => void;
  /** Whether a row is active, in which the cell can be chosen. */
  readonly hasActiveRow: boolean;
  readonly walkCells: (by: -1 | 1) => void;
  /** Filters by the active cell, or says why it cannot. */
  readonly filterByCell: (treatment: Treatment) => void;
}

export const FIND_COMMAND: Command<TableTarget> = {
  id: 'find',
  label: 'Find within the events',
  keys: ['/'],
  run: (table) => table.openFind(),
};

export const JUMP_COMMAND: Command<TableTarget> = {
  id: 'jump',
  label: 'Go to a turn, time or row',
  keys: ['g'],
  run: (table) => table.openJump(),
  fromText(text) {
    const turn = readTurn(/^(?:t|turn)?\s*(\d[\d,]*)$/i.exec(text)?.[1] ?? '');
    if (turn === undefined) return undefined;
    const run = (table: TableTarget): void => table.goTo(`turn ${String(turn)}`);
    return { label: `Go to turn ${formatCount(turn)}`, run };
  },
};

export const INCLUDE_CELL_COMMAND: Command<TableTarget> = {
  id: 'include-cell',
  label: 'Only events like the cell',
  words: ['filter'],
  focusKeys: ['+', '='],
  when: ({ hasActiveRow }) => hasActiveRow,
  isUnlisted: true,
  run: (table) => table.filterByCell('include'),
};

export const EXCLUDE_CELL_COMMAND: Command<TableTarget> = {
  id: 'exclude-cell',
  label: 'Leave out events like the cell',
  words: ['filter'],
  focusKeys: ['-'],
  when: ({ hasActiveRow }) => hasActiveRow,
  isUnlisted: true,
  run: (table) => table.filterByCell('exclude'),
};

export const TABLE_COMMANDS: CommandSet<TableTarget> = {
  title: 'Events',
  commands: [
    FIND_COMMAND,
    JUMP_COMMAND,
    {
      id: 'follow',
      label: 'Follow the newest events',
      labelOf: ({ isFollowing }) => (isFollowing ? 'Stop following' : 'Follow the newest events'),
      words: ['live', 'tail'],
      run: (table) => table.toggleFollowing(),
    },
    {
      ...step('next', 'Next event'),
      keys: ['j'],
      focusKeys: ['ArrowDown'],
    },
    {
      ...step('previous', 'Previous event'),
      keys: ['k'],
      focusKeys: ['ArrowUp'],
    },
    { ...step('pageDown', 'A page down'), focusKeys: ['PageDown'] },
    { ...step('pageUp', 'A page up'), focusKeys: ['PageUp'] },
    { ...step('first', 'First event'), focusKeys: ['Home'] },
    { ...step('last', 'Last event'), focusKeys: ['End'] },
    { ...cellStep('next-cell', 'The cell to the right', 1), focusKeys: ['ArrowRight'] },
    { ...cellStep('previous-cell', 'The cell to the left', -1), focusKeys: ['ArrowLeft'] },
    INCLUDE_CELL_COMMAND,
    EXCLUDE_CELL_COMMAND,
    ofSelected({
      id: 'open-causality',
      label: `${WHY} Causes and effects of the event`,
      focusKeys: ['Enter'],
      isUnlisted: true,
      run: (table, eventId) => table.openCausality(eventId),
    }),
    ofSelected({
      id: 'copy',
      label: 'Copy the event as JSON',
      focusKeys: ['c'],
      run: (table, eventId) => table.copy(eventId),
    }),
  ],
};

function step(to: RowStep, label: string): Command<TableTarget> {
  return { id: `event-${to}`, label, isUnlisted: true, run: (table) => table.walk(to) };
}

function cellStep(id: string, label: string, by: -1 | 1): Command<TableTarget> {
  const when = ({ hasActiveRow }: TableTarget): boolean => hasActiveRow;
  return { id, label, isUnlisted: true, when, run: (table) => table.walkCells(by) };
}

/** A command that needs a selected event. */
function ofSelected({
  run,
  ...command
}: Omit<Command<TableTarget>, 'run'> & {
  readonly run: (table: TableTarget, eventId: string) => void;
}): Command<TableTarget> {
  return {
    ...command,
    when: ({ selectedEventId }) => selectedEventId !== null,
    run(table) {
      if (table.selectedEventId !== null) run(table, table.selectedEventId);
    },
  };
}
