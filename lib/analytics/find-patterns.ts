import type { Pace } from '../causality/pace';
import type { AnalysedRun, DeedType } from './analysed-run';
import { findLoops } from './find-loops';
import { MAX_DEEDS, MAX_LOOPS, MAX_TRANSITIONS } from './panels';

/** What agents decide and do after one another. */
export interface Patterns {
  /** Kinds that follow each other, over all agents; most frequent first. */
  readonly transitions: {
    event_type: DeedType;
    from: string | null;
    to: string | null;
    count: number;
    agents: number;
  }[];
  readonly transition_count: number;
  readonly loops: {
    agent_id: string;
    event_type: DeedType;
    kinds: (string | null)[];
    rounds: number;
    turns: { first: number; last: number };
    place: number;
  }[];
  readonly loop_count: number;
  /** Whether there are more decisions and actions than were searched for loops. */
  readonly truncated: boolean;
}

export async function findPatterns(
  run: AnalysedRun,
  pace: Pick<Pace, 'breathe'>,
): Promise<Patterns> {
  const sums = new Map<string, Patterns['transitions'][number]>();
  for (const { type, from, to, count } of await run.countTransitions()) {
    const key = JSON.stringify([type, from, to]);
    const sum = sums.get(key) ?? { event_type: type, from, to, count: 0, agents: 0 };
    sums.set(key, sum);
    sum.count += count;
    sum.agents += 1;
  }
  const deeds = await run.readDeeds(MAX_DEEDS);
  const loops = await findLoops(deeds, pace);
  return {
    transitions: [...sums]
      .sort(([a, { count: m }], [b, { count: n }]) => n - m || (a < b ? -1 : 1))
      .slice(0, MAX_TRANSITIONS)
      .map(([, sum]) => sum),
    transition_count: sums.size,
    loops: loops
      .slice(0, MAX_LOOPS)
      .map(({ agent, type, kinds, rounds, firstTurn, lastTurn, place }) => ({
        agent_id: agent,
        event_type: type,
        kinds: [...kinds],
        rounds,
        turns: { first: firstTurn, last: lastTurn },
        place,
      })),
    loop_count: loops.length,
    truncated: deeds.isCut,
  };
}
