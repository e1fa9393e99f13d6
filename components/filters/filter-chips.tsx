'use client';

import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import type { CriteriaChange, EventCriteria } from '@/lib/filters/event-filter';
import { filterFacts } from './filter-change';
import styles from './filter-chips.module.css';

/** The parts of the filter, each removable; nothing without a filter. */
export function FilterChips({
  criteria,
  onChange,
}: {
  readonly criteria: EventCriteria;
  readonly onChange: (change: CriteriaChange) => void;
}) {
  const facts = filterFacts(criteria);
  if (facts.length === 0) return null;
  return (
    <div className={styles['chips']} role="group" aria-label="Active filters">
      {facts.map(({ key, label, without }) => (
        <Chip key={key} removeLabel={`Remove filter ${label}`} onRemove={() => onChange(without)}>
          {label}
        </Chip>
      ))}
      <Button variant="quiet" onClick={() => onChange(() => ({}))}>
        Clear all
      </Button>
    </div>
  );
}
