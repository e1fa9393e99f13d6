import type { ReactNode } from 'react';
import styles from './fields.module.css';

/** Names and values in two columns. */
export function Fields({ children }: { readonly children: ReactNode }) {
  return <dl className={styles['fields']}>{children}</dl>;
}

/** A name and its value; with `isWide`, the value is below the name. */
export function Field({
  name,
  title,
  isWide = false,
  aside,
  children,
}: {
  readonly name: string;
  readonly title?: string;
  readonly isWide?: boolean;
  /** Content at the end of the line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles['field']} data-wide={isWide}>
      <dt title={title}>{name}</dt>
      <dd>
        <div className={styles['value']}>{children}</div>
        {aside}
      </dd>
    </div>
  );
}
