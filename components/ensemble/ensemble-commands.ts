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
import type { Drawing } from './ensemble-view';
import { TABLE_COMMANDS } from './table-commands';

/** The page of an ensemble as its commands see it. */
export interface EnsembleTarget extends GeneralTarget {
  readonly isTable: (part: Drawing) => boolean;
  readonly showTable: (part: Drawing, isTable: boolean) => void;
  /** Downloads the table of results; `undefined` while it is not there. */
  readonly saveResults: (() => void) | undefined;
  /** Opens the comparison of the two ticked runs; `undefined` without two. */
  readonly compareTicked: (() => void) | undefined;
  /** The marked run; `null` without one. */
  readonly markedRun: string | null;
  readonly openRun: (run: string) => void;
  /** Chooses other runs in the list of runs. */
  readonly changeRuns: () => void;
  /** Removes all conditions of the question; `undefined` without any. */
  readonly clearQuestion: (() => void) | undefined;
}

function tableCommand(part: Drawing, noun: string): Command<EnsembleTarget> {
  return {
    id: `table-${part}`,
    label: `Table of ${noun}`,
    labelOf: (page) => (page.isTable(part) ? `Drawing of ${noun}` : `Table of ${noun}`),
    words: ['chart', 'drawing', 'values'],
    run: (page) => page.showTable(part, !page.isTable(part)),
  };
}

export const ENSEMBLE_COMMANDS: CommandSet<EnsembleTarget> = {
  title: 'Ensemble',
  commands: [
    PALETTE_COMMAND,
    tableCommand('bands', 'the bands'),
    tableCommand('forks', 'the forks'),
    {
      id: 'save-results',
      label: 'Save the results as CSV',
      words: ['export', 'download', 'csv'],
      when: ({ saveResults }) => saveResults !== undefined,
      run: ({ saveResults }) => saveResults?.(),
    },
    {
      id: 'compare-ticked',
      label: 'Compare the two ticked runs',
      keys: ['c'],
      when: ({ compareTicked }) => compareTicked !== undefined,
      run: ({ compareTicked }) => compareTicked?.(),
    },
    {
      id: 'open-run',
      label: 'Open the marked run',
      when: ({ markedRun }) => markedRun !== null,
      run({ markedRun, openRun }) {
        if (markedRun !== null) openRun(markedRun);
      },
    },
    {
      id: 'clear-question',
      label: 'Remove the question',
      when: ({ clearQuestion }) => clearQuestion !== undefined,
      run: ({ clearQuestion }) => clearQuestion?.(),
    },
    {
      id: 'change-runs',
      label: 'Add or remove runs',
      words: ['choose', 'pick'],
      run: (page) => page.changeRuns(),
    },
    COPY_LINK_COMMAND,
    ...THEME_COMMANDS,
    HELP_COMMAND,
    ...VISIT_COMMANDS,
  ],
  native: [{ id: 'close', label: 'Close the dialog or the menu', focusKeys: ['Escape'] }],
};

/** For the help: the keys of the charts and of the tables, which have them while they have the focus. */
const CHART_KEYS: CommandSet<EnsembleTarget> = {
  title: 'Charts',
  commands: [],
  native: [
    { id: 'chart-run', label: 'To the run above or below', focusKeys: ['ArrowUp', 'ArrowDown'] },
    { id: 'chart-turn', label: 'To another turn', focusKeys: ['ArrowLeft', 'ArrowRight'] },
    { id: 'chart-chart', label: 'To another chart', focusKeys: ['PageUp', 'PageDown'] },
    { id: 'chart-mark', label: 'Mark the run', focusKeys: ['Enter'] },
  ],
};

/** All keys of the page. */
export const ENSEMBLE_HELP = [
  ENSEMBLE_COMMANDS,
  CHART_KEYS,
  { ...TABLE_COMMANDS, native: ROW_COMMANDS },
];
