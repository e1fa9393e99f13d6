'use client';

import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '@/components/api';
import { runKey } from '@/components/run-key';
import { Button } from '@/components/ui/button';
import { readExactJson, type ExactJson } from '@/components/ui/exact-json';
import { formatBytes } from '@/components/ui/format-bytes';
import { pathSegment } from '@/lib/api/path-segment';
import styles from './reader.module.css';

/** Longer lines are only opened alone, because a tab cannot hold many of them. */
const MAX_LOADED_BYTES = 64_000_000;

/** An event whose line was cut: its length, a button that loads the whole line, and a link that opens the line alone. */
export function WholeEvent({
  simulationId,
  eventId,
  lineBytes,
  children,
}: {
  readonly simulationId: string;
  readonly eventId: string;
  readonly lineBytes: number;
  /** Renders the whole event. */
  readonly children: (event: ExactJson) => ReactNode;
}) {
  const [isWanted, setIsWanted] = useState(false);
  const line = useQuery({
    // Not the line of the inspector, which would show all of it again behind the reader.
    queryKey: runKey('whole-line-in-reader', simulationId, eventId),
    queryFn: ({ signal }) => api.getEventLine(simulationId, eventId, { signal }),
    enabled: isWanted,
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  });
  if (line.data !== undefined) return children(readExactJson(line.data));
  const size = formatBytes(lineBytes);
  return (
    <div className={styles['notice']}>
      <p>
        The event has {size}, so its texts are not loaded yet.
        {line.error === null ? '' : ` They could not be loaded: ${line.error.message}`}
      </p>
      <p>
        {lineBytes > MAX_LOADED_BYTES ? null : (
          <Button disabled={line.isFetching} onClick={() => setIsWanted(true)}>
            {line.isFetching ? 'Loading…' : `Load all ${size}`}
          </Button>
        )}{' '}
        <a
          href={`/simulations/${pathSegment(simulationId)}/events/${pathSegment(eventId)}`}
          target="_blank"
          rel="noreferrer"
        >
          Open the line alone
        </a>
      </p>
    </div>
  );
}
