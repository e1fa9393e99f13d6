'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { IndexProgressBar } from '@/components/index-progress';
import { toServerData } from '@/components/server-data';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Notice } from '@/components/ui/notice';
import { ApiProblemError, type CausalityChain } from '@/lib/api/client';
import { causalGraph } from './causal-graph';
import { causalityQuery } from './causality-query';
import { CausalityToolbar, type ChainShape } from './causality-toolbar';
import { ChainList } from './chain-list';
import { GraphView } from './graph-view';
import styles from './causality-pane.module.css';

export interface CausalityPaneProps {
  readonly simulationId: string;
  readonly eventId: string;
  /** Whether any event of the run names a cause. */
  readonly runDeclaresCauses: boolean;
  /** How many links to follow each way, 1 to 20. */
  readonly depth: number;
  readonly onDepthChange: (depth: number) => void;
  readonly onSelectEvent: (eventId: string) => void;
}

/** Why an event happened and what came of it. Fills its parent, which gives it a height. */
export function CausalityPane(props: CausalityPaneProps) {
  const { simulationId, eventId, runDeclaresCauses, depth, onDepthChange, onSelectEvent } = props;
  const query = useQuery(causalityQuery(simulationId, eventId, depth));
  const answer = toServerData(query);
  const [shape, setShape] = useState<ChainShape>('graph');
  return (
    <section className={styles['pane']} aria-label="Causality">
      <CausalityToolbar
        depth={depth}
        onDepthChange={onDepthChange}
        shape={shape}
        onShapeChange={setShape}
        chain={answer.state === 'ready' ? answer.data : undefined}
      />
      {answer.state === 'ready' ? (
        <div
          className={classNames(styles['chain'], query.isPlaceholderData && styles['stale'])}
          aria-busy={query.isPlaceholderData}
        >
          <Chain
            chain={answer.data}
            shape={shape}
            selectedId={eventId}
            runDeclaresCauses={runDeclaresCauses}
            onSelectEvent={onSelectEvent}
          />
        </div>
      ) : (
        <NoChain answer={answer} />
      )}
    </section>
  );
}

function Chain({
  chain,
  shape,
  selectedId,
  runDeclaresCauses,
  onSelectEvent,
}: {
  readonly chain: CausalityChain;
  readonly shape: ChainShape;
  readonly selectedId: string;
  readonly runDeclaresCauses: boolean;
  readonly onSelectEvent: (eventId: string) => void;
}) {
  const graph = useMemo(() => causalGraph(chain), [chain]);
  const shared = { selectedId, onSelectEvent };
  return (
    <>
      {graph.links.length === 0 ? (
        <p className={styles['unlinked']}>
          {runDeclaresCauses
            ? 'No links: this event names no cause, and no event of the run names it as one.'
            : 'This run declares no causes: none of its events has a caused_by, so there is no chain to follow.'}
        </p>
      ) : null}
      {shape === 'graph' ? (
        <GraphView graph={graph} {...shared} />
      ) : (
        <ChainList chain={chain} {...shared} />
      )}
    </>
  );
}

function NoChain({
  answer,
}: {
  readonly answer: Exclude<ReturnType<typeof toServerData>, { readonly state: 'ready' }>;
}) {
  switch (answer.state) {
    case 'loading':
      return (
        <p className={styles['loading']} role="status">
          Following causes and effects…
        </p>
      );
    case 'indexing':
      return (
        <Notice title="The event files are still being indexed">
          <IndexProgressBar index={answer.index} />
          <p>Causes can be followed once all events are known. This page waits.</p>
        </Notice>
      );
    case 'failed': {
      const { error, retry } = answer;
      const isUnknown = error instanceof ApiProblemError && error.problem.status === 404;
      return (
        <Notice
          tone="danger"
          title={isUnknown ? 'There is no such event' : 'The chain cannot be shown'}
        >
          <p>{error.message}</p>
          <p>
            <Button onClick={retry}>Try again</Button>
          </p>
        </Notice>
      );
    }
  }
}
