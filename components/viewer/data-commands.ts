import type { CommandGroup, PaletteCommand } from '@/components/commands/find-commands';
import { compareLink } from '@/components/compare-link';
import { nameLabel, treatName, withPart } from '@/components/filters/filter-change';
import { formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import { pathSegment } from '@/lib/api/path-segment';
import type { EventFacets, SimulationListing, SimulationSummary } from '@/lib/api/contract';
import type { CriteriaChange } from '@/lib/filters/event-filter';
import { findByName } from '@/lib/filters/name-rank';

/** What commands about the data of a run act on. */
export interface DataTarget {
  readonly simulation: Pick<SimulationSummary, 'id' | 'event_types' | 'agents'>;
  /** The kinds of the run's events, as far as the page knows them, each once. */
  readonly kinds: readonly NamedKind[];
  readonly changeCriteria: (change: CriteriaChange) => void;
  readonly selectEvent: (eventId: string) => void;
  /** Goes to another page. */
  readonly visit: (path: string) => void;
}

interface NamedKind {
  readonly kind: string;
}

/** Names that contain a text, as the server found them. */
export interface FoundNames {
  readonly agents: FoundList<SimulationSummary['agents'][number]>;
  readonly types: FoundList<SimulationSummary['event_types'][number]>;
  readonly kinds: FoundList<NamedKind>;
}

interface FoundList<Item> {
  /** The best matches first. */
  readonly items: readonly Item[];
  /** How many there are in all. */
  readonly count: number;
}

/** A longer list is not shown: its names are found by typing. */
const MAX_LISTED = 200;
/** How many names that contain the typed text are shown. */
const MAX_FOUND = 10;

/** The kinds of facets, each once; events without a kind are left out. */
export function kindsOf({ kinds }: Pick<EventFacets, 'kinds'>): readonly NamedKind[] {
  const names = new Set(kinds.values.flatMap(({ kind }) => (kind === null ? [] : [kind])));
  return Array.from(names, (kind) => ({ kind }));
}

/** Commands that filter by the types, kinds and agents of the run, where these are few. */
export function filterCommands(target: DataTarget): CommandGroup {
  const { event_types, agents } = target.simulation;
  const types = event_types.length > MAX_LISTED ? [] : typeCommands(target, event_types);
  const kinds = target.kinds.length > MAX_LISTED ? [] : kindCommands(target, target.kinds);
  const ofAgents = agents.length > MAX_LISTED ? [] : agentCommands(target, agents);
  return { title: 'Filter', commands: [...types, ...ofAgents, ...kinds] };
}

/**
 * Commands that filter by the names that contain a text, in a run that has too many names to list them.
 * @param found by the server, where the page does not know all names
 */
export function commandsOfNames(
  target: DataTarget,
  text: string,
  found: FoundNames | undefined,
): readonly CommandGroup[] {
  const { agents, event_types } = target.simulation;
  const agentsFound = findNames(agents, ({ agent_id }) => agent_id, text, found?.agents);
  const typesFound = findNames(event_types, ({ event_type }) => event_type, text, found?.types);
  const kindsFound = findNames(target.kinds, ({ kind }) => kind, text, found?.kinds);
  return [
    groupOf('Agents', agentsFound, text, (items) => agentCommands(target, items)),
    groupOf('Types', typesFound, text, (items) => typeCommands(target, items)),
    groupOf('Kinds', kindsFound, text, (items) => kindCommands(target, items)),
  ];
}

function findNames<Item>(
  known: readonly Item[],
  nameOf: (item: Item) => string,
  text: string,
  found: FoundList<Item> | undefined,
): FoundList<Item> {
  if (text === '' || known.length <= MAX_LISTED) return { items: [], count: 0 };
  if (found !== undefined) return found;
  const items = findByName(known, text, nameOf);
  return { items, count: items.length };
}

function groupOf<Item>(
  title: string,
  { items, count }: FoundList<Item>,
  text: string,
  commandsOf: (items: readonly Item[]) => readonly PaletteCommand[],
): CommandGroup {
  const shown = items.slice(0, MAX_FOUND);
  const more = count - shown.length;
  return {
    title: more === 0 ? title : `${title}: ${formatCount(more)} more have “${text}” in their name`,
    commands: commandsOf(shown),
  };
}

/** Commands that open the runs with a text in their name. */
export function runCommands(
  { simulation, visit }: DataTarget,
  runs: readonly Pick<SimulationListing, 'id' | 'name'>[],
  text: string,
): CommandGroup {
  const others = runs.filter(({ id }) => id !== simulation.id);
  const items = text === '' ? [] : findByName(others, text, ({ id, name }) => `${name} ${id}`);
  return groupOf('Runs', { items, count: items.length }, text, (shown) =>
    shown.map(({ id, name }) => ({
      id: `run ${id}`,
      label: `Go to run ${shownName(name)}`,
      words: [id],
      run: () => visit(`/view/${pathSegment(id)}`),
    })),
  );
}

/** Commands for a text such as `compare market`: each compares this run with one whose name has the rest of the text. */
export function compareCommands(
  { simulation, visit }: DataTarget,
  runs: readonly Pick<SimulationListing, 'id' | 'name'>[],
  text: string,
): CommandGroup {
  const name = /^(?:compare|diff)\b(?:\s+with\b)?(?:\s+run\b)?\s*(.*)$/i.exec(text)?.[1];
  const others = name === undefined ? [] : runs.filter(({ id }) => id !== simulation.id);
  const items =
    name === '' ? others : findByName(others, name ?? '', (run) => `${run.name} ${run.id}`);
  return groupOf('Compare', { items, count: items.length }, name ?? '', (shown) =>
    shown.map((run) => ({
      id: `compare ${run.id}`,
      label: `Compare with run ${shownName(run.name)}`,
      words: [run.id],
      run: () => visit(compareLink(simulation.id, run.id)),
    })),
  );
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

function typeCommands(
  { changeCriteria }: DataTarget,
  types: readonly SimulationSummary['event_types'][number][],
): readonly PaletteCommand[] {
  return types.map(({ event_type }) => ({
    id: `type ${event_type}`,
    label: `Only ${nameLabel('type', event_type)} events`,
    words: ['type'],
    run: () => changeCriteria((now) => ({ ...now, event_types: [event_type] })),
  }));
}

function kindCommands(
  { changeCriteria }: DataTarget,
  kinds: readonly NamedKind[],
): readonly PaletteCommand[] {
  return kinds.map(({ kind }) => ({
    id: `kind ${kind}`,
    label: `Only kind ${nameLabel('kind', kind)}`,
    words: ['kind'],
    run: () => changeCriteria((now) => ({ ...now, kinds: [kind] })),
  }));
}

/** For each agent a command to see only its events, then for each one to leave them out. */
function agentCommands(
  { changeCriteria }: DataTarget,
  agents: readonly SimulationSummary['agents'][number][],
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
