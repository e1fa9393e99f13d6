import type { StoredEvent } from '../events/read-event';
import type { AnalysedRun } from './analysed-run';
import { compareNames } from './name-order';
import { MAX_ACTION_LINES, MAX_AGENTS } from './panels';

/** Who acts on whom: how many actions of an agent name another one. */
export interface Interactions {
  readonly agents: string[];
  readonly agent_count: number;
  /** Actor, target, actions. */
  readonly cells: [actor: number, target: number, actions: number][];
  /** The fields that named the targets, most actions first. */
  readonly fields: { path: string; actions: number }[];
  readonly action_count: number;
  readonly read_count: number;
  /** Actions, of those read, that name another agent. */
  readonly naming_count: number;
}

const MAX_DEPTH = 3;
const MAX_FIELDS = 20;
const MAX_ITEMS = 100;

export async function countInteractions(run: AnalysedRun): Promise<Interactions> {
  const counts = new Map<string, Map<string, number>>();
  const fields = new Map<string, number>();
  const agents = new Map<string, number>();
  let naming = 0;
  const note = (name: string): void => {
    agents.set(name, (agents.get(name) ?? 0) + 1);
  };
  const sample = await run.eachOfType('ACTION', MAX_ACTION_LINES, (event) => {
    const named = namedAgents(event, (name) => run.isAgent(name));
    const { agent_id: actor } = event;
    if (named.length === 0 || actor === null) return;
    naming += 1;
    note(actor);
    const row = counts.get(actor) ?? new Map<string, number>();
    counts.set(actor, row);
    for (const target of new Set(named.map(({ agent }) => agent))) {
      note(target);
      row.set(target, (row.get(target) ?? 0) + 1);
    }
    for (const path of new Set(named.map((one) => one.path))) {
      fields.set(path, (fields.get(path) ?? 0) + 1);
    }
  });
  const listed = [...agents]
    .sort(([a, m], [b, n]) => n - m || compareNames(a, b))
    .slice(0, MAX_AGENTS)
    .map(([name]) => name)
    .sort(compareNames);
  const at = new Map(listed.map((name, index) => [name, index] as const));
  const cells = [...counts].flatMap(([actor, row]) =>
    [...row].flatMap(([target, actions]): Interactions['cells'] => {
      const [from, to] = [at.get(actor), at.get(target)];
      return from === undefined || to === undefined ? [] : [[from, to, actions]];
    }),
  );
  return {
    agents: listed,
    agent_count: agents.size,
    cells: cells.sort((a, b) => a[0] - b[0] || a[1] - b[1]),
    fields: [...fields]
      .map(([path, actions]) => ({ path, actions }))
      .sort((a, b) => b.actions - a.actions || (a.path < b.path ? -1 : 1))
      .slice(0, MAX_FIELDS),
    action_count: sample.matching,
    read_count: sample.read,
    naming_count: naming,
  };
}

/**
 * The other agents that fields of an event's details name. A field names an agent when it is the id of the agent, or a list that has
 * the id; `[]` in a path stands for the items of a list. The names of members are not looked at.
 */
export function namedAgents(
  { agent_id, details }: Pick<StoredEvent, 'agent_id' | 'details'>,
  isAgent: (name: string) => boolean,
): readonly { readonly path: string; readonly agent: string }[] {
  const named: { path: string; agent: string }[] = [];
  const look = (value: unknown, path: string, depth: number): void => {
    if (typeof value === 'string') {
      if (value !== '' && value !== agent_id && isAgent(value)) {
        named.push({ path, agent: value });
      }
    } else if (Array.isArray(value)) {
      if (depth < MAX_DEPTH) {
        for (const item of value.slice(0, MAX_ITEMS)) look(item, `${path}[]`, depth + 1);
      }
    } else if (typeof value === 'object' && value !== null && depth < MAX_DEPTH) {
      for (const [name, member] of Object.entries(value).slice(0, MAX_ITEMS)) {
        look(member, `${path}.${name}`, depth + 1);
      }
    }
  };
  look(details, 'details', 0);
  return named;
}
