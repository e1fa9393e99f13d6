import styles from './raw-line.module.css';

/** The event's line, character by character as in the file. */
export function RawLine({ line }: { readonly line: string }) {
  return (
    <details className={styles['raw']}>
      <summary className={styles['summary']}>Line in the file</summary>
      <pre className={styles['line']}>{line}</pre>
    </details>
  );
}
