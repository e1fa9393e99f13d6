/** A stretch without events, in microseconds since 1970. */
export interface IdleGap {
  /** The last event before it. */
  readonly start: number;
  /** The first event after it. */
  readonly end: number;
}

/** A gap whose ends alone are on the time axis. */
export interface Fold extends IdleGap {
  /** The part without width is from `cutStart` to `cutEnd`. */
  readonly cutStart: number;
  readonly cutEnd: number;
}

/** A gap is idle when it is this many times longer than the mean time between events. */
const IDLE_FACTOR = 8;
/** Gaps shorter than this share of the rest are not folded. */
const MIN_SHARE = 0.005;
/** The width of a fold, and the maximum of all folds together, as shares of the rest. */
const FOLD_SHARE = 0.02;
const ALL_FOLDS_SHARE = 0.4;
const MAX_FOLDS = 60;

/** The times of adjacent buckets; `null` for a bucket without events. */
export type BucketEnds = readonly ({ readonly first: number; readonly last: number } | null)[];

/** The gaps between events of neighbouring buckets: every gap as long as a bucket, and some shorter ones. */
export function findGaps(times: BucketEnds): readonly IdleGap[] {
  const gaps: IdleGap[] = [];
  let before: number | undefined;
  for (const ends of times) {
    if (ends === null) continue;
    if (before !== undefined && ends.first > before) gaps.push({ start: before, end: ends.first });
    before = ends.last;
  }
  return gaps;
}

/**
 * The gaps to fold, in order of time: gaps much longer than the pace of the other events, at most the longest 60. A run with an
 * even pace has none.
 */
export function findFolds(times: BucketEnds, eventCount: number): readonly Fold[] {
  const ends = times.filter((bucket) => bucket !== null);
  const [first, last] = [ends[0]?.first ?? 0, ends.at(-1)?.last ?? 0];
  let rest = last - first;
  let intervals = eventCount - 1;
  const idle: IdleGap[] = [];
  for (const gap of findGaps(times).toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    const length = gap.end - gap.start;
    const others = rest - length;
    const pace = others / Math.max(1, intervals - 1);
    if (length < IDLE_FACTOR * pace || length < MIN_SHARE * others) break;
    if (idle.length === MAX_FOLDS || intervals < 2) break;
    idle.push(gap);
    rest = others;
    intervals -= 1;
  }
  const share = Math.min(FOLD_SHARE, ALL_FOLDS_SHARE / Math.max(1, idle.length));
  const shown = Math.max(2, Math.round(rest * share));
  return idle
    .filter(({ start, end }) => end - start > 2 * shown)
    .map((gap) => {
      const cutStart = gap.start + Math.floor(shown / 2);
      return { ...gap, cutStart, cutEnd: gap.end - (shown - Math.floor(shown / 2)) };
    })
    .toSorted((a, b) => a.start - b.start);
}
