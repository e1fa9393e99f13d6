import type { ReactNode } from 'react';
import { countOf } from '@/components/ui/format-count';
import { shownName, shownStart } from '@/components/ui/shown-text';
import type { ExactJson } from '@/components/ui/exact-json';
import { readableText } from '@/components/ui/readable-value';
import styles from './state-notes.module.css';
import { writeVariableKey } from '@/lib/replay/variable-key';
import type { WorldState } from './world-state';

/** Fewer lines than this are shown at once. */
const FEW = 4;
const MAX_REASON_LENGTH = 500;

/** Explains that all values of a run come from checkpoints, not from events. */
export function CheckpointsOnlyNote({ state }: { readonly state: WorldState }) {
  const { checkpoint, turn } = state;
  return (
    <p className={styles['note']} role="note">
      This run records no state changes, only checkpoints.{' '}
      {checkpoint === null ? (
        <>Before its first checkpoint nothing is known of its state.</>
      ) : checkpoint === turn ? (
        <>The values come from checkpoint turn_{checkpoint}.</>
      ) : (
        <>
          The values come from checkpoint turn_{checkpoint}; changes since, up to turn {turn}, are
          not recorded.
        </>
      )}
    </p>
  );
}

/** The problems of a state. */
export function StateWarnings({
  state,
  onSelectEvent,
}: {
  readonly state: WorldState;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const { checkpoint, drift, unreadable_checkpoints, truncated } = state;
  if (drift.length === 0 && unreadable_checkpoints.length === 0 && !truncated) return null;
  return (
    <div className={styles['warnings']}>
      {drift.length === 0 || checkpoint === null ? null : (
        <Warning
          summary={`Checkpoint turn_${checkpoint} and the events up to it disagree on ${countOf(drift.length, 'variable')}`}
          isShort={drift.length <= FEW}
        >
          <Drift drift={drift} checkpoint={checkpoint} onSelectEvent={onSelectEvent} />
        </Warning>
      )}
      {unreadable_checkpoints.length === 0 ? null : (
        <Warning
          summary={`${countOf(unreadable_checkpoints.length, 'checkpoint')} could not be read`}
          isShort={unreadable_checkpoints.length <= FEW}
        >
          <ul className={styles['files']}>
            {unreadable_checkpoints.map(({ file, reason }) => (
              <li key={file}>
                <code>{shownName(file)}</code>: {shownStart(reason, MAX_REASON_LENGTH)}
              </li>
            ))}
          </ul>
        </Warning>
      )}
      {truncated ? (
        <p className={styles['note']} role="note">
          There are more variables than are shown: the first{' '}
          {countOf(state.values.length, 'variable')}. The search finds all.
        </p>
      ) : null}
    </div>
  );
}

function Warning({
  summary,
  isShort,
  children,
}: {
  readonly summary: string;
  /** Whether it is open at first. */
  readonly isShort: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className={styles['note']} data-tone="warning" open={isShort}>
      <summary className={styles['summary']}>
        <svg
          className={styles['sign']}
          viewBox="0 0 12 12"
          width="12"
          height="12"
          aria-hidden="true"
        >
          <path
            d="M6 1 11.5 11H.5zM6 4.5v3M6 9v.6"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.2"
          />
        </svg>
        {summary}
      </summary>
      {children}
    </details>
  );
}

function Drift({
  drift,
  checkpoint,
  onSelectEvent,
}: {
  readonly drift: WorldState['drift'];
  readonly checkpoint: number;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  return (
    // It may scroll, so it must be focusable by keyboard.
    <div className={styles['scroller']} tabIndex={0} role="group" aria-label="Where they disagree">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">variable</th>
            <th scope="col">in checkpoint turn_{checkpoint}</th>
            <th scope="col">by the events</th>
            <th scope="col">set by</th>
          </tr>
        </thead>
        <tbody>
          {drift.map((each) => {
            const key = writeVariableKey(each);
            const { event_id } = each;
            return (
              <tr key={key}>
                <th scope="row">{shownName(key)}</th>
                <td>{textOrNothing(each.checkpoint_value)}</td>
                <td>{textOrNothing(each.replayed_value)}</td>
                <td>
                  {event_id === null ? (
                    'no event'
                  ) : (
                    <button
                      type="button"
                      className={styles['link']}
                      aria-label={`Event that set ${shownName(key)}`}
                      onClick={() => onSelectEvent(event_id)}
                    >
                      event
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function textOrNothing(value: ExactJson | undefined): string {
  return value === undefined ? 'nothing' : readableText(value);
}
