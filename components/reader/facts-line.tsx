import type { ReactNode } from 'react';
import { formatTime } from '@/components/event-time/time-format';
import { FailedSign } from '@/components/event-type/failed-sign';
import { formatCount } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import type { StoredEvent } from '@/lib/events/read-event';
import type { CallFacts } from '@/lib/events/call-facts';
import styles from './facts-line.module.css';

/** The facts of a call that its file has. */
export function FactsLine({
  event,
  facts,
  median,
}: {
  /** The event that states the facts. */
  readonly event: Pick<StoredEvent, 'time'>;
  readonly facts: CallFacts;
  /** The median latency of the agent's answered calls, ms. */
  readonly median: number | undefined;
}) {
  const { outcome, error, latencyMs, limitMs, tokensIn, tokensOut, attempt, attempts, model } =
    facts;
  return (
    <ul className={styles['facts']} aria-label="Facts of the call">
      {outcome === 'none' ? null : (
        <Fact name="outcome">
          {outcome === 'failed' ? (
            <span className={styles['failed']}>
              <FailedSign /> failed{error === undefined ? '' : `: ${shownName(error, 40)}`}
            </span>
          ) : (
            <b>✓ answered</b>
          )}
        </Fact>
      )}
      {latencyMs === undefined ? null : (
        <Fact name="latency">
          <b>{formatCount(Math.round(latencyMs))} ms</b>
          {limitMs === undefined ? '' : ` of ${formatCount(Math.round(limitMs))} allowed`}
          {median === undefined
            ? ''
            : `${limitMs === undefined ? ', ' : '; '}its median ${formatCount(Math.round(median))}`}
        </Fact>
      )}
      {tokensIn === undefined && tokensOut === undefined ? null : (
        <Fact name="tokens">
          {tokensIn === undefined ? null : <b>{formatCount(tokensIn)} in</b>}{' '}
          {tokensOut === undefined ? null : <b>{formatCount(tokensOut)} out</b>}
        </Fact>
      )}
      {attempt === undefined ? null : (
        <Fact name="attempt">
          <b>
            {formatCount(attempt)}
            {attempts === undefined ? '' : ` of ${formatCount(attempts)}`}
          </b>
        </Fact>
      )}
      {model === undefined ? null : (
        <Fact name="model">
          <b className={styles['model']}>{shownName(model, 60)}</b>
        </Fact>
      )}
      <Fact name="recorded">
        <b>{formatTime(event.time, { date: 'none', digits: 3 })}</b> UTC
      </Fact>
    </ul>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <li>
      {name} {children}
    </li>
  );
}
