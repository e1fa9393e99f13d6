'use client';

import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { CriteriaChange, EventCriteria } from '@/lib/filters/event-filter';
import { filterFacts } from './filter-change';
import styles from './no-matches.module.css';

/** Shown without matches: suggests parts of the filter to remove. */
export function NoMatches({
  criteria,
  onChange,
}: {
  readonly criteria: EventCriteria;
  readonly onChange: (change: CriteriaChange) => void;
}) {
  const facts = filterFacts(criteria);
  if (facts.length === 0) {
    return (
      <Notice title="There are no events yet">
        <p>The files of this simulation hold none. Reload the page once it has written some.</p>
      </Notice>
    );
  }
  return (
    <Notice title="No event matches">
      <p>All of these have to hold. To see more, take one away:</p>
      <div className={styles['ways']}>
        {facts.map(({ key, label, without }) => (
          <Button key={key} onClick={() => onChange(without)}>
            Without {label}
          </Button>
        ))}
        <Button variant="primary" onClick={() => onChange(() => ({}))}>
          Clear all
        </Button>
      </div>
    </Notice>
  );
}
