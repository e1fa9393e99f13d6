'use client';

import { Popover } from 'radix-ui';
import type { RefObject } from 'react';
import { keyHint } from '@/components/commands/key-hint';
import { Button } from '@/components/ui/button';
import styles from './jump-popover.module.css';
import type { JumpResult } from './find-jump-row';
import { OneFieldForm } from './one-field-form';
import { JUMP_COMMAND } from './table-commands';

/** A field for a target, with the reason when the target has no row. */
export function JumpPopover({
  isOpen,
  onOpenChange,
  onJump,
  returnTo,
}: {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Goes to the target, if it has a row. */
  readonly onJump: (text: string) => Promise<JumpResult>;
  /** Gets the focus afterwards. */
  readonly returnTo: RefObject<HTMLElement | null>;
}) {
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>
        <Button variant="quiet" {...keyHint(JUMP_COMMAND)}>
          Go to
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles['popover']}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Go to"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnTo.current?.focus();
          }}
        >
          <OneFieldForm
            label="Turn, time or row"
            placeholder="t 40"
            action="Go"
            hint={
              <>
                <kbd>t 40</kbd> a turn, <kbd>#12345</kbd> a row, <kbd>10:03:22</kbd> a time
              </>
            }
            onSubmit={async (text) => (await onJump(text)).reason}
            onDone={() => onOpenChange(false)}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
