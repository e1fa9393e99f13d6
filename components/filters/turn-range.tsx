'use client';

import { useId } from 'react';
import { readTurn } from '@/components/event-time/read-turn';
import { useDraft } from '@/components/ui/use-draft';
import type { CriteriaChange, EventCriteria } from '@/lib/filters/event-filter';
import { reversedRange } from '@/lib/filters/reversed-range';
import { withPart } from './filter-change';
import styles from './turn-range.module.css';

/** Turns with more digits get a line each, so that none is cut. */
const MOST_DIGITS_ABREAST = 8;

/** The range of turns, both ends included. Applied together, on Enter or on leaving both fields. */
export function TurnRange({
  firstTurn,
  lastTurn,
  criteria,
  onChange,
}: {
  readonly firstTurn: number | null;
  readonly lastTurn: number | null;
  readonly criteria: EventCriteria;
  readonly onChange: (change: CriteriaChange) => void;
}) {
  const noteId = useId();
  const applied = {
    start: String(criteria.turn_start ?? ''),
    end: String(criteria.turn_end ?? ''),
  };
  const draft = useDraft(applied, ({ start, end }) => {
    const turns = [start, end].map(readField);
    const [turn_start, turn_end] = turns;
    const wrong = [start, end].find((_, at) => turns[at] === null);
    if (turn_start === null || turn_end === null || wrong !== undefined) {
      return { reason: `“${String(wrong)}” is not a turn` };
    }
    const range = withTurns({}, turn_start, turn_end);
    const reversed = reversedRange(range, 'turn');
    if (reversed !== undefined) return { reason: reversed };
    onChange((now) => withTurns(now, turn_start, turn_end));
    return { isTaken: true };
  });
  const reversed = draft.isDraft ? undefined : reversedRange(criteria, 'turn');
  const isLong = [draft.values.start, draft.values.end, String(lastTurn ?? '')].some(
    ({ length }) => length > MOST_DIGITS_ABREAST,
  );
  const note = noteText(draft, reversed);
  const isWrong = draft.reason !== '' || reversed !== undefined;
  const field = (name: 'start' | 'end', label: string, placeholder: string) => (
    <input
      className={styles['field']}
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      aria-describedby={note === '' ? undefined : noteId}
      aria-invalid={isWrong}
      data-draft={draft.values[name] === applied[name] ? undefined : ''}
      placeholder={placeholder}
      value={draft.values[name]}
      onChange={(event) => draft.type(name, event.target.value)}
    />
  );

  return (
    <form aria-label="Filter by turn" {...draft.form}>
      <fieldset className={styles['range']} data-long={isLong ? '' : undefined}>
        <legend className={styles['legend']}>Turn</legend>
        {field('start', 'From turn', String(firstTurn ?? 'first'))}
        <span aria-hidden="true">to</span>
        {field('end', 'To turn', String(lastTurn ?? 'last'))}
        {/* Makes Enter submit a form with two fields. */}
        <input type="submit" hidden />
      </fieldset>
      <p id={noteId} role="status" className={styles['note']} data-wrong={isWrong ? '' : undefined}>
        {note}
      </p>
    </form>
  );
}

function noteText(
  { isDraft, reason }: { readonly isDraft: boolean; readonly reason: string },
  reversed: string | undefined,
): string {
  if (reason !== '') return `Not applied: ${reason}`;
  if (isDraft) return 'Enter applies it';
  return reversed === undefined ? '' : `No event matches: ${reversed}`;
}

function withTurns(
  criteria: EventCriteria,
  start: number | undefined,
  end: number | undefined,
): EventCriteria {
  return withPart(withPart(criteria, 'turn_start', start), 'turn_end', end);
}

/** The turn in a field; `undefined` when it is empty, `null` when it is not a turn. */
function readField(text: string): number | undefined | null {
  return text.trim() === '' ? undefined : (readTurn(text) ?? null);
}
