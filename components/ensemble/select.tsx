import { classNames } from '@/components/ui/class-names';
import styles from './fields.module.css';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly isOff?: boolean;
}

/** A choice from a list. */
export function Select<Value extends string>({
  label,
  value,
  options,
  isStrong = false,
  onChange,
}: {
  /** For screen readers. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly isStrong?: boolean;
  readonly onChange: (value: Value) => void;
}) {
  return (
    <select
      aria-label={label}
      className={classNames(styles['field'], isStrong && styles['strong'])}
      value={value}
      onChange={({ target }) => {
        const next = options.find((option) => option.value === target.value);
        if (next !== undefined) onChange(next.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.isOff}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
