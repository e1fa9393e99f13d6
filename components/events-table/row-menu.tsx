'use client';

import type { CriteriaChoice } from '@/components/event-choices';
import type { EventCriteria } from '@/lib/filters/event-filter';
import { WHY } from '@/components/causal-link/why';
import { ContextMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { COPY_FORMS, type CopyForm } from './copy-event';
import styles from '@/components/ui/menu.module.css';

const LABELS: Readonly<Record<CopyForm, string>> = {
  JSON: 'Copy as JSON',
  curl: 'Copy as curl',
  link: 'Copy link to this view',
};

/** The menu of the row at the pointer; `children` holds the rows. */
export function RowMenu({
  children,
  eventId,
  onClose,
  onCopy,
  onOpenCausality,
  choices,
  onAddCriteria,
}: {
  readonly children: ReactNode;
  /** The event of the row; `undefined` while it is not known. */
  readonly eventId: string | undefined;
  readonly onClose: () => void;
  readonly onCopy: (form: CopyForm, eventId: string) => void;
  readonly onOpenCausality: (eventId: string) => void;
  /** The filters for the facts of the event. */
  readonly choices: readonly CriteriaChoice[];
  readonly onAddCriteria: (criteria: EventCriteria) => void;
}) {
  return (
    <ContextMenu.Root
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      {eventId === undefined ? null : (
        <ContextMenu.Portal>
          <ContextMenu.Content className={styles['menu']} aria-label="Event" collisionPadding={8}>
            {COPY_FORMS.map((form) => (
              <ContextMenu.Item
                key={form}
                className={styles['item']}
                onSelect={() => onCopy(form, eventId)}
              >
                {LABELS[form]}
                {form === 'JSON' ? <kbd aria-hidden="true">c</kbd> : null}
              </ContextMenu.Item>
            ))}
            <ContextMenu.Separator className={styles['separator']} />
            <ContextMenu.Item className={styles['item']} onSelect={() => onOpenCausality(eventId)}>
              {WHY}
              <kbd aria-hidden="true">↵</kbd>
            </ContextMenu.Item>
            <ContextMenu.Separator className={styles['separator']} />
            {choices.flatMap(({ fact, only, not }) => [
              <ContextMenu.Item
                key={`only ${fact}`}
                className={styles['item']}
                onSelect={() => onAddCriteria(only)}
              >
                Only {fact}
              </ContextMenu.Item>,
              not === undefined ? null : (
                <ContextMenu.Item
                  key={`not ${fact}`}
                  className={styles['item']}
                  onSelect={() => onAddCriteria(not)}
                >
                  Leave out {fact}
                </ContextMenu.Item>
              ),
            ])}
          </ContextMenu.Content>
        </ContextMenu.Portal>
      )}
    </ContextMenu.Root>
  );
}
