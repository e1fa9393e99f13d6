'use client';

import { useLayoutEffect, useRef, type ReactNode } from 'react';

/**
 * A bare modal dialog, open while it is rendered. Escape and a click beside it close it. The focus goes to the element with
 * `data-initial-focus`, stays inside, and returns to its place afterwards.
 */
export function Modal({
  className,
  onClose,
  children,
  ...label
}: {
  readonly className: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly 'aria-label'?: string;
  readonly 'aria-labelledby'?: string;
}) {
  const dialog = useRef<HTMLDialogElement>(null);

  // The browser's top layer: it gives the focus back only while the dialog is still on the page.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-initial-focus]')?.focus();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className={className}
      {...label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // The content fills the dialog, so a click on the element itself is a click on its backdrop.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
