import type {
  CommandGroup,
  PaletteCommand,
  TypedCommands,
} from '@/components/command-palette/command-palette';
import { nameLabel, treatName, withPart } from '@/components/filters/filter-change';
import type { SimulationSummary } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
import type { ViewState } from './view-state';

/** What commands act on. */
export interface ExplorerActions {
  readonly simulation: SimulationSummary;
  readonly view: ViewState;
  readonly navigate: (change: Partial<ViewState>) => void;
  readonly changeCriteria: (criteria: EventCriteria) => void;
  readonly selectEvent: (eventId: string) => void;
  readonly goToTurn: (turn: number) => void;
  readonly openFind: () => void;
  readonly openJump: () => void;
  readonly openHelp: () => void;
  /** Goes to another page. */
  readonly visit: (path: string) => void;
  readonly isFollowing: boolean;
  readonly follow: (isFollowing: boolean) => void;
}

/** More agents than this are found in the filters. */
const MAX_AGENTS = 200;

export function explorerCommands(actions: ExplorerActions): readonly CommandGroup[] {
  const { simulation, view, navigate, changeCriteria } = actions;
  const { criteria } = view;
  return [
    {
      title: 'Go',
      commands: [
        { id: 'events', label: 'Events', run: () => navigate({ tab: 'events' }) },
        { id: 'causality', label: 'Causality', run: () => navigate({ tab: 'causality' }) },
        { id: 'state', label: 'State', run: () => navigate({ tab: 'state' }) },
        { id: 'find', label: 'Find within the events', shortcut: '/', run: actions.openFind },
        { id: 'jump', label: 'Go to turn, time or row', shortcut: 'g', run: actions.openJump },
        {
          id: 'follow',
          label: actions.isFollowing ? 'Stop following' : 'Follow the newest events',
          keywords: ['live', 'tail'],
          run: () => actions.follow(!actions.isFollowing),
        },
        { id: 'help', label: 'Keyboard help', shortcut: '?', run: actions.openHelp },
        { id: 'simulations', label: 'All simulations', run: () => actions.visit('/') },
        { id: 'docs', label: 'API documentation', run: () => actions.visit('/docs') },
      ],
    },
    {
      title: 'Filter',
      commands: [
        { id: 'clear', label: 'Clear all filters', run: () => changeCriteria({}) },
        ...simulation.event_types.map(({ event_type }) => ({
          id: `type ${event_type}`,
          label: `Only ${nameLabel('type', event_type)} events`,
          run: () => changeCriteria({ ...criteria, event_types: [event_type] }),
        })),
        ...simulation.agents.slice(0, MAX_AGENTS).map(({ agent_id }) => ({
          id: `agent ${agent_id}`,
          label: `Only events of ${nameLabel('agent', agent_id)}`,
          keywords: ['agent'],
          run: () => changeCriteria({ ...criteria, agent_ids: [agent_id] }),
        })),
        ...simulation.agents.slice(0, MAX_AGENTS).map(({ agent_id }) => ({
          id: `without ${agent_id}`,
          label: `Leave out ${nameLabel('agent', agent_id)}`,
          keywords: ['agent', 'exclude', 'hide'],
          run: () => changeCriteria(treatName(criteria, 'agent', agent_id, 'exclude')),
        })),
      ],
    },
  ];
}

/** What a text may stand for by itself: a turn, an event, words of events. */
export function commandsForText(actions: ExplorerActions, text: string): TypedCommands {
  const { view, selectEvent, goToTurn, changeCriteria } = actions;
  const exact: PaletteCommand[] = [];
  const turn = /^(?:t|turn)?\s*(\d{1,15})$/i.exec(text)?.[1];
  if (turn !== undefined) {
    exact.push({
      id: 'typed turn',
      label: `Go to turn ${turn}`,
      run: () => goToTurn(Number(turn)),
    });
  }
  if (/^[0-9A-HJKMNP-TV-Z]{26}$/i.test(text)) {
    const id = text.toUpperCase();
    exact.push({ id: 'typed event', label: `Open event ${id}`, run: () => selectEvent(id) });
  }
  const search: PaletteCommand = {
    id: 'typed text',
    label: `Only events with “${text}”`,
    run: () => changeCriteria(withPart(view.criteria, 'q', text)),
  };
  return { exact, otherwise: [search] };
}
