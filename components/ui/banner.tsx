import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classNames } from './class-names';

/**
 * A line at the bottom of the page about the whole page. It covers content without moving it. It is inside an element with the
 * role `status`, so that screen readers announce it when it appears.
 */
export function Banner({
  tone = 'plain',
  action,
  children,
}: {
  readonly tone?: 'plain' | 'warning' | 'danger';
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={classNames(styles['banner'], styles[tone])}>
      <p>{children}</p>
      {action}
    </div>
  );
}
