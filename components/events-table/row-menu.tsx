'use client';

import { ContextMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { COPY_FORMS, type CopyForm } from './copy-event';
import styles from '@/components/ui/menu.module.css';

const LABELS: Readonly<Record<CopyForm, string>> = {
  JSON: 'Copy as JSON',
  curl: 'Copy as curl',
  link: 'Copy link to this view',
};

/** The menu of the row that was pointed at; `children` is what is pointed into. */
export function RowMenu({
  children,
  isReady,
  onOpenChange,
  onCopy,
  onOpenCausality,
}: {
  readonly children: ReactNode;
  /** Whether it is known which event it is about. */
  readonly isReady: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onCopy: (form: CopyForm) => void;
  readonly onOpenCausality: () => void;
}) {
  return (
    <ContextMenu.Root onOpenChange={onOpenChange}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      {isReady ? (
        <ContextMenu.Portal>
          <ContextMenu.Content className={styles['menu']} aria-label="Event" collisionPadding={8}>
            {COPY_FORMS.map((form) => (
              <ContextMenu.Item key={form} className={styles['item']} onSelect={() => onCopy(form)}>
                {LABELS[form]}
                {form === 'JSON' ? <kbd aria-hidden="true">c</kbd> : null}
              </ContextMenu.Item>
            ))}
            <ContextMenu.Separator className={styles['separator']} />
            <ContextMenu.Item className={styles['item']} onSelect={onOpenCausality}>
              Open causality
              <kbd aria-hidden="true">↵</kbd>
            </ContextMenu.Item>
          </ContextMenu.Content>
        </ContextMenu.Portal>
      ) : null}
    </ContextMenu.Root>
  );
}
