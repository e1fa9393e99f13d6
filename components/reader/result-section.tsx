import { describeEvent } from '@/components/event-type/describe-event';
import { EventTypeBadge } from '@/components/event-type/event-type-badge';
import { FailedSign } from '@/components/event-type/failed-sign';
import { eventOutcome } from '@/lib/events/event-outcome';
import type { StoredEvent } from '@/lib/events/read-event';
import { formatCount } from '@/components/ui/format-count';
import partStyles from './part-view.module.css';
import styles from './result-section.module.css';

/** More results are in Causality only. */
const MOST_RESULTS = 20;

/** The decisions and actions that came of a call. */
export function ResultSection({
  results,
  onOpenCausality,
}: {
  readonly results: readonly StoredEvent[];
  readonly onOpenCausality: (eventId: string) => void;
}) {
  if (results.length === 0) return null;
  const more = results.length - MOST_RESULTS;
  return (
    <article className={partStyles['part']} aria-label="Result" data-no-find="">
      <div className={partStyles['speaker']}>
        <h3 className={partStyles['role']}>Result</h3>
        <p className={partStyles['who']}>the simulation</p>
      </div>
      <ul className={styles['results']}>
        {results.slice(0, MOST_RESULTS).map((event) => (
          <li key={event.event_id}>
            <button
              type="button"
              className={styles['result']}
              title="Open in Causality"
              onClick={() => onOpenCausality(event.event_id)}
            >
              <EventTypeBadge eventType={event.event_type} />
              <span>
                {describeEvent(event)} <Verdict event={event} />
              </span>
            </button>
          </li>
        ))}
        {more > 0 ? (
          <li className={styles['verdict']}>{formatCount(more)} more in Causality</li>
        ) : null}
      </ul>
    </article>
  );
}

function Verdict({ event }: { readonly event: StoredEvent }) {
  const outcome = eventOutcome(event);
  if (outcome === 'failed') {
    return (
      <span className={styles['rejected']}>
        <FailedSign /> rejected
      </span>
    );
  }
  const word = event.details?.['validated'] === true ? 'validated' : 'accepted';
  return outcome === 'ok' ? <span className={styles['verdict']}>{word}</span> : null;
}
