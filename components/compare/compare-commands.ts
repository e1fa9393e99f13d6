import type { Command, CommandSet } from '@/components/commands/command';
import {
  COPY_LINK_COMMAND,
  HELP_COMMAND,
  PALETTE_COMMAND,
  THEME_COMMANDS,
  VISIT_COMMANDS,
  type GeneralTarget,
} from '@/components/commands/general-commands';
import { ROW_COMMANDS } from '@/components/commands/row-commands';
import { readTurn } from '@/components/event-time/read-turn';
import { formatCount } from '@/components/ui/format-count';

/** The page of a comparison as its commands see it. */
export interface CompareTarget extends GeneralTarget {
  readonly swap: () => void;
  readonly toggleOnly: () => void;
  readonly stepDifference: (step: 'next' | 'previous') => void;
  /** Moves the cursor. */
  readonly goToTurn: (turn: number) => void;
  /** Whether there is a divergence to go to. */
  readonly hasDivergence: boolean;
  readonly goToDivergence: () => void;
}

export const NEXT_COMMAND: Command<CompareTarget> = {
  id: 'next-difference',
  label: 'Next difference',
  keys: ['n'],
  run: (page) => page.stepDifference('next'),
};

export const PREVIOUS_COMMAND: Command<CompareTarget> = {
  id: 'previous-difference',
  label: 'Previous difference',
  keys: ['shift+n'],
  run: (page) => page.stepDifference('previous'),
};

const TURN_COMMAND: Command<CompareTarget> = {
  id: 'turn',
  label: 'Go to turn …',
  isUnlisted: true,
  run: () => undefined,
  fromText(text) {
    const turn = readTurn(/^(?:t|turn)?\s*(\d[\d,]*)$/i.exec(text)?.[1] ?? '');
    if (turn === undefined) return undefined;
    return { label: `Go to turn ${formatCount(turn)}`, run: (page) => page.goToTurn(turn) };
  },
};

export const COMPARE_COMMANDS: CommandSet<CompareTarget> = {
  title: 'Comparison',
  commands: [
    PALETTE_COMMAND,
    NEXT_COMMAND,
    PREVIOUS_COMMAND,
    {
      id: 'divergence',
      label: 'To the first divergence',
      words: ['first', 'difference'],
      keys: ['f'],
      when: ({ hasDivergence }) => hasDivergence,
      run: (page) => page.goToDivergence(),
    },
    {
      id: 'only-differences',
      label: 'Only differences, or all events',
      words: ['filter', 'same', 'hide'],
      keys: ['d'],
      run: (page) => page.toggleOnly(),
    },
    {
      id: 'swap',
      label: 'Swap A and B',
      words: ['exchange', 'reverse'],
      run: (page) => page.swap(),
    },
    COPY_LINK_COMMAND,
    ...THEME_COMMANDS,
    HELP_COMMAND,
    ...VISIT_COMMANDS,
    TURN_COMMAND,
  ],
  native: [{ id: 'close', label: 'Close the dialog or the popover', focusKeys: ['Escape'] }],
};

/** For the help: the commands of the page, and the keys of its rows and of its turns. */
export const COMPARE_HELP = [
  COMPARE_COMMANDS,
  {
    title: 'Events side by side',
    commands: ROW_COMMANDS,
    native: [{ id: 'open', label: 'Open the event in its run', focusKeys: ['Enter'] }],
  },
  {
    title: 'Turns',
    commands: [],
    native: [
      { id: 'turn-before', label: 'A turn back', focusKeys: ['ArrowLeft'] },
      { id: 'turn-after', label: 'A turn on', focusKeys: ['ArrowRight'] },
    ],
  },
] as const;
