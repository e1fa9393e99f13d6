'use client';

import { useId, type ReactNode } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import styles from './dialog.module.css';
import { Modal } from './modal';

/** A modal dialog that is open while it is rendered. Escape and a click beside it close it. */
export function Dialog({
  title,
  placement = 'center',
  onClose,
  children,
}: {
  readonly title: string;
  /** `side`: a sheet over the whole height. */
  readonly placement?: 'center' | 'side';
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const titleId = useId();
  return (
    <Modal
      className={classNames(styles['dialog'], styles[placement])}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <div className={styles['content']}>
        <div className={styles['head']}>
          <h2 id={titleId}>{title}</h2>
          <Button variant="quiet" onClick={onClose} aria-label={`Close ${title.toLowerCase()}`}>
            <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
              <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" strokeWidth="1.4" />
            </svg>
          </Button>
        </div>
        {/* It may scroll, so it must be focusable by keyboard. */}
        <div className={styles['body']} tabIndex={0} role="group" aria-labelledby={titleId}>
          {children}
        </div>
      </div>
    </Modal>
  );
}
