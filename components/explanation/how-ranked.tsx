'use client';

import { Popover } from 'radix-ui';
import styles from './how-ranked.module.css';

/** Opens a short text about the order of likely causes. */
export function HowRanked() {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button type="button" className={styles['open']}>
          How ranked
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles['popover']}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="How likely causes are ranked"
        >
          <p>
            Rules say how unusual each deed is: a failure, a record number, a setting that seldom
            moves. The score joins them. It falls with each turn in between, and where its own
            causes explain a deed; it rises with how much of the unusual comes of it.
          </p>
          <p>
            No model takes part, and a score is no probability. Rules, weights and how often they
            are right: <code>docs/explanation.md</code>.
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
