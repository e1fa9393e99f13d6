'use client';

import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import styles from './dialog.module.css';

/** A modal dialog that is open for as long as it is rendered. Escape and a click beside it close it. */
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
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // The browser's top layer: it keeps the focus inside, and gives it back while the dialog is still on the page.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className={classNames(styles['dialog'], styles[placement])}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // What is inside fills the dialog, so a click on the element itself is a click on its backdrop.
        if (event.target === event.currentTarget) onClose();
      }}
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
        {/* It may scroll, so the keyboard has to get into it. */}
        <div className={styles['body']} tabIndex={0} role="group" aria-labelledby={titleId}>
          {children}
        </div>
      </div>
    </dialog>
  );
}
