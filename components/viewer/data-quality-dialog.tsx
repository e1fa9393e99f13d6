'use client';

import type { ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { shownName } from '@/components/ui/shown-text';
import { formatBytes } from '@/components/ui/format-bytes';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { SimulationSummary } from '@/lib/api/contract';
import styles from './data-quality-dialog.module.css';

const MAX_REASON_LENGTH = 500;

/** What is wrong with the files, and where. */
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
        <p>Files are never changed. What cannot be read is passed over and counted here.</p>
        <dl className={styles['counts']}>
          <Count count={invalid_line_count} noun="invalid line">
            Lines that are no events.
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
        {unread_files.length === 0 ? null : (
          <table className={styles['lines']}>
            <caption>
              {unread_files.length < unread_file_count
                ? `The first ${formatCount(unread_files.length)} of ${countOf(unread_file_count, 'unread file')}`
                : countOf(unread_file_count, 'unread file')}
            </caption>
            <thead>
              <tr>
                <th scope="col">file</th>
                <th scope="col">reason</th>
              </tr>
            </thead>
            <tbody>
              {unread_files.map(({ name, reason }) => (
                <tr key={name}>
                  <td>{shownName(name)}</td>
                  <td className={styles['reason']}>{shownName(reason, MAX_REASON_LENGTH)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {other_simulation_ids.length === 0 ? null : (
          <table className={styles['lines']}>
            <caption>
              {other_simulation_ids.length < other_simulation_id_count
                ? `The first ${formatCount(other_simulation_ids.length)} of ${countOf(other_simulation_id_count, 'other simulation id')}`
                : countOf(other_simulation_id_count, 'other simulation id')}
            </caption>
            <thead>
              <tr>
                <th scope="col">simulation id</th>
                <th scope="col" className={styles['number']}>
                  events
                </th>
              </tr>
            </thead>
            <tbody>
              {other_simulation_ids.map(({ simulation_id, event_count }, at) => (
                <tr key={at}>
                  <td className={styles['reason']}>{shownName(simulation_id)}</td>
                  <td className={styles['number']}>{formatCount(event_count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {invalid_lines.length === 0 ? null : (
          <table className={styles['lines']}>
            <caption>
              {invalid_lines.length < invalid_line_count
                ? `The first ${formatCount(invalid_lines.length)} of ${countOf(invalid_line_count, 'invalid line')}`
                : countOf(invalid_line_count, 'invalid line')}
            </caption>
            <thead>
              <tr>
                <th scope="col">file</th>
                <th scope="col" className={styles['number']}>
                  byte offset
                </th>
                <th scope="col" className={styles['number']}>
                  length
                </th>
                <th scope="col">reason</th>
              </tr>
            </thead>
            <tbody>
              {invalid_lines.map((line) => (
                <tr key={`${line.file} ${line.byte_offset}`}>
                  <td>{shownName(line.file)}</td>
                  <td className={styles['number']}>{formatCount(line.byte_offset)}</td>
                  <td className={styles['number']}>{formatCount(line.byte_length)}</td>
                  <td className={styles['reason']}>{shownName(line.reason, MAX_REASON_LENGTH)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Dialog>
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
