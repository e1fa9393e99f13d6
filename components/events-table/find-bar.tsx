'use client';

import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { commandOfKey, type ControlKey } from '@/components/ui/key-press';
import type { MarkDirection } from '@/lib/filters/mark-options';
import styles from './find-bar.module.css';
import type { Find } from './use-find';

/** Finds text in the rows of the filter. Enter and Shift+Enter step, Escape closes. */
export function FindBar({
  find,
  field,
  onClose,
}: {
  readonly find: Find;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
}) {
  return (
    <div className={styles['bar']} role="search" aria-label="Find in rows">
      <input
        ref={field}
        className={styles['field']}
        type="text"
        aria-label="Find in rows"
        placeholder="Find in rows"
        spellCheck={false}
        autoComplete="off"
        maxLength={500}
        value={find.text}
        onChange={(event) => find.type(event.target.value)}
        onKeyDown={(event) => {
          const direction = commandOfKey(event, STEP_KEYS);
          if (direction === undefined) return;
          event.preventDefault();
          find.step(direction);
        }}
      />
      <span className={styles['count']} role="status">
        {countText(find)}
      </span>
      <StepButton find={find} direction="previous" />
      <StepButton find={find} direction="next" />
      <span className={styles['hint']}>
        Jumps between matches. The filter by text hides the other events.
      </span>
      <Button variant="quiet" aria-label="Close find" title="Close (Escape)" onClick={onClose}>
        <Arrow d="M1 1 9 9M9 1 1 9" />
      </Button>
    </div>
  );
}

const STEP_KEYS = new Map<ControlKey, MarkDirection>([
  ['Enter', 'next'],
  ['shift+Enter', 'previous'],
]);

const STEPS = {
  previous: { label: 'Previous match', keys: 'Shift+Enter', arrow: 'M1 7 5 3 9 7' },
  next: { label: 'Next match', keys: 'Enter', arrow: 'M1 3 5 7 9 3' },
};

function StepButton({
  find,
  direction,
}: {
  readonly find: Find;
  readonly direction: keyof typeof STEPS;
}) {
  const { label, keys, arrow } = STEPS[direction];
  return (
    <Button
      variant="quiet"
      aria-label={label}
      title={`${label} (${keys})`}
      disabled={find.isEmpty}
      onClick={() => find.step(direction)}
    >
      <Arrow d={arrow} />
    </Button>
  );
}

function countText({ text, count, mark, error, isLooking }: Find): string {
  if (text.trim() === '') return '';
  if (error !== null) return 'failed';
  if (count === undefined || (isLooking && mark === null)) return '…';
  if (count === 0) return 'no match';
  const total = formatCount(count);
  return mark === null ? `${total} matches` : `${formatCount(mark.ordinal)} of ${total}`;
}

function Arrow({ d }: { readonly d: string }) {
  return (
    <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <path d={d} fill="none" stroke="currentColor" strokeWidth="1.4" />
    </svg>
  );
}
