import styles from './timeline-toolbar.module.css';

/** A small button in a text of the toolbar, to take away the thing that the text names. */
export function CrossButton({
  label,
  onClick,
}: {
  readonly label: string;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={styles['clear']}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <svg viewBox="0 0 10 10" width="8" height="8" aria-hidden="true">
        <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </button>
  );
}
