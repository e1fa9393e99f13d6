'use client';

import { useState } from 'react';
import { CommandPalette } from '@/components/commands/command-palette';
import { findCommands } from '@/components/commands/find-commands';
import { usePageCommands } from '@/components/commands/page-commands';
import { commandsOfText, listedCommands } from '@/components/commands/palette-groups';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { OverlayBoundary } from '@/components/server-contact/pane-boundary';
import { COMPARE_HELP } from './compare-commands';

const CommandHelp = lazyPane(() =>
  import('@/components/commands/command-help').then((module) => module.CommandHelp),
);

/** A dialog over the page. */
export type Overlay = 'commands' | 'help';

export function CompareOverlay({
  overlay,
  onClose,
}: {
  readonly overlay: Overlay | null;
  readonly onClose: () => void;
}) {
  switch (overlay) {
    case null:
      return null;
    case 'commands':
      return <ComparePalette onClose={onClose} />;
    case 'help':
      return (
        <OverlayBoundary name="Help" onClose={onClose}>
          <CommandHelp sets={COMPARE_HELP} onClose={onClose} />
        </OverlayBoundary>
      );
  }
}

function ComparePalette({ onClose }: { readonly onClose: () => void }) {
  const page = usePageCommands();
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
