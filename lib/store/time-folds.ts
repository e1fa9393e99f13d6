import { InvalidParametersError } from '../errors';
import { parseFold, type TimeFold } from '../filters/histogram-options';

/**
 * Parses folds and sorts them by time. Folds that touch or overlap are merged.
 * @throws {InvalidParametersError} when one is not a stretch of time
 */
export function readFolds(texts: readonly string[] = []): readonly TimeFold[] {
  const folds = texts.map((value) => {
    const fold = parseFold(value);
    if (fold !== undefined) return fold;
    const reason = 'expected two ISO 8601 timestamps, start/end, the first one earlier';
    throw new InvalidParametersError([{ parameter: 'folds', value, reason }]);
  });
  const merged: TimeFold[] = [];
  for (const fold of folds.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    const last = merged.at(-1);
    if (last === undefined || fold.start > last.end) merged.push(fold);
    else if (fold.end > last.end) merged[merged.length - 1] = { start: last.start, end: fold.end };
  }
  return merged;
}

/** Maps a time to an axis on which folds have no width. The folds come from {@link readFolds}. */
export function foldTime(time: bigint, folds: readonly TimeFold[]): bigint {
  let folded = 0n;
  for (const { start, end } of folds) {
    if (time <= start) break;
    folded += (time < end ? time : end) - start;
  }
  return time - folded;
}

/** {@link foldTime} of the column `time`, as SQL with few comparisons for any number of folds. */
export function foldTimeSql(folds: readonly TimeFold[]): string {
  let folded = 0n;
  // Before each limit the time moves by `shift`; `null` is the inside of a fold, which is a single point.
  const pieces: { readonly limit: bigint | null; readonly sql: string }[] = [];
  for (const { start, end } of folds) {
    pieces.push({ limit: start, sql: `time - ${String(folded)}::BIGINT` });
    pieces.push({ limit: end, sql: `(${String(start - folded)})::BIGINT` });
    folded += end - start;
  }
  pieces.push({ limit: null, sql: `time - ${String(folded)}::BIGINT` });
  const choose = (from: number, to: number): string => {
    if (to - from === 1) return pieces[from]?.sql ?? 'time';
    const middle = (from + to) >> 1;
    const limit = pieces[middle - 1]?.limit ?? 0n;
    return `CASE WHEN time < (${String(limit)})::BIGINT THEN ${choose(from, middle)} ELSE ${choose(middle, to)} END`;
  };
  return choose(0, pieces.length);
}
