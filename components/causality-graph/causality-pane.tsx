'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { IndexProgressBar } from '@/components/index-progress';
import { toServerData } from '@/components/server-data';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { ApiProblemError, type CausalityChain } from '@/lib/api/client';
import { DEFAULT_LINKS, type LinkChoice } from '@/lib/causality/causal-link';
import { causalityQuery } from './causality-query';
import type { CausalityPaneProps } from './causality-pane-props';
import type { ChainShape } from './causality-toolbar';
import { Chain } from './chain';
import styles from './causality-pane.module.css';
import { UNEXPLORED, type Exploration } from './graph/exploration';

/** The causes and effects of an event. Fills its parent, which must have a height. */
export function CausalityPane(props: CausalityPaneProps) {
  const { simulationId, eventId, runDeclaresCauses, choice } = props;
  // Where a run declares no links, they can be inferred.
  const links: LinkChoice = choice.links ?? (runDeclaresCauses ? DEFAULT_LINKS : 'inferred');
  const query = useQuery(causalityQuery(simulationId, eventId, choice.depth, links));
  const answer = toServerData(query);
  const [shape, setShape] = useState<ChainShape>('graph');
  const [explorations, setExplorations] = useState<ReadonlyMap<string, Exploration>>(new Map());

  if (answer.state !== 'ready') {
    return (
      <section className={styles['pane']} aria-label="Causality">
        <NoChain answer={answer} />
      </section>
    );
  }
  const centreId = answer.data.event_id;
  return (
    <section className={styles['pane']} aria-label="Causality" aria-busy={query.isPlaceholderData}>
      <Chain
        {...props}
        chain={answer.data}
        choice={{ ...choice, links }}
        shape={shape}
        onShapeChange={setShape}
        exploration={explorations.get(centreId) ?? UNEXPLORED}
        onExplore={(next) => setExplorations(new Map([...explorations, [centreId, next]]))}
      />
    </section>
  );
}

function NoChain({
  answer,
}: {
  readonly answer: Exclude<
    ReturnType<typeof toServerData<CausalityChain>>,
    { readonly state: 'ready' }
  >;
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
