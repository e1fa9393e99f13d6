import styles from './failed-sign.module.css';

/** The sign of a failed event: red, and a cross in a circle. With `label`, it is named for screen readers. */
export function FailedSign({ label }: { readonly label?: string }) {
  return (
    <svg
      className={styles['sign']}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <circle cx="6" cy="6" r="5.5" fill="currentColor" />
      <path d="M3.8 3.8 8.2 8.2M8.2 3.8 3.8 8.2" stroke="var(--color-bg)" strokeWidth="1.5" />
    </svg>
  );
}
