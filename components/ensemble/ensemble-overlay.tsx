'use client';

import { useState } from 'react';
import { CommandPalette } from '@/components/commands/command-palette';
import { findCommands } from '@/components/commands/find-commands';
import { usePageCommands } from '@/components/commands/page-commands';
import { listedCommands } from '@/components/commands/palette-groups';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { OverlayBoundary } from '@/components/server-contact/pane-boundary';
import { ENSEMBLE_HELP } from './ensemble-commands';

const CommandHelp = lazyPane(() =>
  import('@/components/commands/command-help').then((module) => module.CommandHelp),
);

export type Overlay = 'commands' | 'help';

/** The palette or the help over the page. */
export function EnsembleOverlay({
  overlay,
  onClose,
}: {
  /** `null` while none is open. */
  readonly overlay: Overlay | null;
  readonly onClose: () => void;
}) {
  switch (overlay) {
    case null:
      return null;
    case 'help':
      return (
        <OverlayBoundary name="Help" onClose={onClose}>
          <CommandHelp sets={ENSEMBLE_HELP} onClose={onClose} />
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
  return (
    <CommandPalette
      groups={findCommands(sets.map(listedCommands), text)}
      text={text}
      onText={setText}
      onClose={onClose}
    />
  );
}
