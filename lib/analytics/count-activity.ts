import type { AnalysedRun, RunTotals, TurnBins } from './analysed-run';
import { MAX_AGENTS, MAX_TURN_BINS } from './panels';

/** Events by agent and turn. */
export interface Activity {
  readonly turns_per_column: number;
  readonly column_count: number;
  readonly first_turn: number;
  readonly agents: { agent_id: string | null; events: number; failed: number }[];
  readonly agent_count: number;
  /** Events of agents that have no row. */
  readonly other_events: number;
  /** Cells with events: row, column, events, failed events. */
  readonly cells: [row: number, column: number, events: number, failed: number][];
}

/** The bins of all turns of a run, as narrow as their maximum number allows. */
export function binTurns({ firstTurn, lastTurn }: Pick<RunTotals, 'firstTurn' | 'lastTurn'>): {
  readonly bins: TurnBins;
  readonly count: number;
} {
  const [first, last] = [firstTurn ?? 0, lastTurn ?? -1];
  const width = Math.max(1, Math.ceil((last - first + 1) / MAX_TURN_BINS));
  return { bins: { firstTurn: first, width }, count: Math.ceil((last - first + 1) / width) };
}

export async function countActivity(run: AnalysedRun): Promise<Activity> {
  const totals = await run.readTotals();
  const { bins, count } = binTurns(totals);
  const agents = totals.agents.slice(0, MAX_AGENTS);
  const rows = new Map(agents.map(({ agent }, row) => [agent, row] as const));
  const cells = (await run.countActivity(bins)).flatMap(
    ({ agent, bin, events, failed }): Activity['cells'] => {
      const row = rows.get(agent);
      return row === undefined ? [] : [[row, bin, events, failed]];
    },
  );
  return {
    turns_per_column: bins.width,
    column_count: count,
    first_turn: bins.firstTurn,
    agents: agents.map(({ agent, events, failed }) => ({ agent_id: agent, events, failed })),
    agent_count: totals.agentCount,
    other_events: totals.events - agents.reduce((sum, { events }) => sum + events, 0),
    cells: cells.sort((a, b) => a[0] - b[0] || a[1] - b[1]),
  };
}
