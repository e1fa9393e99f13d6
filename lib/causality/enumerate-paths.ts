import type { CausalLink } from './causal-link';
import { UNHURRIED, type Pace } from './pace';
import { distancesTo } from './distances-to';
import { buildLargeLinkGraph, type LinkGraph } from './link-graph';

export interface PathSearch {
  readonly from: string;
  readonly to: string;
  /** The maximum length of a path, in links. */
  readonly maxLength: number;
  /** The maximum number of paths. */
  readonly limit: number;
  /** The maximum number of links to try; in graphs with many cycles most lead nowhere. Default 200,000. */
  readonly maxSteps?: number;
}

export interface EnumeratedPaths {
  /** Shortest first; no path visits an event twice. */
  readonly paths: readonly (readonly string[])[];
  /** Whether there are, or may be, more paths. */
  readonly isMore: boolean;
}

/**
 * Lists paths along links, shortest first. The search is best-first: partial paths are extended in the order of their length
 * plus the shortest distance to the end.
 */
export async function enumeratePaths(
  links: readonly CausalLink[],
  { from, to, maxLength, limit, maxSteps = 200_000 }: PathSearch,
  pace: Pace = UNHURRIED,
): Promise<EnumeratedPaths> {
  const ends = new Set([from, to]);
  for (const { cause, effect } of links) ends.add(cause).add(effect);
  await pace.breathe();
  const graph = await buildLargeLinkGraph(ends, links, pace);
  const target = graph.numberOf(to);
  const distances = distancesTo(graph, target);
  const distanceOf = (node: number): number => distances[node] ?? Infinity;

  // By that length. Within a length the last added comes first, because it has progressed furthest.
  const waiting: Walk[][] = [];
  const putOff = (walk: Walk): void => {
    const length = walk.length + distanceOf(walk.node);
    if (length <= maxLength) (waiting[length] ??= []).push(walk);
  };
  putOff({ node: graph.numberOf(from), length: 0, before: undefined });

  const paths: (readonly string[])[] = [];
  let steps = 0;
  for (let length = 0; length < waiting.length; length++) {
    for (let walk = waiting[length]?.pop(); walk !== undefined; walk = waiting[length]?.pop()) {
      if (walk.node === target) {
        if (paths.length === limit) return { paths, isMore: true };
        paths.push(pathOf(graph, walk));
        continue;
      }
      const { node, length: walked } = walk;
      const next = graph.effects[node] ?? [];
      await pace.breathe();
      steps += next.length;
      if (steps > maxSteps || pace.isTimeShort()) return { paths, isMore: true };
      for (const effect of next.toReversed()) {
        if (!hasPassed(walk, effect)) putOff({ node: effect, length: walked + 1, before: walk });
      }
    }
  }
  return { paths, isMore: false };
}

/** A partial path from the start, by its last event. */
interface Walk {
  readonly node: number;
  /** Its number of links. */
  readonly length: number;
  readonly before: Walk | undefined;
}

function hasPassed(walk: Walk, node: number): boolean {
  for (let at: Walk | undefined = walk; at !== undefined; at = at.before) {
    if (at.node === node) return true;
  }
  return false;
}

function pathOf(graph: LinkGraph, walk: Walk): readonly string[] {
  const path: string[] = [];
  for (let at: Walk | undefined = walk; at !== undefined; at = at.before) {
    path.push(graph.ids[at.node] ?? '');
  }
  return path.reverse();
}
