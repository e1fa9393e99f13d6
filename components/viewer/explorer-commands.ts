import { WHY } from '@/components/causal-link/why';
import type { Command, CommandSet } from '@/components/commands/command';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { PANES, SIDE_PARTS, type ViewTab } from './panes';

/** The viewer as its commands see it. */
export interface ExplorerTarget {
  readonly selectedEventId: string | null;
  readonly openTab: (tab: ViewTab) => void;
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  readonly openCausality: (eventId: string) => void;
  /** Opens the long texts of the selected event. */
  readonly openReader: () => void;
  /** Selects the first cause or effect of the selected event, or shows the reason why it cannot. */
  readonly stepCausality: (side: 'upstream' | 'downstream') => void;
  readonly setCriteria: (criteria: EventCriteria) => void;
  /** Goes to another page. */
  readonly visit: (path: string) => void;
}

export const PALETTE_COMMAND: Command<ExplorerTarget> = {
  id: 'commands',
  label: 'Commands',
  keys: ['mod+k'],
  isUnlisted: true,
  run: (viewer) => viewer.openPalette(),
};

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
      run: (viewer) => viewer.setCriteria({}),
    },
    { id: 'help', label: 'Keyboard help', keys: ['?'], run: (viewer) => viewer.openHelp() },
    { id: 'simulations', label: 'All simulations', run: (viewer) => viewer.visit('/') },
    { id: 'docs', label: 'API documentation', run: (viewer) => viewer.visit('/docs') },
  ],
  native: [{ id: 'close', label: 'Close the dialog or the menu', focusKeys: ['Escape'] }],
};

/** The commands of all parts of the viewer, for its help. */
export const VIEWER_COMMANDS = [
  EXPLORER_COMMANDS,
  ...[...PANES, ...SIDE_PARTS].flatMap(({ commands }) => commands),
];
