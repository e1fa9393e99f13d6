'use client';

import { useState } from 'react';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { OverlayBoundary } from '@/components/server-contact/pane-boundary';
import type { DescribedSet } from './command';
import { CommandPalette } from './command-palette';
import { findCommands } from './find-commands';
import { usePageCommands } from './page-commands';
import { commandsOfText, listedCommands } from './palette-groups';

const CommandHelp = lazyPane(() => import('./command-help').then((module) => module.CommandHelp));

export type Overlay = 'commands' | 'help';

/** The palette or the help over a page. */
export function PageOverlay({
  overlay,
  help,
  onClose,
}: {
  /** `null` while none is open. */
  readonly overlay: Overlay | null;
  /** The commands that the help lists. */
  readonly help: readonly DescribedSet[];
  readonly onClose: () => void;
}) {
  switch (overlay) {
    case null:
      return null;
    case 'help':
      return (
        <OverlayBoundary name="Help" onClose={onClose}>
          <CommandHelp sets={help} onClose={onClose} />
        </OverlayBoundary>
      );
    case 'commands':
      return <Palette onClose={onClose} />;
  }
}

function Palette({ onClose }: { readonly onClose: () => void }) {
  const page = usePageCommands();
  // The commands of the moment in which it was opened.
  const [sets] = useState(() => page.all());
  const [text, setText] = useState('');
  const typed = text.trim();
  const groups = [
    { title: 'As typed', commands: commandsOfText(sets, typed) },
    ...findCommands(sets.map(listedCommands), typed),
  ];
  return (
    <CommandPalette
      groups={groups.filter(({ commands }) => commands.length > 0)}
      text={text}
      onText={setText}
      onClose={onClose}
    />
  );
}
