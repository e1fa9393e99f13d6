'use client';

import { Fragment, type ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog';
import type { DescribedCommand, DescribedSet } from './command';
import styles from './command-help.module.css';
import { shownKeys } from './shown-keys';

/** The keys of all commands of a page, by part. */
export function CommandHelp({
  sets,
  onClose,
  children,
}: {
  readonly sets: readonly DescribedSet[];
  readonly onClose: () => void;
  /** Other help, above the keys. */
  readonly children?: ReactNode;
}) {
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      {children}
      <div className={styles['groups']}>
        {withKeys(sets).map(([title, commands]) => (
          <section key={title} className={styles['group']}>
            <h3 className={styles['title']}>{title}</h3>
            <dl className={styles['list']}>
              {commands.map((command) => (
                <Fragment key={command.id}>
                  <dt>
                    {shownKeys(command).map((key, at) => (
                      <Fragment key={key}>
                        {at === 0 ? null : <span className={styles['or']}> or </span>}
                        <kbd className={styles['key']}>{key}</kbd>
                      </Fragment>
                    ))}
                  </dt>
                  <dd>{command.label}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** Commands that have keys, by the title of their sets. */
function withKeys(
  sets: readonly DescribedSet[],
): readonly (readonly [title: string, commands: readonly DescribedCommand[]])[] {
  const byTitle = new Map<string, readonly DescribedCommand[]>();
  for (const { title, commands, native = [] } of sets) {
    const described = [...commands, ...native].filter((command) => shownKeys(command).length > 0);
    if (described.length > 0) byTitle.set(title, [...(byTitle.get(title) ?? []), ...described]);
  }
  return [...byTitle];
}
