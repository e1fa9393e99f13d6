import styles from './skeleton.module.css';

/** A grey bar where text will be; `width` is any CSS width. It shows after a moment, so that quick answers do not blink. */
export function Skeleton({ width = '100%' }: { readonly width?: string }) {
  return <span className={styles['skeleton']} style={{ width }} aria-hidden="true" />;
}
