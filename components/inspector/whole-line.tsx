'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/components/api';
import { Button } from '@/components/ui/button';
import { readExactJson } from '@/components/ui/exact-json';
import { formatBytes } from '@/components/ui/format-bytes';
import { runKey } from '@/components/run-key';
import { pathSegment } from '@/lib/api/path-segment';
import { JsonMembers } from './json-tree';
import { RawLine } from './raw-line';
import { Section } from './section';
import styles from './raw-line.module.css';

/** Longer lines are available only from the API, because a tab cannot hold many of them. */
const MAX_LOADED_BYTES = 64_000_000;

/** A line too long to be loaded with its event: its length, and links to load it. */
export function WholeLine({
  simulationId,
  eventId,
  lineBytes,
}: {
  readonly simulationId: string;
  readonly eventId: string;
  readonly lineBytes: number;
}) {
  const [isWanted, setIsWanted] = useState(false);
  const line = useQuery({
    queryKey: runKey('whole-line', simulationId, eventId),
    queryFn: ({ signal }) => api.getEventLine(simulationId, eventId, { signal }),
    enabled: isWanted,
    staleTime: Infinity,
    gcTime: 0,
  });
  if (line.data !== undefined) {
    return (
      <>
        <Section heading="All fields">
          <JsonMembers value={readExactJson(line.data)} />
        </Section>
        <RawLine line={line.data} />
      </>
    );
  }
  const size = formatBytes(lineBytes);
  const href = `/simulations/${pathSegment(simulationId)}/events/${pathSegment(eventId)}`;
  return (
    <Section heading="Line in the file">
      <p className={styles['summary']}>
        It has {size}. Its beginning and its type are above.
        {line.error === null ? '' : ` It could not be loaded: ${line.error.message}`}
      </p>
      <p>
        {lineBytes > MAX_LOADED_BYTES ? null : (
          <Button disabled={line.isFetching} onClick={() => setIsWanted(true)}>
            {line.isFetching ? 'Loading…' : `Load all ${size}`}
          </Button>
        )}{' '}
        <a href={href} target="_blank" rel="noreferrer">
          Open the line alone
        </a>
      </p>
    </Section>
  );
}
