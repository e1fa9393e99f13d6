'use client';

import { useId } from 'react';
import { Chip } from '@/components/ui/chip';
import { shownName } from '@/components/ui/shown-text';
import { useDraft } from '@/components/ui/use-draft';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { readFieldCondition } from '@/lib/filters/field-condition';
import { MAX_FIELDS } from '@/lib/filters/field-path';
import { withPart } from './filter-change';
import type { FilterNavigation } from './filter-navigation';
import styles from './field-query.module.css';
import textStyles from './text-query.module.css';

/** Conditions on fields of the details, which must all hold. A condition is added on Enter or on leaving the field. */
export function FieldQuery({
  criteria,
  onChange,
}: {
  readonly criteria: EventCriteria;
  readonly onChange: FilterNavigation;
}) {
  const id = useId();
  const conditions = criteria.where ?? [];
  const draft = useDraft({ condition: '' }, (values) => {
    const condition = withDetails(values.condition.trim());
    const read = readFieldCondition(condition);
    if (typeof read === 'string') return { reason: read };
    if (conditions.length >= MAX_FIELDS) return { reason: `at most ${MAX_FIELDS} conditions` };
    onChange((now) => withPart(now, 'where', [...new Set([...(now.where ?? []), condition])]));
    return { isTaken: true };
  });
  const remove = (condition: string) =>
    onChange((now) => {
      const others = (now.where ?? []).filter((other) => other !== condition);
      return withPart(now, 'where', others.length === 0 ? undefined : others);
    });

  return (
    <form className={textStyles['form']} aria-label="Filter by field" {...draft.form}>
      <label htmlFor={id} className={textStyles['label']}>
        Field
      </label>
      <input
        id={id}
        className={textStyles['field']}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder="details.price > 300"
        data-draft={draft.isDraft ? '' : undefined}
        aria-describedby={`${id}-note`}
        aria-invalid={draft.reason !== ''}
        value={draft.values.condition}
        onChange={(event) => draft.type('condition', event.target.value)}
      />
      <p id={`${id}-note`} role="status" className={textStyles['note']}>
        {noteText(draft)}
      </p>
      {conditions.length === 0 ? null : (
        <div className={styles['conditions']} role="group" aria-label="Conditions on fields">
          {conditions.map((condition) => (
            <Chip
              key={condition}
              removeLabel={`Remove condition ${shownName(condition)}`}
              onRemove={() => remove(condition)}
            >
              {shownName(condition)}
            </Chip>
          ))}
        </div>
      )}
    </form>
  );
}

function noteText({
  isDraft,
  reason,
}: {
  readonly isDraft: boolean;
  readonly reason: string;
}): string {
  if (reason !== '') return `Not applied: ${reason}`;
  return isDraft ? 'Enter applies it. Signs: = != > >= < <= ~ (has the text)' : '';
}

/** A path that begins in the details may leave their name out. */
function withDetails(condition: string): string {
  return condition === '' || condition.startsWith('details.') ? condition : `details.${condition}`;
}
