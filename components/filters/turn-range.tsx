'use client';

import { useId, type SubmitEvent } from 'react';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { withPart } from './filter-change';
import styles from './turn-range.module.css';

/** The turns asked for, both ends included; taken over on Enter or when a field is left. */
export function TurnRange({
  firstTurn,
  lastTurn,
  criteria,
  onChange,
}: {
  readonly firstTurn: number | null;
  readonly lastTurn: number | null;
  readonly criteria: EventCriteria;
  readonly onChange: (criteria: EventCriteria) => void;
}) {
  const noteId = useId();
  const { turn_start, turn_end } = criteria;
  const isBackwards = turn_start !== undefined && turn_end !== undefined && turn_start > turn_end;

  function take(form: HTMLFormElement) {
    const fields = new FormData(form);
    const start = readTurn(fields.get('turn_start'));
    const end = readTurn(fields.get('turn_end'));
    if (start === turn_start && end === turn_end) return;
    onChange(withPart(withPart(criteria, 'turn_start', start), 'turn_end', end));
  }

  return (
    <form
      // The fields are the browser's until they are taken over; new criteria from elsewhere start them afresh.
      key={`${String(turn_start)} ${String(turn_end)}`}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        take(event.currentTarget);
      }}
      onBlur={(event) => take(event.currentTarget)}
    >
      <fieldset className={styles['range']}>
        <legend className={styles['legend']}>Turn</legend>
        <input
          className={styles['field']}
          name="turn_start"
          inputMode="numeric"
          pattern="[0-9]*"
          autoComplete="off"
          aria-label="From turn"
          aria-describedby={isBackwards ? noteId : undefined}
          placeholder={String(firstTurn ?? 'first')}
          defaultValue={turn_start}
        />
        <span aria-hidden="true">to</span>
        <input
          className={styles['field']}
          name="turn_end"
          inputMode="numeric"
          pattern="[0-9]*"
          autoComplete="off"
          aria-label="To turn"
          aria-describedby={isBackwards ? noteId : undefined}
          placeholder={String(lastTurn ?? 'last')}
          defaultValue={turn_end}
        />
        {/* What submits a form of two fields on Enter. */}
        <input type="submit" hidden />
      </fieldset>
      {isBackwards ? (
        <p id={noteId} className={styles['note']}>
          No turn is after {turn_start} and before {turn_end}.
        </p>
      ) : null}
    </form>
  );
}

/** A field's turn; `undefined` when it is empty or no turn. */
function readTurn(value: FormDataEntryValue | null): number | undefined {
  if (typeof value !== 'string' || !/^\s*\d{1,15}\s*$/.test(value)) return undefined;
  return Number(value);
}
