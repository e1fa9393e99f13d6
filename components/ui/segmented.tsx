import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './segmented.module.css';

/** A choice of one of a few values, all visible side by side. */
export function Segmented<Value extends string | number>({
  label,
  values,
  chosen,
  onChoose,
  nameOf,
  isSmall = false,
  children,
}: {
  readonly label: string;
  readonly values: readonly Value[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
  /** The accessible name of a value, when its text is not enough. */
  readonly nameOf?: (value: Value) => string;
  readonly isSmall?: boolean;
  /** Renders the text of a value. */
  readonly children: (value: Value) => ReactNode;
}) {
  return (
    <div
      className={classNames(styles['group'], isSmall && styles['small'])}
      role="group"
      aria-label={label}
    >
      {values.map((value) => (
        <button
          key={value}
          type="button"
          className={styles['segment']}
          aria-pressed={value === chosen}
          aria-label={nameOf?.(value)}
          onClick={() => onChoose(value)}
        >
          {children(value)}
        </button>
      ))}
    </div>
  );
}
