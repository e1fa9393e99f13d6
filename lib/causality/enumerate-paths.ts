import type { CausalLink } from './causal-link';
import { UNHURRIED, type Pace } from './pace';
import { distancesTo } from './distances-to';
import { buildLargeLinkGraph, type LinkGraph } from './link-graph';

export interface PathSearch {
  readonly from: string;
  readonly to: string;
  /** How many links a path may have. */
  readonly maxLength: number;
  /** How many paths at most. */
  readonly limit: number;
  /** How many links may be tried; where cycles abound, most lead nowhere. Default 200,000. */
  readonly maxSteps?: number;
}

export interface EnumeratedPaths {
  /** Shortest first; none holds an event twice. */
  readonly paths: readonly (readonly string[])[];
  /** Whether there are, or may be, more than these. */
  readonly isMore: boolean;
}

/**
 * Lists paths along links, shortest first. Best-first: what has been walked so far is gone on with by the length that it and
 * the shortest way from there have together.
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

  // By that length; the last that was put off comes first, for it is the furthest on its way.
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

/** A way from the beginning, by its last event. */
interface Walk {
  readonly node: number;
  /** How many links it has. */
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
