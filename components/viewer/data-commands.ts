import type { CommandGroup, PaletteCommand } from '@/components/commands/find-commands';
import { nameLabel, treatName, withPart } from '@/components/filters/filter-change';
import { formatCount } from '@/components/ui/format-count';
import type { SimulationSummary } from '@/lib/api/contract';
import type { CriteriaChange } from '@/lib/filters/event-filter';
import { findByName } from '@/lib/filters/name-rank';

/** The target of commands about the data of a run. */
export interface DataTarget {
  readonly simulation: Pick<SimulationSummary, 'event_types' | 'agents'>;
  readonly changeCriteria: (change: CriteriaChange) => void;
  readonly selectEvent: (eventId: string) => void;
}

/** Agents whose name contains a text. */
export interface FoundAgents {
  /** The best matches first. */
  readonly agents: SimulationSummary['agents'];
  /** The number of all matches. */
  readonly count: number;
}

/** Names of a longer list are found by typing. */
const MAX_LISTED = 200;
/** The maximum number of names shown for a typed text. */
const MAX_FOUND = 10;

/** Commands that filter by the types and agents of the run. */
export function filterCommands(target: DataTarget): CommandGroup {
  const { event_types, agents } = target.simulation;
  const types = event_types.slice(0, MAX_LISTED).map(({ event_type }) => ({
    id: `type ${event_type}`,
    label: `Only ${nameLabel('type', event_type)} events`,
    words: ['type'],
    run: () => target.changeCriteria((now) => ({ ...now, event_types: [event_type] })),
  }));
  const ofAgents = agents.length > MAX_LISTED ? [] : agentCommands(target, agents);
  return { title: 'Filter', commands: [...types, ...ofAgents] };
}

/**
 * Commands about agents whose names contain a text, for a run with too many agents for a list.
 * @param found by the server, where the page does not know all agents
 */
export function agentsNamed(
  target: DataTarget,
  text: string,
  found: FoundAgents | undefined,
): CommandGroup {
  const { agents } = target.simulation;
  if (text === '' || agents.length <= MAX_LISTED) return { title: 'Agents', commands: [] };
  const matching = found?.agents ?? findByName(agents, text, ({ agent_id }) => agent_id);
  const shown = matching.slice(0, MAX_FOUND);
  const more = (found?.count ?? matching.length) - shown.length;
  return {
    title: more === 0 ? 'Agents' : `Agents: ${formatCount(more)} more have “${text}” in their name`,
    commands: agentCommands(target, shown),
  };
}

/** The command for a text that is the id of an event. */
export function openEventCommands(target: DataTarget, text: string): readonly PaletteCommand[] {
  if (!/^[0-9A-HJKMNP-TV-Z]{26}$/i.test(text)) return [];
  const id = text.toUpperCase();
  return [{ id: 'open-event', label: `Open event ${id}`, run: () => target.selectEvent(id) }];
}

/** The command that filters by the text. */
export function searchCommand({ changeCriteria }: DataTarget, text: string): PaletteCommand {
  return {
    id: 'search',
    label: `Only events with “${text}”`,
    run: () => changeCriteria((now) => withPart(now, 'q', text)),
  };
}

/** For each agent a command to include only its events, then for each agent a command to exclude them. */
function agentCommands(
  { changeCriteria }: DataTarget,
  agents: SimulationSummary['agents'],
): readonly PaletteCommand[] {
  return [
    ...agents.map(({ agent_id }) => ({
      id: `agent ${agent_id}`,
      label: `Only events of ${nameLabel('agent', agent_id)}`,
      words: ['agent'],
      run: () => changeCriteria((now) => ({ ...now, agent_ids: [agent_id] })),
    })),
    ...agents.map(({ agent_id }) => ({
      id: `without ${agent_id}`,
      label: `Leave out ${nameLabel('agent', agent_id)}`,
      words: ['agent', 'exclude', 'hide'],
      isSecond: true,
      run: () => changeCriteria((now) => treatName(now, 'agent', agent_id, 'exclude')),
    })),
  ];
}
