import { Fragment } from 'react';
import { shownKeys } from '@/components/commands/shown-keys';
import { FIND_IN_READER, FOLD_ALL, NEXT_CALL, PREVIOUS_CALL } from './reader-commands';
import styles from './reader-foot.module.css';

const KEYS = [
  { commands: [PREVIOUS_CALL, NEXT_CALL], label: 'call before, after' },
  { commands: [FIND_IN_READER], label: 'find' },
  { commands: [FOLD_ALL], label: 'fold' },
] as const;

/** The place of the call among the others, and the keys of the reader. */
export function ReaderFoot({ place }: { readonly place: string }) {
  return (
    <footer className={styles['foot']}>
      <b className={styles['place']}>{place}</b>
      {KEYS.map(({ commands, label }) => (
        <span key={label} className={styles['keys']}>
          {commands.map((command) => (
            <Fragment key={command.id}>
              <kbd>{shownKeys(command)[0]}</kbd>{' '}
            </Fragment>
          ))}
          {label}
        </span>
      ))}
      <span className={styles['address']}>the address holds this view</span>
    </footer>
  );
}
