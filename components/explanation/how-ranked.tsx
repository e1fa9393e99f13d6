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
            Fixed rules look at what each agent did in a turn, and say how unusual it is: a failure,
            a record number, a setting that seldom moves. The score joins these rules. It is less
            where its own causes explain it and with each turn in between, and more where the other
            unusual events come of it.
          </p>
          <p>
            No model takes part. Scores compare entries of one answer; they are no probabilities.
            The rules, their weights and how often they are right are in <code>explanation.md</code>{' '}
            of the documentation.
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
