import { Button } from '@/components/ui/button';
import styles from './command-buttons.module.css';
import { HELP_COMMAND, PALETTE_COMMAND } from './general-commands';
import { ariaKeys, keyHint } from './key-hint';

/** The buttons of the palette and of the help. In a small window the palette has a sign in the place of its key. */
export function CommandButtons({
  onOpen,
}: {
  readonly onOpen: (overlay: 'commands' | 'help') => void;
}) {
  return (
    <>
      <Button
        className={styles['commands'] ?? ''}
        onClick={() => onOpen('commands')}
        aria-haspopup="dialog"
        aria-keyshortcuts={ariaKeys(PALETTE_COMMAND)}
        title="Commands (Ctrl K)"
      >
        <span className="visually-hidden">Commands, </span>
        <kbd className={styles['key']}>Ctrl K</kbd>
        <svg
          className={styles['sign']}
          viewBox="0 0 14 14"
          width="14"
          height="14"
          aria-hidden="true"
        >
          <path
            d="M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M9.3 9.3 13 13"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
          />
        </svg>
      </Button>
      <Button
        className={styles['help'] ?? ''}
        onClick={() => onOpen('help')}
        aria-haspopup="dialog"
        aria-label="Help"
        {...keyHint(HELP_COMMAND, 'Help')}
      >
        ?
      </Button>
    </>
  );
}
