'use client';

import { Popover } from 'radix-ui';
import type { RefObject } from 'react';
import { addedField } from './added-field';
import styles from './jump-popover.module.css';
import { OneFieldForm } from './one-field-form';
import type { EventColumns } from './use-event-columns';

/** A field for the path of a new column, below a header. */
export function AddColumnPopover({
  anchor,
  columns,
  onClose,
}: {
  /** The header. Its button gets the focus afterwards. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly columns: EventColumns;
  readonly onClose: () => void;
}) {
  return (
    <Popover.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className={styles['popover']}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Add a column"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current?.querySelector('button')?.focus();
          }}
        >
          <OneFieldForm
            label="Field of the details"
            placeholder="details.price"
            action="Add"
            hint={
              <>
                A field within a field: <kbd>details.order.price</kbd>
              </>
            }
            onSubmit={(text) => {
              const added = addedField(columns.fields, text);
              if (typeof added === 'string') return added;
              columns.changeFields(added);
              return undefined;
            }}
            onDone={onClose}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
