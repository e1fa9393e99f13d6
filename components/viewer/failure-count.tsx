import { FailedSign } from '@/components/event-type/failed-sign';
import type { FilterNavigation } from '@/components/filters/filter-navigation';
import { withPart } from '@/components/filters/filter-change';
import { countOf, formatCount } from '@/components/ui/format-count';
import type { ServerData } from '@/components/server-data';
import type { EventFacets } from '@/lib/api/contract';
import type { EventCriteria } from '@/lib/filters/event-filter';
import styles from './failure-count.module.css';

/** The number of failed events of the run, as a switch of the filter; nothing without failed events. */
export function FailureCount({
  facets,
  criteria,
  onChange,
}: {
  /** Counts of all events of the run. */
  readonly facets: ServerData<EventFacets>;
  readonly criteria: EventCriteria;
  readonly onChange: FilterNavigation;
}) {
  if (facets.state !== 'ready') return null;
  const failed = facets.data.outcomes.values.find(({ outcome }) => outcome === 'failed');
  if (failed === undefined) return null;
  const isChosen = criteria.outcomes?.join() === 'failed';
  return (
    <button
      type="button"
      className={styles['count']}
      aria-pressed={isChosen}
      aria-label={`${formatCount(failed.event_count)} failed`}
      title={
        isChosen
          ? 'Show events of any outcome'
          : `Show the ${countOf(failed.event_count, 'event')} that failed, and which agents have most of them`
      }
      onClick={() =>
        onChange((now) => withPart(now, 'outcomes', isChosen ? undefined : ['failed']))
      }
    >
      <FailedSign />
      {formatCount(failed.event_count)} <span className={styles['word']}>failed</span>
    </button>
  );
}
