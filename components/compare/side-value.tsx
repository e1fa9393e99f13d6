import { LETTERS, type Side } from './side';
import styles from './side-value.module.css';
import { valueText } from './value-text';

/** A value that differs, marked. @param side named for screen readers */
export function SideValue({ side, value }: { readonly side: Side; readonly value: unknown }) {
  return (
    <span className={styles['value']} data-absent={value === undefined ? '' : undefined}>
      <span className="visually-hidden">in {LETTERS[side]} </span>
      {valueText(value)}
    </span>
  );
}
