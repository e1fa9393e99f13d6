import type { Pace } from '../causality/pace';
import { DEED_TYPES, type Deeds, type DeedType } from './analysed-run';

/** A sequence of kinds that an agent repeated without another one in between. */
export interface Loop {
  readonly agent: string;
  readonly type: DeedType;
  /** The kinds of one round. */
  readonly kinds: readonly (string | null)[];
  /** Whole rounds. */
  readonly rounds: number;
  readonly firstTurn: number;
  readonly lastTurn: number;
  /** The first deed. */
  readonly place: number;
}

/** A round of more kinds is not looked for. */
const MAX_PERIOD = 6;
const MIN_ROUNDS = 4;
const STEP = 16_384;

/**
 * The loops of each agent, the most deeds first. A loop of one kind is a repetition. Loops that lie within a loop of the same deeds
 * are left out.
 */
export async function findLoops(
  deeds: Deeds,
  pace: Pick<Pace, 'breathe'>,
): Promise<readonly Loop[]> {
  const { agent, type, kind } = deeds;
  const found: { from: number; length: number; period: number }[] = [];
  for (let start = 0; start < agent.length;) {
    let end = start + 1;
    while (end < agent.length && agent[end] === agent[start] && type[end] === type[start]) end++;
    const covered: [from: number, to: number][] = [];
    for (let period = 1; period <= MAX_PERIOD; period++) {
      let from = start;
      for (let at = start + period; at <= end; at++) {
        if (at % STEP === 0) await pace.breathe();
        if (at < end && kind[at] === kind[at - period]) continue;
        const length = at - from;
        if (length >= MIN_ROUNDS * period && !covered.some(([a, b]) => a <= from && at <= b)) {
          found.push({ from, length, period });
          covered.push([from, at]);
        }
        from = at - period + 1;
      }
    }
    start = end;
  }
  found.sort((a, b) => b.length - a.length || a.from - b.from);
  return found.map(({ from, length, period }) => {
    const rounds = Math.floor(length / period);
    return {
      agent: deeds.agents[agent[from] ?? 0] ?? '',
      type: DEED_TYPES[type[from] ?? 0] ?? 'DECISION',
      kinds: Array.from({ length: period }, (_, at) => deeds.kinds[kind[from + at] ?? 0] ?? null),
      rounds,
      firstTurn: deeds.turn[from] ?? 0,
      lastTurn: deeds.turn[from + rounds * period - 1] ?? 0,
      place: deeds.place[from] ?? 0,
    };
  });
}
