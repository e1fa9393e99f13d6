'use client';

import Link from 'next/link';
import { useRef } from 'react';
import type { ServerData } from '@/components/server-data';
import { Skeleton } from '@/components/ui/skeleton';
import type { EventHistogram, SimulationListing } from '@/lib/api/contract';
import { typeBands, bandsText } from '@/components/event-type/type-bands';
import styles from './sparkline.module.css';
import { useIsInView } from './use-is-in-view';
import { useSparkline } from './use-sparkline';

/** Events by type over the run. Its space is reserved while there is nothing to draw. It links to the same place as its row. */
export function Sparkline({
  simulation,
  href,
}: {
  readonly simulation: SimulationListing;
  readonly href: string;
}) {
  const place = useRef<HTMLSpanElement>(null);
  const histogram = useSparkline(simulation, useIsInView(place));
  return (
    <span ref={place} className={styles['place']}>
      <Drawing histogram={histogram} href={href} />
    </span>
  );
}

function Drawing({
  histogram,
  href,
}: {
  readonly histogram: ServerData<EventHistogram>;
  readonly href: string;
}) {
  switch (histogram.state) {
    case 'loading':
    case 'indexing':
      return <Skeleton width="100%" />;
    case 'failed':
      return <span title={histogram.error.message}>could not be loaded</span>;
    case 'ready':
      return (
        <Link href={href} tabIndex={-1} className={styles['link']}>
          <svg
            className={styles['drawing']}
            viewBox={`0 0 ${Math.max(1, histogram.data.bucket_count)} 1`}
            preserveAspectRatio="none"
            role="img"
          >
            <title>{bandsText(histogram.data)}</title>
            {typeBands(histogram.data).map(({ key, path, color }) => (
              <path key={key} d={path} style={{ fill: color }} />
            ))}
          </svg>
        </Link>
      );
  }
}
