import type { Pace } from '../causality/pace';
import { GRAPH_ROLES, type EventGraph } from './analysed-run';

/** An event and the number of other events that come of it. */
export interface Influence {
  /** A number in the graph. */
  readonly event: number;
  readonly followers: number;
}

/** Events whose followers are counted exactly: those with the highest estimates. */
const CANDIDATES = 64;
/** One bit each. */
const AT_ONCE = 32;
/** Random numbers per event. The estimates are off by about a third, and only choose the candidates. */
const ROUNDS = 8;
const STEP = 16_384;

const BOUNDARY = GRAPH_ROLES.indexOf('boundary');

/** Links from a cause to a later effect, other than those of boundaries, by cause. */
export interface ForwardLinks {
  readonly count: number;
  /** Where the effects of each event begin in `effects`; one entry more than there are events. */
  readonly starts: Uint32Array;
  readonly effects: Uint32Array;
}

/** Links to or from boundaries are left out: every run has them, and everything of a turn would come of its start. */
export async function forwardLinks(
  { count, causes, effects, role }: EventGraph,
  pace: Pick<Pace, 'breathe'>,
): Promise<ForwardLinks> {
  const isKept = (at: number): boolean => {
    const [cause = 0, effect = 0] = [causes[at], effects[at]];
    return cause < effect && role[cause] !== BOUNDARY && role[effect] !== BOUNDARY;
  };
  const starts = new Uint32Array(count + 1);
  for (let at = 0; at < causes.length; at++) {
    if (at % STEP === 0) await pace.breathe();
    if (isKept(at)) {
      const next = (causes[at] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
  }
  for (let event = 0; event < count; event++) {
    if (event % STEP === 0) await pace.breathe();
    starts[event + 1] = (starts[event + 1] ?? 0) + (starts[event] ?? 0);
  }
  const next = starts.slice();
  const sorted = new Uint32Array(starts[count] ?? 0);
  for (let at = 0; at < causes.length; at++) {
    if (at % STEP === 0) await pace.breathe();
    if (!isKept(at)) continue;
    const cause = causes[at] ?? 0;
    const to = next[cause] ?? 0;
    sorted[to] = effects[at] ?? 0;
    next[cause] = to + 1;
  }
  return { count, starts, effects: sorted };
}

/**
 * The events that match the filter with the most followers, most first, at most one of each turn: the events of a turn that lead to
 * the next one hardly differ. Effects that are before their cause in event order are not followed.
 */
export async function rankInfluence(
  graph: EventGraph,
  links: ForwardLinks,
  limit: number,
  pace: Pick<Pace, 'breathe'>,
): Promise<readonly Influence[]> {
  const estimates = await estimateFollowers(links, pace);
  const chosen = chooseHighest(estimates, graph, CANDIDATES);
  const counted: Influence[] = [];
  for (let first = 0; first < chosen.length; first += AT_ONCE) {
    const some = chosen.slice(first, first + AT_ONCE);
    const counts = await countFollowers(links, some, pace);
    some.forEach((event, at) => counted.push({ event, followers: counts[at] ?? 0 }));
  }
  return counted
    .filter(({ followers }) => followers > 0)
    .sort((x, y) => y.followers - x.followers || x.event - y.event)
    .slice(0, limit);
}

/** Estimates by the least of random numbers among the followers (E. Cohen, Size-estimation framework, 1997). */
async function estimateFollowers(
  { count, starts, effects }: ForwardLinks,
  pace: Pick<Pace, 'breathe'>,
): Promise<Float64Array> {
  const sums = new Float64Array(count);
  const least = new Float32Array(count);
  let seed = 0x9e37_79b9;
  for (let round = 0; round < ROUNDS; round++) {
    for (let event = count - 1; event >= 0; event--) {
      if (event % STEP === 0) await pace.breathe();
      // xorshift32; the numbers are distributed exponentially.
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed ^= seed << 5;
      const [from = 0, to = 0] = [starts[event], starts[event + 1]];
      let lowest = -Math.log(((seed >>> 0) + 1) / 4_294_967_297);
      for (let at = from; at < to; at++) {
        const other = least[effects[at] ?? 0] ?? Infinity;
        if (other < lowest) lowest = other;
      }
      least[event] = lowest;
      if (to > from) sums[event] = (sums[event] ?? 0) + lowest;
    }
  }
  return sums.map((sum) => (sum === 0 ? 0 : (ROUNDS - 1) / sum));
}

/** The best event of each turn, the best turns first. Boundaries and calculations are not chosen. */
function chooseHighest(
  estimates: Float64Array,
  { matches, role, turn }: EventGraph,
  limit: number,
): readonly number[] {
  const bestOfTurn = new Map<number, number>();
  for (let event = 0; event < estimates.length; event++) {
    const estimate = estimates[event] ?? 0;
    if (estimate === 0 || matches[event] !== 1 || role[event] !== 0) continue;
    const best = bestOfTurn.get(turn[event] ?? 0);
    if (best === undefined || estimate > (estimates[best] ?? 0)) {
      bestOfTurn.set(turn[event] ?? 0, event);
    }
  }
  return [...bestOfTurn.values()]
    .sort((a, b) => (estimates[b] ?? 0) - (estimates[a] ?? 0) || a - b)
    .slice(0, limit);
}

/** The number of followers of each of at most 32 events. */
async function countFollowers(
  { count, starts, effects }: ForwardLinks,
  events: readonly number[],
  pace: Pick<Pace, 'breathe'>,
): Promise<readonly number[]> {
  const reached = new Uint32Array(count);
  const counts = new Array<number>(events.length).fill(0);
  const own = new Map(events.map((event, at) => [event, at] as const));
  let first = count;
  for (const event of events) first = Math.min(first, event);
  for (let event = first; event < count; event++) {
    if (event % STEP === 0) await pace.breathe();
    let bits = reached[event] ?? 0;
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const at = 31 - Math.clz32(rest & -rest);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    const at = own.get(event);
    if (at !== undefined) bits |= 1 << at;
    if (bits === 0) continue;
    const to = starts[event + 1] ?? 0;
    for (let link = starts[event] ?? 0; link < to; link++) {
      const effect = effects[link] ?? 0;
      reached[effect] = (reached[effect] ?? 0) | bits;
    }
  }
  return counts;
}
