/** A cause and its effect, by id. */
export interface LinkEnds {
  readonly cause: string;
  readonly effect: string;
}

export interface LinkedIds<Link extends LinkEnds = LinkEnds> {
  readonly selectedId: string;
  readonly nodeIds: readonly string[];
  readonly links: readonly Link[];
  /** By node. Default: from the links. */
  readonly layers?: ReadonlyMap<string, number>;
  /** Whether every column is as low as its cards allow; then long links run behind cards. Default: no. */
  readonly isCompact?: boolean;
}

/**
 * Assigns a layer to each node: 0 for the selected one, -1 for its direct causes, 1 for its direct effects, and layers further
 * away for the others. Every link leads to a higher layer, except links that close a cycle and links from a direct cause, or to
 * a direct effect, that would be further away without its direct link. A node that is both cause and effect goes to the side
 * where it is nearer. A node that is neither goes next to a node it is linked with.
 */
export function assignLayers({
  selectedId,
  nodeIds,
  links,
}: LinkedIds): ReadonlyMap<string, number> {
  const effectsOf = adjacency(links.map(({ cause, effect }) => [cause, effect]));
  const causesOf = adjacency(links.map(({ cause, effect }) => [effect, cause]));
  const upstream = reach(selectedId, withDirectNear(selectedId, causesOf));
  const downstream = reach(selectedId, withDirectNear(selectedId, effectsOf));
  const layers = new Map([[selectedId, 0]]);
  for (const id of nodeIds) {
    const up = upstream.get(id);
    const down = downstream.get(id);
    if (id === selectedId || (up === undefined && down === undefined)) continue;
    const isCause = (up?.distance ?? Infinity) <= (down?.distance ?? Infinity);
    layers.set(id, isCause ? -(up?.longest ?? 0) : (down?.longest ?? 0));
  }
  // From nodes with a layer outwards. A Map iterates in order of insertion, including entries added on the way.
  for (const [near] of layers) {
    for (const id of [...(causesOf.get(near) ?? []), ...(effectsOf.get(near) ?? [])]) {
      if (layers.has(id)) continue;
      const [, lastCause] = extentOf(causesOf.get(id) ?? [], layers);
      const [firstEffect] = extentOf(effectsOf.get(id) ?? [], layers);
      layers.set(id, Number.isFinite(lastCause) ? lastCause + 1 : firstEffect - 1);
    }
  }
  for (const id of nodeIds) if (!layers.has(id)) layers.set(id, 0);
  return layers;
}

/** The first and the last layer of nodes; `[Infinity, -Infinity]` when none of them has a layer. */
function extentOf(
  ids: readonly string[],
  layers: ReadonlyMap<string, number>,
): readonly [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (const id of ids) {
    const layer = layers.get(id);
    if (layer === undefined) continue;
    first = Math.min(first, layer);
    last = Math.max(last, layer);
  }
  return [first, last];
}

type Adjacency = ReadonlyMap<string, readonly string[]>;

/** The only way to a neighbour of the selected node is the direct one, so that it stays beside it. */
function withDirectNear(selectedId: string, next: Adjacency): Adjacency {
  const direct = new Set(next.get(selectedId));
  return new Map(
    [...next].map(([id, ids]) => [
      id,
      id === selectedId ? ids : ids.filter((other) => !direct.has(other)),
    ]),
  );
}

interface Reached {
  /** The number of links on the shortest path. */
  readonly distance: number;
  /** The number of links on the longest path without a cycle. */
  readonly longest: number;
}

function adjacency(pairs: readonly (readonly [string, string])[]): Adjacency {
  const neighbours = new Map<string, string[]>();
  for (const [from, to] of pairs) {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [to]);
    else known.push(to);
  }
  return neighbours;
}

function reach(startId: string, next: Adjacency): ReadonlyMap<string, Reached> {
  const distances = shortestWays(startId, next);
  const longest = longestWays(startId, next);
  return new Map(
    [...distances].map(([id, distance]) => [
      id,
      { distance, longest: longest.get(id) ?? distance },
    ]),
  );
}

function shortestWays(startId: string, next: Adjacency): ReadonlyMap<string, number> {
  const distances = new Map([[startId, 0]]);
  // A Map iterates in order of insertion, including entries added on the way, so it is its own queue.
  for (const [id, distance] of distances) {
    for (const neighbour of next.get(id) ?? []) {
      if (!distances.has(neighbour)) distances.set(neighbour, distance + 1);
    }
  }
  return distances;
}

/** Depth-first. A link back to a node on the current path closes a cycle and does not count. */
function longestWays(startId: string, next: Adjacency): ReadonlyMap<string, number> {
  const finished: string[] = [];
  const state = new Map<string, 'walking' | 'finished'>([[startId, 'walking']]);
  const forward: [from: string, to: string][] = [];
  const stack = [{ id: startId, at: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const neighbour = next.get(top.id)?.[top.at++];
    if (neighbour === undefined) {
      state.set(top.id, 'finished');
      finished.push(top.id);
      stack.pop();
    } else if (state.get(neighbour) !== 'walking') {
      forward.push([top.id, neighbour]);
      if (!state.has(neighbour)) {
        state.set(neighbour, 'walking');
        stack.push({ id: neighbour, at: 0 });
      }
    }
  }
  const longest = new Map<string, number>();
  const acyclic = adjacency(forward);
  for (const id of finished.reverse()) {
    const length = longest.get(id) ?? 0;
    for (const to of acyclic.get(id) ?? []) {
      longest.set(to, Math.max(longest.get(to) ?? 0, length + 1));
    }
  }
  return longest;
}
