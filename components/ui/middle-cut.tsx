import styles from './middle-cut.module.css';
import { shownName } from './shown-text';

/** The end of a long name that stays, in characters: a date and a number. */
const END_LENGTH = 18;

/**
 * A name that loses its middle where it has no room: names of one experiment often differ at their ends. The whole name is its
 * tooltip. In a narrow window it wraps, because there are no tooltips.
 */
export function MiddleCut({ name }: { readonly name: string }) {
  const shown = shownName(name);
  const letters = [...shown];
  const at = Math.max(0, letters.length - END_LENGTH);
  return (
    <span className={styles['name']} title={shown}>
      <span className={styles['start']}>{letters.slice(0, at).join('')}</span>
      <span className={styles['end']}>{letters.slice(at).join('')}</span>
    </span>
  );
}
