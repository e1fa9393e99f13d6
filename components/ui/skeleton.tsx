import styles from './skeleton.module.css';

/**
 * A grey bar in place of a text; `width` is any CSS width. It appears after a moment, so that fast responses do not flicker.
 */
export function Skeleton({ width = '100%' }: { readonly width?: string }) {
  return <span className={styles['skeleton']} style={{ width }} aria-hidden="true" />;
}
