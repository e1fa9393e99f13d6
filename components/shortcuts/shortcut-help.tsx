'use client';

import { Fragment } from 'react';
import { Dialog } from '@/components/ui/dialog';
import styles from './shortcut-help.module.css';
import { SHORTCUTS } from './shortcut-list';

/** Which key does what. */
export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <div className={styles['groups']}>
        {SHORTCUTS.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 className={styles['title']}>{title}</h3>
            <dl className={styles['list']}>
              {shortcuts.map(({ keys, does }) => (
                <Fragment key={does}>
                  <dt>
                    {keys.map((key, at) => (
                      <Fragment key={key}>
                        {at === 0 ? null : <span className={styles['or']}> or </span>}
                        <kbd className={styles['key']}>{key}</kbd>
                      </Fragment>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
