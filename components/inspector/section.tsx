import type { ReactNode } from 'react';
import styles from './section.module.css';

/** A part of the inspector under a quiet heading. */
export function Section({
  heading,
  label = heading,
  aside,
  children,
}: {
  readonly heading: string;
  /** The accessible name. Default: the heading. */
  readonly label?: string;
  /** Content at the end of the heading's line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles['section']} aria-label={label}>
      <div className={styles['top']}>
        <h3 className={styles['heading']}>{heading}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
