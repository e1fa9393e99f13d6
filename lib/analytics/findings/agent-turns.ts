import type { Tallies } from '../analysed-run';

/** The rows of an agent in tallies: from `from` up to, not including, `to`. */
export interface AgentRows {
  readonly agent: string;
  readonly from: number;
  readonly to: number;
}

export function* eachAgent({ agents, agent }: Tallies): Generator<AgentRows> {
  for (let from = 0; from < agent.length;) {
    let to = from + 1;
    while (to < agent.length && agent[to] === agent[from]) to++;
    yield { agent: agents[agent[from] ?? 0] ?? '', from, to };
    from = to;
  }
}

export function sumOf(column: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += column[at] ?? 0;
  return sum;
}
