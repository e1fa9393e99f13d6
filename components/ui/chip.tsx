import type { ReactNode } from 'react';
import styles from './chip.module.css';

/** A removable fact. `removeLabel` is the name of the button for screen readers. */
export function Chip({
  children,
  removeLabel,
  onRemove,
}: {
  readonly children: ReactNode;
  readonly removeLabel: string;
  readonly onRemove: () => void;
}) {
  return (
    <span className={styles['chip']}>
      <span className={styles['text']}>{children}</span>
      <button
        type="button"
        className={styles['remove']}
        aria-label={removeLabel}
        onClick={onRemove}
      >
        <svg viewBox="0 0 10 10" width="8" height="8" aria-hidden="true">
          <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </button>
    </span>
  );
}
