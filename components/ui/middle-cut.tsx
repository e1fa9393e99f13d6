import styles from './middle-cut.module.css';
import { shownName, startOf } from './shown-text';

/** The end of a long name that stays, in characters: a date and a number. */
const END_LENGTH = 18;

/**
 * A name that loses its middle where it has no room: names of one experiment often differ at their ends. The whole name is its
 * tooltip. In a narrow window it wraps, because there are no tooltips.
 */
export function MiddleCut({ name }: { readonly name: string }) {
  const shown = shownName(name);
  const start = startOf(shown, Math.max(0, shown.length - END_LENGTH));
  return (
    <span className={styles['name']} title={shown}>
      <span className={styles['start']}>{start}</span>
      <span className={styles['end']}>{shown.slice(start.length)}</span>
    </span>
  );
}
