'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import type { ToldChain } from '@/components/explanation/use-told-chain';
import type { LinkChoice } from '@/lib/causality/causal-link';
import styles from './causality-pane.module.css';
import { stepQuery } from './causality-query';
import { CausalityToolbar, type ChainChoice, type ChainShape } from './causality-toolbar';
import { ChainList } from './chain-list';
import { causalGraph, linkKey } from './graph/causal-graph';
import { LikelyChain } from './likely-chain';

interface LikelyChainPaneProps {
  readonly simulationId: string;
  /** `undefined` until it is known. */
  readonly told: ToldChain | undefined;
  readonly choice: ChainChoice & { readonly links: LinkChoice };
  /** Shows the graph of the selected event, with a change. */
  readonly onShowGraph: (change: Partial<ChainChoice>) => void;
  readonly selectedId: string | null;
  readonly onSelectEvent: (eventId: string) => void;
  readonly onDismiss: () => void;
  /** Buttons at the end of the toolbar. */
  readonly tools: ReactNode;
}

/** The chain of a likely cause as a graph or a list, with the same tools as the graph of an event. */
export function LikelyChainPane(props: LikelyChainPaneProps) {
  const { told, choice, onShowGraph } = props;
  const [shape, setShape] = useState<ChainShape>('graph');
  return (
    <section className={styles['pane']} aria-label="Causality" aria-busy={told === undefined}>
      <CausalityToolbar
        choice={choice}
        onChange={onShowGraph}
        isPicking={false}
        onPick={() => onShowGraph({})}
        shape={shape}
        onShapeChange={setShape}
        isLikelyCause
        onShowLikelyCause={() => undefined}
        hideMenu={null}
        tools={props.tools}
      />
      {told === undefined ? <Following /> : <ShownChain {...props} told={told} shape={shape} />}
    </section>
  );
}

function ShownChain({
  simulationId,
  told,
  choice: { links },
  shape,
  selectedId,
  ...acts
}: LikelyChainPaneProps & { readonly told: ToldChain; readonly shape: ChainShape }) {
  const { explanation, deed, steps } = told;
  const { event_id: explainedId } = explanation;
  const { data: near, isPending } = useQuery(stepQuery(simulationId, explainedId, links));
  const graph = useMemo(() => {
    if (near === undefined) return undefined;
    const ids = new Set(steps.flatMap(({ eventIds }) => eventIds));
    const events = explanation.events.filter(({ event_id }) => ids.has(event_id));
    const graph = causalGraph(near, [{ events, links: [], missing: [] }]);
    const known = new Set(graph.links.map(linkKey));
    const links = explanation.links.filter(
      (link) => ids.has(link.cause) && ids.has(link.effect) && !known.has(linkKey(link)),
    );
    return { ...graph, links: [...graph.links, ...links] };
  }, [near, explanation, steps]);
  if (isPending) return <Following />;
  if (shape === 'graph') {
    return (
      <LikelyChain
        key={deed.path.join(' ')}
        simulationId={simulationId}
        told={told}
        near={near}
        selectedId={selectedId}
        {...acts}
      />
    );
  }
  return graph === undefined ? null : (
    <ChainList
      graph={graph}
      selectedId={selectedId ?? explainedId}
      influence={{}}
      onSelectEvent={acts.onSelectEvent}
    />
  );
}

function Following() {
  return (
    <p className={styles['loading']} role="status">
      Following the likely cause…
    </p>
  );
}
