'use client';

import type { ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { shownName, shownStart } from '@/components/ui/shown-text';
import { formatBytes } from '@/components/ui/format-bytes';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { SimulationSummary } from '@/lib/api/contract';
import styles from './data-quality-dialog.module.css';

const MAX_REASON_LENGTH = 500;

/** The problems of the files, and their positions. */
export function DataQualityDialog({
  simulation,
  onClose,
}: {
  readonly simulation: SimulationSummary;
  readonly onClose: () => void;
}) {
  const {
    invalid_line_count,
    invalid_lines,
    duplicate_id_count,
    missing_cause_count,
    unfinished_bytes,
    dropped_event_count,
    unread_file_count,
    unread_files,
    other_simulation_id_count,
    other_simulation_event_count,
    other_simulation_ids,
  } = simulation.data_quality;
  return (
    <Dialog title="Data quality" onClose={onClose}>
      <div className={styles['content']}>
        <p>Files are never changed. Unreadable parts are skipped and counted here.</p>
        <dl className={styles['counts']}>
          <Count count={invalid_line_count} noun="invalid line">
            Lines that are not events.
          </Count>
          <Count count={missing_cause_count} noun="missing cause">
            Ids named in <code>caused_by</code> that no event of the files has: below the recorded
            verbosity, dropped, or in a file that is gone.
          </Count>
          <Count count={duplicate_id_count} noun="repeated id">
            Events whose id an earlier event has; links lead to the first.
          </Count>
          <Count count={dropped_event_count} noun="dropped event">
            What the writer could not keep, by its own reports in the stream.
          </Count>
          <Count count={unread_file_count} noun="unread file">
            Files that look as if they should be read, and are not.
          </Count>
          <Count count={other_simulation_id_count} noun="other simulation id">
            {countOf(other_simulation_event_count, 'event')} with another <code>simulation_id</code>{' '}
            than this run, shown as events of this run: they are in its folder.
          </Count>
          {unfinished_bytes === 0 ? null : (
            <Count count={1} noun="unfinished line">
              {formatBytes(unfinished_bytes)} at the end of the newest file, still being written.
            </Count>
          )}
        </dl>
        <Listing
          count={unread_file_count}
          noun="unread file"
          columns={['file', 'reason']}
          rows={unread_files.map(({ name, reason }) => (
            <tr key={name}>
              <td>{shownName(name)}</td>
              <td className={styles['reason']}>{shownStart(reason, MAX_REASON_LENGTH)}</td>
            </tr>
          ))}
        />
        <Listing
          count={other_simulation_id_count}
          noun="other simulation id"
          columns={['simulation id', 'events']}
          rows={other_simulation_ids.map(({ simulation_id, event_count }, at) => (
            <tr key={at}>
              <td className={styles['reason']}>{shownName(simulation_id)}</td>
              <td className={styles['number']}>{formatCount(event_count)}</td>
            </tr>
          ))}
        />
        <Listing
          count={invalid_line_count}
          noun="invalid line"
          columns={['file', 'byte offset', 'length', 'reason']}
          rows={invalid_lines.map((line) => (
            <tr key={`${line.file} ${line.byte_offset}`}>
              <td>{shownName(line.file)}</td>
              <td className={styles['number']}>{formatCount(line.byte_offset)}</td>
              <td className={styles['number']}>{formatCount(line.byte_length)}</td>
              <td className={styles['reason']}>{shownStart(line.reason, MAX_REASON_LENGTH)}</td>
            </tr>
          ))}
        />
      </div>
    </Dialog>
  );
}

/** Columns of numbers. */
const NUMBERS: ReadonlySet<string> = new Set(['byte offset', 'length', 'events']);

/** The first of `count` items, one per row; nothing without items. */
function Listing({
  count,
  noun,
  columns,
  rows,
}: {
  readonly count: number;
  readonly noun: string;
  readonly columns: readonly string[];
  readonly rows: readonly ReactNode[];
}) {
  if (rows.length === 0) return null;
  const all = countOf(count, noun);
  return (
    <table className={styles['lines']}>
      <caption>
        {rows.length < count ? `The first ${formatCount(rows.length)} of ${all}` : all}
      </caption>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col" className={NUMBERS.has(name) ? styles['number'] : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{rows}</tbody>
    </table>
  );
}

function Count({
  count,
  noun,
  children,
}: {
  readonly count: number;
  readonly noun: string;
  readonly children: ReactNode;
}) {
  if (count === 0) return null;
  return (
    <div className={styles['count']}>
      <dt>{countOf(count, noun)}</dt>
      <dd>{children}</dd>
    </div>
  );
}
