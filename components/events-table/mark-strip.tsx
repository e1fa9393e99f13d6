import { useMemo } from 'react';
import type { EventMarks } from '@/lib/api/contract';
import styles from './mark-strip.module.css';

const HEIGHT = 1000;
const MARK_HEIGHT = 3;

/** The positions of marks along the scroll bar. */
export function MarkStrip({
  marks,
  shareOfRow,
}: {
  readonly marks: EventMarks;
  readonly shareOfRow: (row: number) => number;
}) {
  const path = useMemo(() => marksPath(marks, shareOfRow), [marks, shareOfRow]);
  return (
    <svg
      className={styles['strip']}
      viewBox={`0 0 10 ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      data-marks={marks.mark_count}
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}

/** A bar for each bucket with marks, in the middle of its rows. */
export function marksPath(
  { counts, bucket_width, total }: Pick<EventMarks, 'counts' | 'bucket_width' | 'total'>,
  shareOfRow: (row: number) => number,
): string {
  return counts
    .flatMap((count, bucket) => {
      if (count === 0) return [];
      const middle = Math.min(total - 1, (bucket + 0.5) * bucket_width);
      const top = Math.min(shareOfRow(middle) * HEIGHT, HEIGHT - MARK_HEIGHT);
      return [`M0 ${top.toFixed(1)}h10v${MARK_HEIGHT}h-10z`];
    })
    .join('');
}
