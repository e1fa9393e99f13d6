import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classNames } from './class-names';

/**
 * A line at the page's foot about the page as a whole. It lies over what is there and moves nothing. It stands in an
 * element of the role `status` that is there before it, so that it is read aloud when it comes.
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
