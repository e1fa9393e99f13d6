import type { AnalysedRun } from './analysed-run';
import { MAX_AGENTS, MAX_KINDS } from './panels';

/** Events by agent and kind. */
export interface Kinds {
  readonly agents: (string | null)[];
  readonly kinds: { event_type: string; kind: string | null; events: number; failed: number }[];
  readonly agent_count: number;
  readonly kind_count: number;
  /** Events of agents or kinds that are not listed. */
  readonly other_events: number;
  /** Row (an agent), column (a kind), events, failed events. */
  readonly cells: [row: number, column: number, events: number, failed: number][];
}

export async function countKinds(run: AnalysedRun): Promise<Kinds> {
  const totals = await run.readTotals();
  const counts = await run.countKinds();
  const byKind = new Map<string, Kinds['kinds'][number]>();
  for (const { type, kind, events, failed } of counts) {
    const key = JSON.stringify([type, kind]);
    const sum = byKind.get(key) ?? { event_type: type, kind, events: 0, failed: 0 };
    byKind.set(key, sum);
    sum.events += events;
    sum.failed += failed;
  }
  const kinds = [...byKind].sort(([, a], [, b]) => b.events - a.events).slice(0, MAX_KINDS);
  const columns = new Map(kinds.map(([key], column) => [key, column] as const));
  const agents = totals.agents.slice(0, MAX_AGENTS).map(({ agent }) => agent);
  const rows = new Map(agents.map((agent, row) => [agent, row] as const));
  const cells: Kinds['cells'] = [];
  let listed = 0;
  for (const { agent, type, kind, events, failed } of counts) {
    const row = rows.get(agent);
    const column = columns.get(JSON.stringify([type, kind]));
    if (row === undefined || column === undefined) continue;
    cells.push([row, column, events, failed]);
    listed += events;
  }
  return {
    agents,
    kinds: kinds.map(([, kind]) => kind),
    agent_count: totals.agentCount,
    kind_count: byKind.size,
    other_events: totals.events - listed,
    cells: cells.sort((a, b) => a[0] - b[0] || a[1] - b[1]),
  };
}
