import type { CommandSet } from '@/components/commands/command';
import type { StepSide } from '@/components/event-record/event-steps';

/** The reader while it is open. */
export interface ReaderTarget {
  readonly step: (side: StepSide) => void;
  readonly find: () => void;
  readonly toggleRaw: () => void;
  readonly fold: () => void;
}

export const PREVIOUS_CALL = {
  id: 'reader-previous',
  label: 'In the reader: previous call of the same agent',
  focusKeys: ['[', ','],
  run: (reader: ReaderTarget) => reader.step('previous'),
} as const;

export const NEXT_CALL = {
  id: 'reader-next',
  label: 'In the reader: next call of the same agent',
  focusKeys: [']', '.'],
  run: (reader: ReaderTarget) => reader.step('next'),
} as const;

export const FIND_IN_READER = {
  id: 'reader-find',
  label: 'In the reader: find',
  focusKeys: ['/', 'mod+f'],
  run: (reader: ReaderTarget) => reader.find(),
} as const;

export const RAW_TEXT = {
  id: 'reader-raw',
  label: 'In the reader: text as written, or formatted',
  focusKeys: ['p'],
  run: (reader: ReaderTarget) => reader.toggleRaw(),
} as const;

export const FOLD_ALL = {
  id: 'reader-fold',
  label: 'In the reader: fold all, or unfold all',
  focusKeys: ['z'],
  run: (reader: ReaderTarget) => reader.fold(),
} as const;

export const READER_COMMANDS: CommandSet<ReaderTarget> = {
  title: 'Reader',
  commands: [PREVIOUS_CALL, NEXT_CALL, FIND_IN_READER, FOLD_ALL, RAW_TEXT],
  native: [
    { id: 'reader-match', label: 'In the find field: next match', focusKeys: ['Enter'] },
    {
      id: 'reader-match-back',
      label: 'In the find field: previous match',
      focusKeys: ['shift+Enter'],
    },
  ],
};
