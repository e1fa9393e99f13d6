import type { CausalPaths } from '@/lib/api/client';
import type { CausalAnalysis } from '@/lib/api/contract';
import { linkKey } from './causal-graph';

/** The highlights of a chain. */
export const HIGHLIGHTS = ['roots', 'dominators', 'longest', 'influence'] as const;
export type HighlightName = (typeof HIGHLIGHTS)[number];

/** Emphasized events, and paths along them, from cause to effect. */
export interface Highlight {
  readonly eventIds: readonly string[];
  readonly ways: readonly (readonly string[])[];
  /** Paths with less emphasis. */
  readonly otherWays: readonly (readonly string[])[];
  /** A number on the card, by event. */
  readonly counts: ReadonlyMap<string, number>;
}

/** The same for the drawn graph: nodes by id, links by key. */
export interface ShownHighlight {
  readonly nodeIds: ReadonlySet<string>;
  readonly linkKeys: ReadonlySet<string>;
  readonly otherLinkKeys: ReadonlySet<string>;
  readonly counts: ReadonlyMap<string, number>;
  /** By node: its place in a chain, such as `3 of 9`. With places, nothing else is drawn faintly. */
  readonly places?: ReadonlyMap<string, string>;
}

const NOTHING: Highlight = { eventIds: [], ways: [], otherWays: [], counts: new Map() };

export function analysisHighlight(name: HighlightName, analysis: CausalAnalysis): Highlight {
  switch (name) {
    case 'roots':
      return { ...NOTHING, eventIds: analysis.roots };
    case 'dominators':
      return { ...NOTHING, eventIds: analysis.dominators };
    case 'longest':
      return { ...NOTHING, eventIds: analysis.longest_chain, ways: [analysis.longest_chain] };
    case 'influence': {
      const led = Object.entries(analysis.influence).filter(([, count]) => count > 0);
      led.sort(([, a], [, b]) => b - a);
      return { ...NOTHING, eventIds: led.map(([id]) => id), counts: new Map(led) };
    }
  }
}

/** The shortest path between two events, and the other known ones. */
export function pathsHighlight({ shortest, paths }: CausalPaths): Highlight {
  if (shortest === null) return NOTHING;
  return { ...NOTHING, eventIds: [...new Set(paths.flat())], ways: [shortest], otherWays: paths };
}

/** Maps events to the nodes that show them. Paths skip hidden events. A group has the highest count of its events. */
export function shownHighlight(
  highlight: Highlight,
  shownAs: ReadonlyMap<string, string>,
): ShownHighlight {
  const shown = (ids: readonly string[]) => ids.flatMap((id) => shownAs.get(id) ?? []);
  const keysOf = (ways: Highlight['ways']) =>
    new Set(
      ways.flatMap((way) => {
        const ids = shown(way);
        return ids.slice(1).map((effect, i) => linkKey({ cause: ids[i] ?? '', effect }));
      }),
    );
  const counts = new Map<string, number>();
  for (const [id, count] of highlight.counts) {
    const node = shownAs.get(id);
    if (node !== undefined) counts.set(node, Math.max(count, counts.get(node) ?? 0));
  }
  return {
    nodeIds: new Set(shown(highlight.eventIds)),
    linkKeys: keysOf(highlight.ways),
    otherLinkKeys: keysOf(highlight.otherWays),
    counts,
  };
}
