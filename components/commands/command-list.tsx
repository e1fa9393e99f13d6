'use client';

import { Command } from 'cmdk';
import { useEffect, useEffectEvent } from 'react';
import styles from './command-palette.module.css';
import type { CommandGroup } from './find-commands';
import { PLACEHOLDER } from './palette-field';

/** The field of the palette and the commands that match, which the arrow keys walk. */
export function CommandList({
  groups,
  text,
  onText,
  isEntered,
  onClose,
}: {
  /** The commands that match, the best first. */
  readonly groups: readonly CommandGroup[];
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Whether Enter was pressed before the list was loaded: the first command runs at once. */
  readonly isEntered: boolean;
  readonly onClose: () => void;
}) {
  const runFirst = useEffectEvent(() => {
    if (!isEntered) return;
    onClose();
    groups[0]?.commands[0]?.run();
  });
  // Enter, pressed before this list could listen.
  useEffect(() => runFirst(), []);

  return (
    <Command label="Commands" loop shouldFilter={false}>
      <Command.Input
        className={styles['input'] ?? ''}
        placeholder={PLACEHOLDER}
        // The palette is already open.
        autoFocus
        data-initial-focus=""
        value={text}
        onValueChange={onText}
      />
      <Command.List className={styles['list'] ?? ''}>
        {groups.map(({ title, commands }) => (
          <Command.Group key={title} heading={title} className={styles['group'] ?? ''}>
            {commands.map(({ id, label, key, run }) => (
              <Command.Item
                key={id}
                value={id}
                className={styles['item'] ?? ''}
                onSelect={() => {
                  onClose();
                  run();
                }}
              >
                <span className={styles['label']}>{label}</span>
                {key === undefined ? null : <kbd>{key}</kbd>}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
