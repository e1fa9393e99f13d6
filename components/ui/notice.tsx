import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './notice.module.css';

/** Stands in for content that is empty, loading or failed, with a possible action. */
export function Notice({
  title,
  tone = 'plain',
  headingLevel = 2,
  children,
}: {
  readonly title: string;
  readonly tone?: 'plain' | 'danger';
  readonly headingLevel?: 1 | 2 | 3;
  readonly children?: ReactNode;
}) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className={styles['notice']} role={tone === 'danger' ? 'alert' : undefined}>
      <Heading className={classNames(styles['title'], tone === 'danger' && styles['danger'])}>
        {title}
      </Heading>
      {children === undefined ? null : <div className={styles['body']}>{children}</div>}
    </div>
  );
}
