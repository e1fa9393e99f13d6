import { canonicalEventType } from '@/lib/events/event-type';
import type { StoredEvent } from '@/lib/events/read-event';
import { compareNaturally } from '@/lib/events/natural-order';
import { agentKey } from './agent-text';
import type { CausalGraph } from './causal-graph';

/** Types and agents whose events are hidden or dimmed. */
export interface HiddenChoice {
  readonly types: ReadonlySet<string>;
  readonly agents: ReadonlySet<string>;
  /** `dim`: they are drawn faintly. `hide`: they are left out, and paths through them are drawn as transitive links. */
  readonly treatment: 'dim' | 'hide';
}

export const NOTHING_HIDDEN: HiddenChoice = {
  types: new Set(),
  agents: new Set(),
  treatment: 'hide',
};

export function isOf({ types, agents }: HiddenChoice, event: StoredEvent): boolean {
  return types.has(canonicalEventType(event.event_type)) || agents.has(agentKey(event));
}

/** Adds or removes a name. */
export function toggleHidden(
  choice: HiddenChoice,
  of: 'types' | 'agents',
  name: string,
): HiddenChoice {
  const names = new Set(choice[of]);
  if (!names.delete(name)) names.add(name);
  return { ...choice, [of]: names };
}

/** The number of events per type and per agent in a graph, most frequent first. */
export function namesOf(graph: CausalGraph): Readonly<Record<'types' | 'agents', NameCount[]>> {
  const types = new Map<string, number>();
  const agents = new Map<string, number>();
  const count = (counts: Map<string, number>, name: string) =>
    counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const node of graph.nodes.values()) {
    if (node.kind === 'missing') continue;
    count(types, canonicalEventType(node.event.event_type));
    count(agents, agentKey(node.event));
  }
  return { types: byCount(types), agents: byCount(agents) };
}

export interface NameCount {
  readonly name: string;
  readonly count: number;
}

function byCount(counts: ReadonlyMap<string, number>): NameCount[] {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || compareNaturally(a.name, b.name));
}
