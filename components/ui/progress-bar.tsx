import styles from './progress-bar.module.css';

/** A progress bar. `value` is 0 to 1, `undefined` when unknown. */
export function ProgressBar({
  value,
  label,
  valueText,
}: {
  readonly value: number | undefined;
  readonly label: string;
  /** The value in words, for screen readers. */
  readonly valueText?: string | undefined;
}) {
  return (
    <progress
      className={styles['bar']}
      value={value}
      max={1}
      aria-label={label}
      aria-valuetext={valueText}
    />
  );
}
