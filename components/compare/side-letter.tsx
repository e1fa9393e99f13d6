import { LETTERS, type Side } from './side';
import styles from './side-letter.module.css';

/** The letter of a run in its colour: A in a solid frame, B in a dashed one, like their lines. */
export function SideLetter({ side }: { readonly side: Side }) {
  return (
    <span className={styles['letter']} data-side={side}>
      {LETTERS[side]}
    </span>
  );
}
