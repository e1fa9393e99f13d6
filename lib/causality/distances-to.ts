import type { LinkGraph } from './link-graph';

/** The number of links from each event to `end`, by number; `Infinity` for events that do not lead there. */
export function distancesTo({ causes }: LinkGraph, end: number): Float64Array {
  const distances = new Float64Array(causes.length).fill(Infinity);
  distances[end] = 0;
  const queue = [end];
  for (const node of queue) {
    for (const cause of causes[node] ?? []) {
      if (distances[cause] !== Infinity) continue;
      distances[cause] = (distances[node] ?? 0) + 1;
      queue.push(cause);
    }
  }
  return distances;
}
