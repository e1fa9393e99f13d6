import type {
  CommandGroup,
  PaletteCommand,
  TypedCommands,
} from '@/components/command-palette/command-palette';
import { nameLabel, treatName, withPart } from '@/components/filters/filter-change';
import { formatCount } from '@/components/ui/format-count';
import type { SimulationSummary } from '@/lib/api/contract';
import type { CriteriaChange } from '@/lib/filters/event-filter';
import { readTurn } from '@/components/event-time/read-turn';
import { findByName } from '@/lib/filters/name-rank';
import type { ViewState } from './view-state';

/** What commands act on. */
export interface ExplorerActions {
  readonly simulation: SimulationSummary;
  readonly navigate: (change: Partial<ViewState>) => void;
  readonly changeCriteria: (change: CriteriaChange) => void;
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

/** More agents than this are not listed: they are found by name. */
const MAX_AGENTS = 200;
/** Of those that have a typed text in their name. */
const MAX_FOUND = 10;

export function explorerCommands(actions: ExplorerActions): readonly CommandGroup[] {
  const { simulation, navigate, changeCriteria } = actions;
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
        { id: 'clear', label: 'Clear all filters', run: () => changeCriteria(() => ({})) },
        ...simulation.event_types.map(({ event_type }) => ({
          id: `type ${event_type}`,
          label: `Only ${nameLabel('type', event_type)} events`,
          run: () => changeCriteria((now) => ({ ...now, event_types: [event_type] })),
        })),
        ...(simulation.agents.length > MAX_AGENTS ? [] : agentCommands(actions, simulation.agents)),
      ],
    },
  ];
}

/** For each agent a command to see only it, then for each one to leave it out. */
function agentCommands(
  { changeCriteria }: ExplorerActions,
  agents: SimulationSummary['agents'],
): readonly PaletteCommand[] {
  return [
    ...agents.map(({ agent_id }) => ({
      id: `agent ${agent_id}`,
      label: `Only events of ${nameLabel('agent', agent_id)}`,
      keywords: ['agent'],
      run: () => changeCriteria((now) => ({ ...now, agent_ids: [agent_id] })),
    })),
    ...agents.map(({ agent_id }) => ({
      id: `without ${agent_id}`,
      label: `Leave out ${nameLabel('agent', agent_id)}`,
      keywords: ['agent', 'exclude', 'hide'],
      run: () => changeCriteria((now) => treatName(now, 'agent', agent_id, 'exclude')),
    })),
  ];
}

/** Agents of whom a text is in the name. */
export interface FoundAgents {
  /** The best answers first. */
  readonly agents: SimulationSummary['agents'];
  /** How many there are in all. */
  readonly count: number;
}

/**
 * Agents of a run that has too many to list them, by a text in their name.
 * @param asked what the server found, where the page does not know all agents
 */
function foundAgents(
  actions: ExplorerActions,
  text: string,
  asked: FoundAgents | undefined,
): CommandGroup | undefined {
  const { agents } = actions.simulation;
  if (agents.length <= MAX_AGENTS) return undefined;
  const found = asked?.agents ?? findByName(agents, text, ({ agent_id }) => agent_id);
  const shown = found.slice(0, MAX_FOUND);
  const more = (asked?.count ?? found.length) - shown.length;
  return {
    title: more === 0 ? 'Agents' : `Agents: ${formatCount(more)} more have “${text}” in their name`,
    commands: agentCommands(actions, shown),
  };
}

/** What a text may stand for by itself: a turn, an event, words of events. */
export function commandsForText(
  actions: ExplorerActions,
  text: string,
  asked?: FoundAgents,
): TypedCommands {
  const { selectEvent, goToTurn, changeCriteria } = actions;
  const exact: PaletteCommand[] = [];
  const turn = readTurn(/^(?:t|turn)?\s*(\d[\d,]*)$/i.exec(text)?.[1] ?? '');
  if (turn !== undefined) {
    exact.push({
      id: 'typed turn',
      label: `Go to turn ${formatCount(turn)}`,
      run: () => goToTurn(turn),
    });
  }
  if (/^[0-9A-HJKMNP-TV-Z]{26}$/i.test(text)) {
    const id = text.toUpperCase();
    exact.push({ id: 'typed event', label: `Open event ${id}`, run: () => selectEvent(id) });
  }
  const search: PaletteCommand = {
    id: 'typed text',
    label: `Only events with “${text}”`,
    run: () => changeCriteria((now) => withPart(now, 'q', text)),
  };
  const names = foundAgents(actions, text, asked);
  return { exact, otherwise: [search], ...(names === undefined ? {} : { names }) };
}
