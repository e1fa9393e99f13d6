import type { MarkOptions, MarkSearch } from '../filters/mark-options';
import type { FoundMark, MarkCounts } from '../store/event-marks';

/** A row, and whether it has the searched text. */
export interface MarkedRow {
  readonly event_id: string;
  readonly isMark: boolean;
}

/** Counts marks the simple way, row by row. */
export function scanMarkCounts(
  rows: readonly MarkedRow[],
  { buckets = 500 }: MarkOptions,
): MarkCounts {
  const bucket_width = Math.max(1, Math.ceil(rows.length / buckets));
  const counts: number[] = [];
  for (let first = 0; first < rows.length; first += bucket_width) {
    const bucket = rows.slice(first, first + bucket_width);
    counts.push(bucket.filter(({ isMark }) => isMark).length);
  }
  const mark_count = rows.filter(({ isMark }) => isMark).length;
  return { total: rows.length, mark_count, bucket_width, counts };
}

/** Finds the nearest mark by looking at every row. */
export function scanMark(
  rows: readonly MarkedRow[],
  { row = 0, direction = 'next' }: MarkSearch,
): FoundMark {
  const marks = rows.flatMap(({ event_id, isMark }, offset) =>
    isMark ? [{ event_id, offset }] : [],
  );
  const at =
    direction === 'next'
      ? Math.max(
          0,
          marks.findIndex(({ offset }) => offset >= row),
        )
      : marks.findLastIndex(({ offset }) => offset <= row);
  // Without a mark before, the last.
  const found = at === -1 ? marks.length - 1 : at;
  const mark = marks[found];
  return {
    total: rows.length,
    mark_count: marks.length,
    mark: mark === undefined ? null : { ...mark, ordinal: found + 1 },
  };
}
