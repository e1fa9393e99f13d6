import { useState, type Ref, type SubmitEvent } from 'react';
import { readTurn } from '@/components/event-time/read-turn';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import styles from './compare-field.module.css';

/** The turn that the state is compared with, and buttons to swap the turns and to end the comparison. */
export function CompareField({
  field,
  against,
  onAgainst,
  onSwap,
}: {
  readonly field: Ref<HTMLInputElement>;
  readonly against: number | null;
  readonly onAgainst: (turn: number | null) => void;
  readonly onSwap: () => void;
}) {
  /** The typed text that is not applied yet. */
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? (against === null ? '' : formatCount(against));
  return (
    <form
      className={styles['compare']}
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        const typed = readTurn(text);
        if (typed !== undefined || text.trim() === '') onAgainst(typed ?? null);
        setDraft(null);
      }}
    >
      <label>
        compare with turn{' '}
        <input
          ref={field}
          className={styles['field']}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={() => setDraft(null)}
        />
      </label>
      {against === null ? null : (
        <>
          <Button variant="quiet" title="Swap the two turns" onClick={onSwap}>
            Swap
          </Button>
          <Button
            variant="quiet"
            aria-label="End the comparison"
            title="End the comparison"
            onClick={() => onAgainst(null)}
          >
            <svg viewBox="0 0 10 10" width="8" height="8" aria-hidden="true">
              <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </Button>
        </>
      )}
    </form>
  );
}
