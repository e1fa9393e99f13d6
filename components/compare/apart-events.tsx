import Link from 'next/link';
import { countOf } from '@/components/ui/format-count';
import { shownName } from '@/components/ui/shown-text';
import type { Comparison } from '@/lib/api/client';
import { apartEvents } from './led-to-rows';
import styles from './led-to.module.css';
import type { ComparedVariable } from './rank-variables';
import { eventLink } from './run-links';
import { LETTERS, SIDES } from './side';
import { SideLetter } from './side-letter';
import { TurnButton } from './turn-button';

const MAX_NAMES = 12;

/** What differs after the divergence without being led to by it. */
export function ApartEvents({
  comparison,
  variables,
  onTurn,
}: {
  readonly comparison: Comparison;
  /** That the divergence did not lead to. */
  readonly variables: readonly ComparedVariable[];
  readonly onTurn: (turn: number) => void;
}) {
  const { led_to } = comparison;
  const counts = SIDES.map((side) => led_to?.[side]?.apart ?? 0);
  if (counts.every((count) => count === 0) && variables.length === 0) return null;
  const events = apartEvents(comparison);
  return (
    <details className={styles['apart']}>
      <summary>
        differ, but not because of it:{' '}
        {SIDES.filter((side) => led_to?.[side])
          .map((side) => `${LETTERS[side]} ${countOf(led_to?.[side]?.apart ?? 0, 'event')}`)
          .join(', ')}
        {variables.length === 0 ? '' : `, ${countOf(variables.length, 'variable')}`}
      </summary>
      {variables.length === 0 ? null : (
        <p className={styles['quiet']}>
          {variables
            .slice(0, MAX_NAMES)
            .map(({ key }) => shownName(key, 50))
            .join(', ')}
          {variables.length > MAX_NAMES ? ' …' : ''}
        </p>
      )}
      {SIDES.map((side) =>
        events[side].length === 0 ? null : (
          <ul key={side}>
            {events[side].map(({ eventId, turn, text }) => (
              <li key={eventId}>
                <SideLetter side={side} />
                <TurnButton turn={turn} onTurn={onTurn} />
                <Link
                  href={eventLink(comparison[side].id, eventId)}
                  prefetch={false}
                  className={styles['told']}
                >
                  {text}
                </Link>
              </li>
            ))}
            {events[side].length < (counts[SIDES.indexOf(side)] ?? 0) ? (
              <li className={styles['quiet']}>the first {countOf(events[side].length, 'event')}</li>
            ) : null}
          </ul>
        ),
      )}
    </details>
  );
}
