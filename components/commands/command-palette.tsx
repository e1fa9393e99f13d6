'use client';

import { useState } from 'react';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { PaneBoundary } from '@/components/server-contact/pane-boundary';
import { Modal } from '@/components/ui/modal';
import styles from './command-palette.module.css';
import type { CommandGroup } from './find-commands';
import { PaletteField } from './palette-field';

const CommandList = lazyPane(() => import('./command-list').then((module) => module.CommandList));

/** All commands by name. It is open while it is rendered, and keeps the keys that come before its list is loaded. */
export function CommandPalette({
  groups,
  text,
  onText,
  onClose,
}: {
  /** The commands that match the text, the best first. */
  readonly groups: readonly CommandGroup[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}) {
  const [isEntered, setEntered] = useState(false);
  return (
    <Modal className={styles['palette']} aria-label="Commands" onClose={onClose}>
      <PaneBoundary
        name="The list of commands"
        whileLoading={<PaletteField text={text} onText={onText} onEnter={() => setEntered(true)} />}
      >
        <CommandList
          groups={groups}
          text={text}
          onText={onText}
          isEntered={isEntered}
          onClose={onClose}
        />
      </PaneBoundary>
    </Modal>
  );
}
