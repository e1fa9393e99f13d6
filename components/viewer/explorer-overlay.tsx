'use client';

import type { ReactNode } from 'react';
import { lazyPane } from '@/components/server-contact/lazy-pane';
import { OverlayBoundary } from '@/components/server-contact/pane-boundary';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { SimulationSummary } from '@/lib/api/contract';
import type { DataTarget } from './data-commands';
import { VIEWER_COMMANDS } from './explorer-commands';
import { ExplorerPalette } from './explorer-palette';

const CommandHelp = lazyPane(() =>
  import('@/components/commands/command-help').then((module) => module.CommandHelp),
);

/** A dialog over the explorer. */
export type Overlay = 'filters' | 'commands' | 'help';

export function ExplorerOverlay({
  overlay,
  simulation,
  target,
  filters,
  onTour,
  onClose,
}: {
  /** `null` while none is open. */
  readonly overlay: Overlay | null;
  readonly simulation: SimulationSummary;
  readonly target: DataTarget;
  readonly filters: ReactNode;
  /** Starts the tour, where the run has one. */
  readonly onTour: (() => void) | undefined;
  readonly onClose: () => void;
}) {
  switch (overlay) {
    case null:
      return null;
    case 'filters':
      return (
        <Dialog title="Filters" placement="side" onClose={onClose}>
          {filters}
        </Dialog>
      );
    case 'help':
      return (
        <OverlayBoundary name="Help" onClose={onClose}>
          <CommandHelp sets={VIEWER_COMMANDS} onClose={onClose}>
            {onTour === undefined ? null : (
              <p>
                <Button
                  onClick={() => {
                    onClose();
                    onTour();
                  }}
                >
                  Tour in five steps
                </Button>
              </p>
            )}
          </CommandHelp>
        </OverlayBoundary>
      );
    case 'commands':
      return <ExplorerPalette simulation={simulation} target={target} onClose={onClose} />;
  }
}
