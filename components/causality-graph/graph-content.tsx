import { memo, useMemo } from 'react';
import { countOf } from '@/components/ui/format-count';
import type { CausalGraph } from './causal-graph';
import { GraphLinks } from './graph-links';
import type { GraphLayout } from './layout-graph';
import { LABEL_PX, NodeCard, TEXT_PX } from './node-card';
import { useMeasureText } from './use-measure-text';

interface GraphContentProps {
  readonly graph: CausalGraph;
  readonly layout: GraphLayout;
  readonly idPrefix: string;
  readonly selectedId: string;
  readonly tabStopId: string;
  /** Whose links stand out. */
  readonly activeId: string;
}

/** Links and cards; rendered anew when one of its facts changes, not while the graph is moved. */
export const GraphContent = memo(function GraphContent({
  graph,
  layout,
  idPrefix,
  selectedId,
  tabStopId,
  activeId,
}: GraphContentProps) {
  const measureLabel = useMeasureText(LABEL_PX);
  const measureText = useMeasureText(TEXT_PX);
  const missingIds = useMemo(
    () =>
      new Set([...graph.nodes.values()].flatMap(({ kind, id }) => (kind === 'missing' ? id : []))),
    [graph],
  );
  const linkTexts = useMemo(() => countLinks(graph), [graph]);
  const activeLinks = layout.links.filter(
    ({ link }) => link.cause === activeId || link.effect === activeId,
  );
  return (
    <>
      <GraphLinks
        links={layout.links}
        missingIds={missingIds}
        idPrefix={idPrefix}
        isActive={false}
      />
      <GraphLinks links={activeLinks} missingIds={missingIds} idPrefix={idPrefix} isActive />
      {layout.nodes.map((place) => {
        const node = graph.nodes.get(place.id);
        return node === undefined ? null : (
          <NodeCard
            key={place.id}
            node={node}
            place={place}
            linksText={linkTexts.get(place.id) ?? ''}
            isSelected={place.id === selectedId}
            isTabStop={place.id === tabStopId}
            measureLabel={measureLabel}
            measureText={measureText}
          />
        );
      })}
    </>
  );
});

function countLinks({ nodes, links }: CausalGraph): ReadonlyMap<string, string> {
  const [causes, effects] = [new Map<string, number>(), new Map<string, number>()];
  for (const { cause, effect } of links) {
    effects.set(cause, (effects.get(cause) ?? 0) + 1);
    causes.set(effect, (causes.get(effect) ?? 0) + 1);
  }
  return new Map(
    [...nodes.keys()].map((id) => [
      id,
      `${countOf(causes.get(id) ?? 0, 'cause')}, ${countOf(effects.get(id) ?? 0, 'effect')}`,
    ]),
  );
}
