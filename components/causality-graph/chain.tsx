import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { countOf } from '@/components/ui/format-count';
import type { CausalityChain } from '@/lib/api/client';
import type { LinkChoice } from '@/lib/causality/causal-link';
import type { StoredEvent } from '@/lib/events/read-event';
import { analyseGraph } from './graph/analyse-graph';
import type { CausalGraph } from './graph/causal-graph';
import { causalityQuery } from './causality-query';
import type { CausalityPaneProps } from './causality-pane-props';
import { CausalityToolbar, type ChainChoice, type ChainShape } from './causality-toolbar';
import { ChainList } from './chain-list';
import styles from './causality-pane.module.css';
import type { Exploration } from './graph/exploration';
import { GraphPanel } from './graph-panel';
import { HideMenu } from './hide-menu';
import { isOf, NOTHING_HIDDEN } from './graph/hidden-choice';
import { analysisHighlight, pathsHighlight, type Highlight } from './graph/highlight';
import { AnalysisBar, PathBar } from './highlight-bar';
import { useExploredGraph } from './use-explored-graph';
import { VisitedTrail } from './visited-trail';

/** A chain requested less than this ago is not requested again. */
const FRESH_MS = 5000;

interface ChainProps extends Omit<CausalityPaneProps, 'choice'> {
  readonly chain: CausalityChain;
  readonly choice: ChainChoice & { readonly links: LinkChoice };
  readonly shape: ChainShape;
  readonly onShapeChange: (shape: ChainShape) => void;
  readonly exploration: Exploration;
  readonly onExplore: (exploration: Exploration) => void;
}

/** A loaded chain, with the reader's choices and the analysis. */
export function Chain(props: ChainProps) {
  const { simulationId, eventId, chain, choice, onChange, shape, exploration, onSelectEvent } =
    props;
  const { links, depth, highlight: highlightName, pathTo } = choice;
  const { expanded } = exploration;
  const [hidden, setHidden] = useState(NOTHING_HIDDEN);
  const [isPicking, setPicking] = useState(false);
  const client = useQueryClient();

  /** Requests a chain before it is shown. Errors are reported when it is shown. */
  function approach(id: string) {
    const query = causalityQuery(simulationId, id, depth, links);
    client.query({ ...query, staleTime: FRESH_MS }).catch(() => undefined);
  }

  const { graph, paths } = useExploredGraph(simulationId, chain, { links, expanded, pathTo });
  const isInferring = links !== 'declared';
  const isAnalysed = highlightName !== null || shape === 'list';
  const analysis = useMemo(
    () => (isAnalysed ? analyseGraph(graph, { depth, isInferring, expanded }) : undefined),
    [isAnalysed, graph, depth, isInferring, expanded],
  );
  const isPathShown = isPicking || pathTo !== null;
  const foundPaths = paths?.state === 'ready' ? paths.data : undefined;
  const highlight = useMemo((): Highlight | undefined => {
    if (isPathShown) return foundPaths === undefined ? undefined : pathsHighlight(foundPaths);
    if (highlightName === null || analysis === undefined) return undefined;
    return analysisHighlight(highlightName, analysis);
  }, [isPathShown, foundPaths, highlightName, analysis]);
  const treated = useMemo(
    () => ({
      isHidden: (event: StoredEvent) => hidden.treatment === 'hide' && isOf(hidden, event),
      isDimmed: (event: StoredEvent) => hidden.treatment === 'dim' && isOf(hidden, event),
    }),
    [hidden],
  );

  function pick(otherId: string) {
    setPicking(false);
    if (otherId !== eventId) onChange({ pathTo: otherId }, 'push');
  }

  return (
    <>
      <CausalityToolbar
        choice={choice}
        onChange={(change) => onChange(change, 'replace')}
        isPicking={isPicking}
        onPick={setPicking}
        shape={shape}
        onShapeChange={props.onShapeChange}
        onShowLikelyCause={props.onShowLikelyCause}
        tools={props.tools}
        hideMenu={<HideMenu graph={graph} hidden={hidden} onChange={setHidden} />}
      />
      <div className={styles['line']}>
        <VisitedTrail
          simulationId={simulationId}
          trail={props.trail}
          nodes={graph.nodes}
          onSelectEvent={onSelectEvent}
        />
        <p className={styles['counts']} role="status">
          <Counts graph={graph} isTruncated={chain.truncated} />
        </p>
      </div>
      {isPathShown ? (
        <PathBar
          graph={graph}
          paths={pathTo === null ? undefined : paths}
          highlight={highlight}
          onPick={pick}
          onCancel={() => setPicking(false)}
          onSelectEvent={onSelectEvent}
        />
      ) : highlightName === null || highlight === undefined ? null : (
        <AnalysisBar
          graph={graph}
          name={highlightName}
          highlight={highlight}
          onSelectEvent={onSelectEvent}
        />
      )}
      <Note
        graph={graph}
        links={links}
        runDeclaresCauses={props.runDeclaresCauses}
        onInfer={() => onChange({ links: 'all' }, 'replace')}
      />
      {shape === 'graph' ? (
        <GraphPanel
          simulationId={simulationId}
          graph={graph}
          selectedId={eventId}
          exploration={exploration}
          onExplore={props.onExplore}
          highlight={highlight}
          isPicking={isPicking}
          onPick={pick}
          onStopPicking={() => setPicking(false)}
          onSelectEvent={onSelectEvent}
          onApproach={approach}
          onFollowMore={() => onChange({ depth: depth + 1 }, 'replace')}
          depth={depth}
          cutText={chain.truncated ? cutTextOf(eventCountOf(graph)) : undefined}
          {...treated}
        />
      ) : (
        <ChainList
          graph={graph}
          selectedId={eventId}
          influence={analysis?.influence ?? {}}
          onSelectEvent={onSelectEvent}
        />
      )}
    </>
  );
}

/** Explains the kind of links, where that is not obvious. */
function Note({
  graph,
  links,
  runDeclaresCauses,
  onInfer,
}: {
  readonly graph: CausalGraph;
  readonly links: LinkChoice;
  readonly runDeclaresCauses: boolean;
  readonly onInfer: () => void;
}) {
  if (!runDeclaresCauses) {
    return (
      <p className={styles['note']}>
        This run declares no causes: none of its events has a caused_by.{' '}
        {links === 'declared' ? (
          <>
            There is no chain to follow,{' '}
            <button type="button" className={styles['inNote']} onClick={onInfer}>
              but some causes can be inferred
            </button>
            .
          </>
        ) : graph.links.length > 0 ? (
          'The dashed links are inferred by rules from types, agents and turns; each names its rule.'
        ) : (
          'Of this event no rule infers any either.'
        )}
      </p>
    );
  }
  if (graph.links.length > 0) return null;
  return (
    <p className={styles['note']}>
      {links === 'declared'
        ? 'No links: this event names no cause, and no event of the run names it as one. '
        : 'No links of the chosen kinds lead to this event or from it. '}
      {links === 'declared' ? (
        <button type="button" className={styles['inNote']} onClick={onInfer}>
          Look for inferred ones
        </button>
      ) : null}
    </p>
  );
}

function eventCountOf({ nodes }: CausalGraph): number {
  return [...nodes.values()].filter(({ kind }) => kind === 'event').length;
}

function cutTextOf(count: number): string {
  return `the nearest ${countOf(count, 'event')}; there are more`;
}

/** For example `12 events · 1 cause not in the files`. */
function Counts({
  graph,
  isTruncated,
}: {
  readonly graph: CausalGraph;
  readonly isTruncated: boolean;
}) {
  const count = eventCountOf(graph);
  const missing = graph.nodes.size - count;
  return (
    <>
      {isTruncated ? (
        <span className={styles['truncated']}>{cutTextOf(count)}</span>
      ) : (
        countOf(count, 'event')
      )}
      {missing === 0 ? '' : ` · ${countOf(missing, 'cause')} not in the files`}
    </>
  );
}
