import { WHY } from '@/components/causal-link/why';
import type { Command, CommandSet } from '@/components/commands/command';
import {
  COPY_LINK_COMMAND,
  HELP_COMMAND,
  PALETTE_COMMAND,
  THEME_COMMANDS,
  VISIT_COMMANDS,
  type GeneralTarget,
} from '@/components/commands/general-commands';
import { readTurn } from '@/components/event-time/read-turn';
import { EXPORT_LABELS } from '@/components/export-menu/export-labels';
import { formatCount } from '@/components/ui/format-count';
import type { CriteriaChange } from '@/lib/filters/event-filter';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/filters/export-query';
import { PANES, SIDE_PARTS, type ViewTab } from './panes';

/** The viewer as its commands see it. */
export interface ExplorerTarget extends GeneralTarget {
  readonly selectedEventId: string | null;
  readonly openTab: (tab: ViewTab) => void;
  /** Whether the run has a tour: the demo has. */
  readonly hasTour: boolean;
  readonly startTour: () => void;
  /** Opens the ensemble of all runs with the name of this one. */
  readonly openEnsemble: () => void;
  readonly openCausality: (eventId: string) => void;
  /** Opens the long texts of the selected event. */
  readonly openReader: () => void;
  /** Selects the first cause or effect of the selected event, or shows the reason why it cannot. */
  readonly stepCausality: (side: 'upstream' | 'downstream') => void;
  readonly changeCriteria: (change: CriteriaChange) => void;
  /** Shows the state at the end of a turn. */
  readonly showState: (turn: number) => void;
  /** Whether the events of the filter can be downloaded now. */
  readonly canExport: boolean;
  /** Opens the list of runs, where this run is chosen and another can be. */
  readonly chooseToCompare: () => void;
  /** Downloads the events of the filter. */
  readonly exportAs: (format: ExportFormat) => void;
}

/** A typed turn leads to its state and to its events, whatever tab is shown. */
export const TURN_COMMANDS: CommandSet<ExplorerTarget> = {
  title: 'Turns',
  commands: [
    turnCommand(
      'state-at-turn',
      (turn) => `State at the end of turn ${turn}`,
      (viewer, turn) => viewer.showState(turn),
    ),
    turnCommand(
      'only-turn',
      (turn) => `Only events of turn ${turn}`,
      (viewer, turn) =>
        viewer.changeCriteria((now) => ({ ...now, turn_start: turn, turn_end: turn })),
    ),
  ],
};

function turnCommand(
  id: string,
  labelOf: (turn: string) => string,
  go: (viewer: ExplorerTarget, turn: number) => void,
): Command<ExplorerTarget> {
  return {
    id,
    label: labelOf('…'),
    isUnlisted: true,
    run: () => undefined,
    fromText(text) {
      const turn = readTurn(/^(?:t|turn)?\s*(\d[\d,]*)$/i.exec(text)?.[1] ?? '');
      if (turn === undefined) return undefined;
      return { label: labelOf(formatCount(turn)), run: (viewer) => go(viewer, turn) };
    },
  };
}

export const EXPLORER_COMMANDS: CommandSet<ExplorerTarget> = {
  title: 'General',
  commands: [
    PALETTE_COMMAND,
    ...PANES.map(({ id, label }): Command<ExplorerTarget> => ({
      id: `tab-${id}`,
      label,
      words: ['tab', 'view'],
      run: (viewer) => viewer.openTab(id),
    })),
    {
      id: 'why',
      label: `${WHY} Causes and effects of the selected event`,
      keys: ['y'],
      when: ({ selectedEventId }) => selectedEventId !== null,
      run({ selectedEventId, openCausality }) {
        if (selectedEventId !== null) openCausality(selectedEventId);
      },
    },
    {
      id: 'read',
      label: 'Read the prompt and the answer of the selected event',
      words: ['reader', 'conversation', 'text', 'response'],
      keys: ['r'],
      when: ({ selectedEventId }) => selectedEventId !== null,
      run: (viewer) => viewer.openReader(),
    },
    {
      id: 'cause',
      label: 'To a cause of the selected event',
      keys: ['['],
      run: (viewer) => viewer.stepCausality('upstream'),
    },
    {
      id: 'effect',
      label: 'To an effect of the selected event',
      keys: [']'],
      run: (viewer) => viewer.stepCausality('downstream'),
    },
    {
      id: 'clear-filters',
      label: 'Clear all filters',
      run: (viewer) => viewer.changeCriteria(() => ({})),
    },
    ...EXPORT_FORMATS.map((format): Command<ExplorerTarget> => ({
      id: `export-${format}`,
      label: `Export as ${EXPORT_LABELS[format]}`,
      words: ['download', 'save', format],
      when: (viewer) => viewer.canExport,
      run: (viewer) => viewer.exportAs(format),
    })),
    COPY_LINK_COMMAND,
    {
      id: 'compare-runs',
      label: 'Compare with another run …',
      words: ['diff', 'difference', 'side by side'],
      run: (viewer) => viewer.chooseToCompare(),
    },
    ...THEME_COMMANDS,
    HELP_COMMAND,
    {
      id: 'tour',
      label: 'Tour of the demo in five steps',
      words: ['help', 'introduction', 'guide'],
      when: ({ hasTour }) => hasTour,
      run: (viewer) => viewer.startTour(),
    },
    {
      id: 'ensemble',
      label: 'Ensemble of all runs with this name',
      words: ['many runs', 'set', 'sweep', 'seeds', 'bands'],
      run: (viewer) => viewer.openEnsemble(),
    },
    ...VISIT_COMMANDS,
  ],
  native: [{ id: 'close', label: 'Close the dialog or the menu', focusKeys: ['Escape'] }],
};

/** The commands of all parts of the viewer, for its help. */
export const VIEWER_COMMANDS = [
  EXPLORER_COMMANDS,
  ...[...PANES, ...SIDE_PARTS].flatMap(({ commands }) => commands),
  TURN_COMMANDS,
];
