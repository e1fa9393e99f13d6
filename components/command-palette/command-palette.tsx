'use client';

import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './command-palette.module.css';
import { rankCommand } from './rank-command';

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

/** What the typed text itself stands for. */
export interface TypedCommands {
  /** It can hardly mean anything else: they come first. */
  readonly exact: readonly PaletteCommand[];
  /** What has the text in its name, the best answers first. */
  readonly names?: CommandGroup;
  /** They come after whatever has such a name. */
  readonly otherwise: readonly PaletteCommand[];
}

const NOTHING_TYPED: TypedCommands = { exact: [], otherwise: [] };

/** Everything there is to do, by name. It is open for as long as it is rendered. */
export function CommandPalette({
  groups,
  commandsFor,
  text,
  onText,
  onClose,
}: {
  readonly groups: readonly CommandGroup[];
  readonly commandsFor: (text: string) => TypedCommands;
  /** What is typed. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}) {
  const typed = text.trim() === '' ? NOTHING_TYPED : commandsFor(text.trim());
  const item = (command: PaletteCommand, keywords: readonly string[] = [], isLast = false) => (
    <Command.Item
      key={command.id}
      forceMount={isLast}
      // One line each: rankCommand is told the first.
      value={`${command.label}\n${command.id}`}
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
          <Command
            label="Commands"
            loop
            filter={(value, search, words = []) =>
              rankCommand(value.slice(0, value.indexOf('\n')), words, search)
            }
          >
            <Command.Input
              className={styles['input'] ?? ''}
              placeholder="What do you want to do? A turn, an event id, an agent …"
              value={text}
              onValueChange={onText}
            />
            <Command.List className={styles['list'] ?? ''}>
              {typed.exact.length === 0 ? null : (
                <Command.Group heading="As typed" className={styles['group'] ?? ''}>
                  {typed.exact.map((command) => item(command, [text]))}
                </Command.Group>
              )}
              {typed.names === undefined || typed.names.commands.length === 0 ? null : (
                <Command.Group heading={typed.names.title} className={styles['group'] ?? ''}>
                  {typed.names.commands.map((command) => item(command, [text]))}
                </Command.Group>
              )}
              {groups.map(({ title, commands }) => (
                <Command.Group key={title} heading={title} className={styles['group'] ?? ''}>
                  {commands.map((command) => item(command))}
                </Command.Group>
              ))}
              {typed.otherwise.length === 0 ? null : (
                <Command.Group heading="Search" className={styles['group'] ?? ''} forceMount>
                  {typed.otherwise.map((command) => item(command, [], true))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
