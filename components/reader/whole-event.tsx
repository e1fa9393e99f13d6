'use client';

import type { ReactNode } from 'react';
import { useWholeLine } from '@/components/event-record/use-whole-line';
import { WholeLineLinks } from '@/components/event-record/whole-line-links';
import { readExactJson, type ExactJson } from '@/components/ui/exact-json';
import { formatBytes } from '@/components/ui/format-bytes';
import styles from './reader.module.css';

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
  // Not the line of the inspector, which would show all of it again behind the reader.
  const whole = useWholeLine('whole-line-in-reader', simulationId, eventId, lineBytes);
  if (whole.line !== undefined) return children(readExactJson(whole.line));
  const size = formatBytes(lineBytes);
  return (
    <div className={styles['notice']}>
      <p>
        The event has {size}, so its texts are not loaded yet.
        {whole.error === null ? '' : ` They could not be loaded: ${whole.error.message}`}
      </p>
      <WholeLineLinks whole={whole} size={size} />
    </div>
  );
}
