'use client';

import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import styles from './command-palette.module.css';

/** Something to do, found by its name. */
export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly mark?: ReactNode;
  /** What else it is found by. */
  readonly keywords?: readonly string[];
  /** The key that does the same. */
  readonly shortcut?: string;
  readonly run: () => void;
}

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly PaletteCommand[];
}

/** Everything there is to do, by name. It is open for as long as it is rendered. */
export function CommandPalette({
  groups,
  commandsFor,
  onClose,
}: {
  readonly groups: readonly CommandGroup[];
  /** What the typed text itself stands for: a turn, an event's id. */
  readonly commandsFor: (text: string) => readonly PaletteCommand[];
  readonly onClose: () => void;
}) {
  const [text, setText] = useState('');
  const typed = text.trim() === '' ? [] : commandsFor(text.trim());
  const item = (command: PaletteCommand, keywords: readonly string[] = []) => (
    <Command.Item
      key={command.id}
      value={`${command.label} ${command.id}`}
      keywords={[...keywords, ...(command.keywords ?? [])]}
      className={styles['item'] ?? ''}
      onSelect={() => {
        onClose();
        command.run();
      }}
    >
      <span className={styles['mark']}>{command.mark}</span>
      <span className={styles['label']}>{command.label}</span>
      {command.shortcut === undefined ? null : <kbd>{command.shortcut}</kbd>}
    </Command.Item>
  );
  return (
    <Dialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles['overlay'] ?? ''} />
        <Dialog.Content className={styles['palette'] ?? ''} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Commands</Dialog.Title>
          <Command label="Commands" loop>
            <Command.Input
              className={styles['input'] ?? ''}
              placeholder="What do you want to do? A turn, an event id, an agent …"
              value={text}
              onValueChange={setText}
            />
            <Command.List className={styles['list'] ?? ''}>
              <Command.Empty className={styles['empty'] ?? ''}>Nothing by that name</Command.Empty>
              {typed.length === 0 ? null : (
                <Command.Group heading={`“${text.trim()}”`} className={styles['group'] ?? ''}>
                  {typed.map((command) => item(command, [text]))}
                </Command.Group>
              )}
              {groups.map(({ title, commands }) => (
                <Command.Group key={title} heading={title} className={styles['group'] ?? ''}>
                  {commands.map((command) => item(command))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
