'use client';

import Link from 'next/link';
import { FirstRowsContext, type FirstRows } from '@/components/events-table/first-rows';
import { LayoutOnServerContext } from '@/components/events-table/use-table-layout';
import { PageFrame } from '@/components/page-frame';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useAddress } from '@/components/ui/use-address';
import { Explorer } from './explorer';
import { hasInspectorAt } from './has-inspector';
import { PendingExplorer } from './pending-explorer';
import { preloadViewer } from './preload-viewer';
import { useSimulation } from './use-simulation';

/** The explorer of a simulation, or the reason why there is none. */
export function Viewer({
  simulationId,
  firstRows,
  layoutOnServer = null,
}: {
  readonly simulationId: string;
  /** Shown until the explorer runs. */
  readonly firstRows?: FirstRows | undefined;
  /** The layout of the table from the request's cookie. */
  readonly layoutOnServer?: string | null;
}) {
  const query = new URLSearchParams(useAddress());
  preloadViewer(simulationId, query, layoutOnServer);
  return (
    <LayoutOnServerContext value={layoutOnServer}>
      <FirstRowsContext value={firstRows}>
        <ViewerState simulationId={simulationId} hasSelection={hasInspectorAt(query)} />
      </FirstRowsContext>
    </LayoutOnServerContext>
  );
}

function ViewerState({
  simulationId,
  hasSelection,
}: {
  readonly simulationId: string;
  readonly hasSelection: boolean;
}) {
  const simulation = useSimulation(simulationId);
  switch (simulation.state) {
    case 'loading':
    case 'indexing':
      return <PendingExplorer simulationId={simulationId} hasSelection={hasSelection} />;
    case 'ready': {
      const { summary, goneSince } = simulation.data;
      if (summary !== undefined) return <Explorer simulation={summary} goneSince={goneSince} />;
      return (
        <PageFrame>
          <main>
            <Notice title="There is no such simulation" headingLevel={1}>
              <p>
                No folder <code>{simulationId}</code> with event files is under the output root. It
                may have been moved or renamed, or the server was started with another path. If it
                appears, this page shows it.
              </p>
              <p>
                <Link href="/">All simulations</Link>
              </p>
            </Notice>
          </main>
        </PageFrame>
      );
    }
    case 'failed':
      return (
        <PageFrame>
          <main>
            <Notice title="The simulation could not be loaded" tone="danger" headingLevel={1}>
              <p>{simulation.error.message}</p>
              <p>
                Is <code>causeway</code> still running in its terminal?
              </p>
              <p>
                <Button onClick={simulation.retry}>Try again</Button>{' '}
                <Link href="/">All simulations</Link>
              </p>
            </Notice>
          </main>
        </PageFrame>
      );
  }
}
