import { keyAmong, type KeyInput } from '@/components/ui/key-press';
import { bucketAt, bucketRange, type BucketCounts } from './bucket-counts';
import { nextMark, type EventMark } from './place-marks';

/** A place on the plot, and its lane; -1 is the density above the lanes. */
export interface PlotCursor {
  readonly place: number;
  readonly lane: number;
}

/** The content under the cursor. */
export interface CursorGround {
  readonly laneCount: number;
  /** The counts of the cursor's lane. */
  readonly counts: BucketCounts | undefined;
  /** Single events, if they are shown. */
  readonly marks: readonly EventMark[];
}

/** The cursor after an arrow key: at the next event of a lane, or at the next bucket; `undefined` for other keys. */
export function cursorAfterKey(
  input: KeyInput,
  cursor: PlotCursor,
  { laneCount, counts, marks }: CursorGround,
): PlotCursor | undefined {
  const key = keyAmong(input, ARROWS);
  switch (key) {
    case 'ArrowUp':
      return { ...cursor, lane: Math.max(-1, cursor.lane - 1) };
    case 'ArrowDown':
      return { ...cursor, lane: Math.min(laneCount - 1, cursor.lane + 1) };
    case 'ArrowLeft':
    case 'ArrowRight': {
      const direction = key === 'ArrowLeft' ? -1 : 1;
      const mark = nextMark(marks, cursor.lane, cursor.place, direction);
      if (mark !== undefined) return { ...cursor, place: mark.place };
      if (counts === undefined) return cursor;
      const bucket = bucketAt(counts, cursor.place);
      const { from, to } = bucketRange(counts, bucket);
      const middle = bucket === -1 ? cursor.place : (from + to) / 2;
      return { ...cursor, place: middle + direction * counts.bucketWidth };
    }
    case undefined:
      return undefined;
  }
}

const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const;
