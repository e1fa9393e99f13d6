import Link from 'next/link';
import { dateAndTime, duration } from '@/components/event-time/event-time';
import { shownName, shownStart } from '@/components/ui/shown-text';
import { MiddleCut } from '@/components/ui/middle-cut';
import { RunStatusBadge } from '@/components/run-status/run-status-badge';
import { formatBytes } from '@/components/ui/format-bytes';
import { pathSegment } from '@/lib/api/path-segment';
import { formatCount } from '@/components/ui/format-count';
import type { SimulationListing } from '@/lib/api/contract';
import { IndexFailure, IndexingProgress } from './index-status';
import { isUnread, turnCount } from './list-order';
import styles from './simulations-table.module.css';
import { Sparkline } from './sparkline';

const UNKNOWN = '–';
const MAX_REASON_LENGTH = 500;

const NUMBER_COLUMNS = ['start', 'duration', 'turns', 'agents', 'events', 'size'] as const;

/** An entry of the output root that cannot be read: its name and the reason, without a link. */
export function UnreadableRow({ simulation }: { readonly simulation: SimulationListing }) {
  const { id, problem } = simulation;
  const shownReason = shownStart(problem ?? '', MAX_REASON_LENGTH);
  return (
    <tr role="row" className={styles['row']} data-simulation={id}>
      <td role="cell" className={styles['choice']} />
      <td role="cell" className={styles['name']}>
        <span tabIndex={-1} data-row-link>
          {shownName(id)}
        </span>
        <span className={styles['problem']} title={shownReason}>
          Cannot be read: {shownReason}
        </span>
      </td>
      <td role="cell" className={styles['status']}>
        <span className={styles['unreadable']}>unreadable</span>
      </td>
      {NUMBER_COLUMNS.map((column) => (
        <td key={column} role="cell" className={styles[column]}>
          {UNKNOWN}
        </td>
      ))}
      <td role="cell" className={styles['course']} />
    </tr>
  );
}

/** A simulation: a link to its explorer, and its facts. */
export function SimulationRow({
  simulation,
  isChosen,
  onChoose,
}: {
  readonly simulation: SimulationListing;
  readonly isChosen: boolean;
  readonly onChoose: (id: string) => void;
}) {
  const { id, name, start_time, end_time, agent_count, event_count, bytes } = simulation;
  const href = `/view/${pathSegment(id)}`;
  const turns = turnCount(simulation);
  const known = (count: number) => (isUnread(simulation) ? UNKNOWN : formatCount(count));
  return (
    <tr role="row" className={styles['row']} data-simulation={id} data-chosen={isChosen}>
      <td role="cell" className={styles['choice']}>
        <label className={styles['box']} title="Look at it together with others (x)">
          <input
            type="checkbox"
            checked={isChosen}
            aria-label={`Choose ${name === id ? shownName(id) : `${shownName(name)}, ${shownName(id)}`}`}
            onChange={() => onChoose(id)}
          />
        </label>
      </td>
      <td role="cell" className={styles['name']}>
        <Link href={href} className={styles['link']} aria-label={shownName(name)} data-row-link>
          <MiddleCut name={name} />
        </Link>
        {name === id ? null : (
          <span className={styles['id']}>
            <MiddleCut name={id} />
          </span>
        )}
        <IndexFailure index={simulation.index} />
      </td>
      <td role="cell" className={styles['status']}>
        <RunStatusBadge simulation={simulation} />
        <IndexingProgress index={simulation.index} />
      </td>
      <td role="cell" className={styles['start']} title={start_time ?? undefined}>
        {start_time === null ? UNKNOWN : dateAndTime(start_time)}
      </td>
      <td
        role="cell"
        className={styles['duration']}
        title={end_time === null ? undefined : `until ${end_time}`}
      >
        {duration(start_time, end_time) ?? UNKNOWN}
      </td>
      <td role="cell" className={styles['turns']}>
        {turns === null ? UNKNOWN : formatCount(turns)}
      </td>
      <td role="cell" className={styles['agents']}>
        {known(agent_count)}
      </td>
      <td role="cell" className={styles['events']}>
        {known(event_count)}
      </td>
      <td role="cell" className={styles['size']}>
        {bytes === 0 && isUnread(simulation) ? UNKNOWN : formatBytes(bytes)}
      </td>
      <td role="cell" className={styles['course']}>
        <Sparkline simulation={simulation} href={href} />
      </td>
    </tr>
  );
}
