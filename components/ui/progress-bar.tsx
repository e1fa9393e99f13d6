import styles from './progress-bar.module.css';

/** How far something is; `value` is 0 to 1, `undefined` when nobody knows. */
export function ProgressBar({
  value,
  label,
  valueText,
}: {
  readonly value: number | undefined;
  readonly label: string;
  /** The value in words, for who hears it. */
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
