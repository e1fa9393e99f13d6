import Link from 'next/link';
import { dateAndTime } from '@/components/event-time/event-time';
import { formatBytes } from '@/components/ui/format-bytes';
import { formatCount } from '@/components/ui/format-count';
import { Skeleton } from '@/components/ui/skeleton';
import type { SimulationListing } from '@/lib/api/contract';
import { IndexStatus } from './index-status';
import { durationText, sortedBy, turnCount, type ListView, type SortColumn } from './list-order';
import styles from './simulations-table.module.css';

const COLUMNS: readonly { readonly id: SortColumn; readonly hint?: string }[] = [
  { id: 'name' },
  { id: 'start', hint: 'Of the earliest event, UTC' },
  { id: 'duration', hint: 'From the earliest to the latest event' },
  { id: 'turns' },
  { id: 'agents' },
  { id: 'events' },
  { id: 'size', hint: 'Of its event files' },
];

export function SimulationsTable({
  simulations,
  view,
  onChangeView,
}: {
  readonly simulations: readonly SimulationListing[];
  readonly view: ListView;
  readonly onChangeView: (next: ListView) => void;
}) {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {COLUMNS.map(({ id, hint }) => (
            <th
              key={id}
              scope="col"
              className={styles[id]}
              aria-sort={
                view.sort !== id ? undefined : view.order === 'asc' ? 'ascending' : 'descending'
              }
            >
              <button
                type="button"
                className={styles['sort']}
                title={hint}
                onClick={() => onChangeView(sortedBy(view, id))}
              >
                {id}
                <span className={styles['arrow']} aria-hidden="true">
                  {view.sort !== id ? '' : view.order === 'asc' ? '↑' : '↓'}
                </span>
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {simulations.map((simulation) => (
          <SimulationRow key={simulation.id} simulation={simulation} />
        ))}
      </tbody>
    </table>
  );
}

function SimulationRow({ simulation }: { readonly simulation: SimulationListing }) {
  const { id, name, start_time, end_time, agent_count, event_count, bytes, index } = simulation;
  const turns = turnCount(simulation);
  // While nothing is indexed yet, a zero would be a guess.
  const isUnread = index.state !== 'ready' && event_count === 0;
  return (
    <tr className={styles['row']}>
      <td className={styles['name']}>
        <Link href={`/view/${encodeURIComponent(id)}`} className={styles['link']}>
          {name}
        </Link>
        {name === id ? null : <span className={styles['id']}>{id}</span>}
        <IndexStatus index={index} />
      </td>
      <td className={styles['start']} title={start_time ?? undefined}>
        {start_time === null ? '–' : dateAndTime(start_time)}
      </td>
      <td
        className={styles['duration']}
        title={end_time === null ? undefined : `until ${end_time}`}
      >
        {durationText(simulation)}
      </td>
      <td className={styles['turns']}>{turns === null ? '–' : formatCount(turns)}</td>
      <td className={styles['agents']}>{isUnread ? '–' : formatCount(agent_count)}</td>
      <td className={styles['events']}>{isUnread ? '–' : formatCount(event_count)}</td>
      <td className={styles['size']}>{formatBytes(bytes)}</td>
    </tr>
  );
}

/** The table before the list is there. */
export function PendingTable() {
  return (
    <table className={styles['table']} aria-busy="true" aria-label="Loading">
      <thead>
        <tr>
          {COLUMNS.map(({ id }) => (
            <th key={id} scope="col" className={styles[id]}>
              <span className={styles['sort']}>{id}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[180, 220, 160].map((width) => (
          <tr key={width} className={styles['row']}>
            {COLUMNS.map(({ id }) => (
              <td key={id} className={styles[id]}>
                <Skeleton width={id === 'name' ? `${width}px` : '60px'} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
