'use client';

import { Popover } from 'radix-ui';
import { useId, useState, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { addedField } from './added-field';
import styles from './jump-popover.module.css';
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
          <AddColumnForm columns={columns} onClose={onClose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function AddColumnForm({
  columns: { fields, changeFields },
  onClose,
}: {
  readonly columns: EventColumns;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const hintId = useId();
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        const added = addedField(fields, text);
        if (typeof added === 'string') {
          setReason(added);
          return;
        }
        changeFields(added);
        onClose();
      }}
    >
      <input
        className={styles['field']}
        aria-label="Field of the details"
        aria-describedby={hintId}
        placeholder="details.price"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setReason('');
        }}
      />
      <Button variant="primary" type="submit">
        Add
      </Button>
      <p id={hintId} className={styles['hint']}>
        A field within a field: <kbd>details.order.price</kbd>
      </p>
      <p role="status" className={styles['reason']}>
        {reason}
      </p>
    </form>
  );
}
