'use client';

import { useState, type ReactNode } from 'react';
import type { EventMatches } from '@/components/events-table/use-event-matches';
import type { ServerData } from '@/components/server-data';
import { formatBytes } from '@/components/ui/format-bytes';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { SimulationSummary } from '@/lib/api/contract';
import { progressFacts } from '@/lib/api/progress-facts';
import { DataQualityDialog } from './data-quality-dialog';
import { dataQualityFacts } from './data-quality-facts';
import type { RunCounts } from './run-counts';
import styles from './status-bar.module.css';

/** The number of shown events, the response time, and the problems of the files. */
export function StatusBar({
  simulation,
  counts,
  matches,
  children,
}: {
  readonly simulation: SimulationSummary;
  readonly counts: RunCounts;
  readonly matches: ServerData<EventMatches>;
  /** Controls at the end. */
  readonly children?: ReactNode;
}) {
  const [showsQuality, setShowsQuality] = useState(false);
  const { index, files, bytes } = simulation;
  const facts = dataQualityFacts(simulation.data_quality);
  return (
    <footer className={styles['bar']}>
      <p role="status">{countText(counts)}</p>
      {matches.state === 'ready' ? (
        <span className={styles['quiet']} title="From the request to the first page">
          {formatCount(Math.max(1, Math.round(matches.data.elapsedMs)))} ms
        </span>
      ) : null}
      {facts.length === 0 ? null : (
        <button
          type="button"
          className={styles['quality']}
          onClick={() => setShowsQuality(true)}
          aria-haspopup="dialog"
        >
          {facts.join(' · ')}
        </button>
      )}
      {index.state === 'indexing' ? (
        <span className={styles['warning']}>indexing {progressFacts(index).join(', ')}</span>
      ) : null}
      {index.state === 'failed' ? (
        <span className={styles['danger']} title={index.error}>
          indexing failed: {index.error ?? 'no reason given'}
        </span>
      ) : null}
      <span className={styles['files']}>
        {countOf(files.length, 'file')}, {formatBytes(bytes)}
      </span>
      {children}
      {showsQuality ? (
        <DataQualityDialog simulation={simulation} onClose={() => setShowsQuality(false)} />
      ) : null}
    </footer>
  );
}

function countText({ matching, all }: RunCounts): string {
  if (matching === undefined) return `… of ${countOf(all, 'event')}`;
  if (matching === all) return countOf(all, 'event');
  return `${formatCount(matching)} of ${countOf(all, 'event')}`;
}
