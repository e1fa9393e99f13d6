import Link from 'next/link';
import type { MouseEvent, ReactNode } from 'react';
import { ThemeSwitch } from '@/components/theme/theme-switch';
import { shownName } from '@/components/ui/shown-text';
import { dateAndTime, duration } from '@/components/event-time/event-time';
import { RunStatusBadge } from '@/components/run-status/run-status-badge';
import { countOf, formatCount } from '@/components/ui/format-count';
import { Toolbar } from '@/components/ui/toolbar';
import type { SimulationSummary } from '@/lib/api/contract';
import styles from './viewer-header.module.css';

/** The name and the size of the simulation. */
export function ViewerHeader({
  simulation,
  eventCount,
  children,
}: {
  readonly simulation: SimulationSummary;
  /** The same count as everywhere on the page. */
  readonly eventCount: number;
  /** Controls of the page. */
  readonly children?: ReactNode;
}) {
  const { id, name, first_turn, last_turn, agent_count } = simulation;
  const { start_time, end_time } = simulation;
  return (
    <header className={styles['header']}>
      <a
        className={styles['skip']}
        href="#view-panel"
        onClick={goToTable}
        // The focus is here after navigation from the list.
        data-leaves-keys=""
      >
        Skip to the events
      </a>
      <nav aria-label="Breadcrumb" className={styles['path']}>
        <Link href="/" prefetch={false} className={styles['home']}>
          Causeway
        </Link>
        <span aria-hidden="true" className={styles['slash']}>
          /
        </span>
        <h1 className={styles['name']} title={shownName(name)}>
          {shownName(name)}
        </h1>
      </nav>
      <span className={styles['status']}>
        <RunStatusBadge simulation={simulation} />
      </span>
      {name === id ? null : (
        <span className={styles['id']} title={shownName(id)}>
          {shownName(id)}
        </span>
      )}
      <ul className={styles['facts']} aria-label="Facts">
        {start_time === null ? null : (
          <li title={`${start_time} to ${String(end_time)}`}>
            {dateAndTime(start_time)}
            <span className={styles['unit']}> UTC, {duration(start_time, end_time)}</span>
          </li>
        )}
        {first_turn === null || last_turn === null ? null : (
          <li>
            <span className={styles['unit']}>turns </span>
            {formatCount(first_turn)}–{formatCount(last_turn)}
          </li>
        )}
        <li>{countOf(agent_count, 'agent')}</li>
        <li>{countOf(eventCount, 'event')}</li>
      </ul>
      <Toolbar label="Page" className={styles['tools']}>
        {children}
        <ThemeSwitch />
      </Toolbar>
    </header>
  );
}

/** Moves the focus into the table, past the controls above it; without a table, into the panel. */
function goToTable(event: MouseEvent) {
  const table = document.querySelector<HTMLElement>(
    '#view-panel :is([role=grid], [role=treegrid])',
  );
  if (table === null) return;
  event.preventDefault();
  table.focus();
}
