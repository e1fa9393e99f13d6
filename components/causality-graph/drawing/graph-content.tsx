import { group } from 'd3';
import { memo, useMemo } from 'react';
import type { StoredEvent } from '@/lib/events/read-event';
import { areOverlapping, type Box } from '../layout/box';
import { LABEL_PX, TEXT_PX } from './card-face';
import { agentsOnCards } from './card-header';
import { linkKey } from '../graph/causal-graph';
import type { Folding } from './fold-handles';
import { GraphLinks, LinkTargets, type LinkLook } from './graph-links';
import type { ShownHighlight } from '../graph/highlight';
import type { GraphLayout } from '../layout/layout-graph';
import { NodeCard } from './node-card';
import { describeNodes } from './node-text';
import type { ShownGraph, ShownLink } from '../graph/shown-graph';
import { SmallCards, type CardAtPlace } from './small-cards';
import type { LaidOutGraph } from '../layout/use-graph-layout';
import { useMeasureText } from '@/components/ui/use-measure-text';
import { isCardIn } from './visible-area';
import styles from './graph-content.module.css';

/** How a graph is drawn. */
export interface GraphLook {
  readonly selectedId: string;
  readonly highlight: ShownHighlight | undefined;
  /** Whether an event is drawn faintly. */
  readonly isDimmed: (event: StoredEvent) => boolean;
  /** Events whose causes and effects were requested. */
  readonly expanded: ReadonlySet<string>;
  /** Whether cards offer their causes and effects. Default true. */
  readonly canExpand?: boolean;
}

interface GraphContentProps extends GraphLook {
  readonly laidOut: LaidOutGraph;
  readonly idPrefix: string;
  /** `undefined` when the graph takes no keyboard focus. */
  readonly tabStopId: string | undefined;
  /** The node whose links are emphasized. */
  readonly activeId: string | undefined;
  /** The visible area; `undefined` for the whole graph. */
  readonly area: Box | undefined;
  /** Whether cards are too small to be legible. */
  readonly isSmall: boolean;
}

/** Links and cards. Rendered when one of its props changes, not while the graph is moved. */
export const GraphContent = memo(function GraphContent(props: GraphContentProps) {
  return (
    <>
      <Links {...props} />
      <Cards {...props} />
    </>
  );
});

function Links({ laidOut, idPrefix, activeId, area, isSmall, highlight }: GraphContentProps) {
  const { graph, layout } = laidOut;
  const missingIds = useMemo(
    () =>
      new Set([...graph.nodes.values()].flatMap(({ kind, id }) => (kind === 'missing' ? id : []))),
    [graph],
  );
  const looks = useMemo(() => {
    const seen = layout.links.flatMap((routed, index) =>
      area === undefined || areOverlapping(area, routed.box) ? { ...routed, index } : [],
    );
    const byLook = group(seen, ({ link }) => lookOf(link, highlight));
    return { seen, byLook };
  }, [layout, area, highlight]);
  const shared = { missingIds, idPrefix, area, isSmall };
  const active = looks.seen.filter(
    ({ link }) => link.cause === activeId || link.effect === activeId,
  );
  return (
    <g key={idOf(layout)} className={styles['links']}>
      {isSmall || area === undefined ? null : <LinkTargets links={looks.seen} />}
      {[...looks.byLook].map(([look, links]) => (
        <GraphLinks key={look} {...shared} links={links} look={look} />
      ))}
      {active.length === 0 ? null : <GraphLinks {...shared} links={active} look="active" />}
    </g>
  );
}

function lookOf(link: ShownLink, highlight: ShownHighlight | undefined): LinkLook {
  if (highlight === undefined) return 'plain';
  const key = linkKey(link);
  if (highlight.linkKeys.has(key)) return 'strong';
  if (highlight.places !== undefined) return 'plain';
  return highlight.otherLinkKeys.has(key) ? 'other' : 'dimmed';
}

function Cards({
  laidOut,
  selectedId,
  tabStopId,
  activeId,
  area,
  isSmall,
  highlight,
  isDimmed,
  expanded,
  canExpand = true,
}: GraphContentProps) {
  const { graph, layout, cameFrom } = laidOut;
  const measureLabel = useMeasureText(LABEL_PX);
  const measureText = useMeasureText(TEXT_PX);
  const agents = useMemo(
    () => agentsOnCards(graph.nodes.values(), measureLabel),
    [graph, measureLabel],
  );
  const descriptions = useMemo(() => describeNodes(graph), [graph]);
  const foldings = useMemo(
    () => (canExpand ? foldingsOf(graph, layout, expanded) : new Map<string, Folding>()),
    [canExpand, graph, layout, expanded],
  );
  const cards = useMemo(
    () =>
      layout.nodes.flatMap((place): CardAtPlace[] => {
        const node = graph.nodes.get(place.id);
        const isSeen = area === undefined || isCardIn(area, place);
        if (node === undefined || !(isSeen || place.id === tabStopId || place.id === selectedId))
          return [];
        const isStrong = highlight?.nodeIds.has(place.id) === true;
        const stepsBack =
          (highlight !== undefined && highlight.places === undefined && !isStrong) ||
          (node.kind === 'event' && isDimmed(node.event));
        return [{ node, place, emphasis: isStrong ? 'strong' : stepsBack ? 'dimmed' : undefined }];
      }),
    [graph, layout, area, tabStopId, selectedId, highlight, isDimmed],
  );
  // Small cards are painted together. Only cards at the pointer or the keyboard focus are buttons.
  const buttons = isSmall
    ? cards.filter(({ node }) => [selectedId, tabStopId, activeId].includes(node.id))
    : cards;
  return (
    <>
      {isSmall ? <SmallCards cards={cards} /> : null}
      {buttons.map((card) => {
        const { id } = card.node;
        return (
          <NodeCard
            key={id}
            {...card}
            isSmall={isSmall}
            isSelected={id === selectedId}
            isTabStop={id === tabStopId}
            cameFrom={cameFrom.get(id)}
            description={descriptions.get(id) ?? ''}
            folding={foldings.get(id) ?? UNFOLDABLE}
            count={highlight?.counts.get(id)}
            step={highlight?.places?.get(id)}
            agents={agents}
            measureLabel={measureLabel}
            measureText={measureText}
          />
        );
      })}
    </>
  );
}

const UNFOLDABLE: Folding = { foldedCount: undefined, canExpand: false, isOutermost: true };

function foldingsOf(
  graph: ShownGraph,
  { nodes, links }: GraphLayout,
  expanded: ReadonlySet<string>,
): ReadonlyMap<string, Folding> {
  const withCauses = new Set(links.map(({ link }) => link.effect));
  const withEffects = new Set(links.map(({ link }) => link.cause));
  return new Map(
    nodes.flatMap(({ id, layer }) => {
      if (graph.nodes.get(id)?.kind !== 'event' || id === graph.selectedId) return [];
      const folding: Folding = {
        foldedCount: graph.foldedCounts.get(id),
        canExpand: !expanded.has(id),
        isOutermost: !(layer < 0 ? withCauses : withEffects).has(id),
      };
      return [[id, folding] as const];
    }),
  );
}

/** A new layout gets a new key, so that its links appear without a jump. */
function idOf(layout: GraphLayout): string {
  return `${layout.selectedId} ${layout.nodes.length} ${layout.links.length} ${layout.bounds.left}`;
}
