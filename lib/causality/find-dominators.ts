import type { LinkGraph } from './link-graph';

/**
 * The events that lie on every path from a beginning to the event, first to last, without the event itself. Empty when the
 * event is a beginning or no beginning leads to it. Uses the algorithm of Cooper, Harvey and Kennedy, "A Simple, Fast Dominance
 * Algorithm" (2001), starting from a virtual event that leads to all beginnings. It handles cycles, but may then need as many
 * rounds as there are events. Yields after each round.
 */
export function* findDominators(
  graph: LinkGraph,
  beginnings: ReadonlySet<number>,
  eventId: string,
): Generator<void, readonly string[]> {
  // Numbered by place in reverse postorder. The virtual event comes first.
  const order = reversePostorder(graph, beginnings);
  const placeOf = new Map(order.map((node, index) => [node, index + 1]));
  const causePlaces = order.map((node) => {
    const places = (graph.causes[node] ?? []).flatMap((cause) => placeOf.get(cause) ?? []);
    return beginnings.has(node) ? [VIRTUAL, ...places] : places;
  });
  const dominator = new Int32Array(order.length + 1).fill(UNKNOWN);
  dominator[VIRTUAL] = VIRTUAL;
  const dominatorOf = (place: number): number => dominator[place] ?? VIRTUAL;

  const meet = (a: number, b: number): number => {
    let [one, other] = [a, b];
    while (one !== other) {
      if (one > other) one = dominatorOf(one);
      else other = dominatorOf(other);
    }
    return one;
  };

  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const [index, places] of causePlaces.entries()) {
      const known = places.filter((place) => dominatorOf(place) !== UNKNOWN);
      const nearest = known.reduce(meet);
      if (dominatorOf(index + 1) === nearest) continue;
      dominator[index + 1] = nearest;
      isChanged = true;
    }
    yield;
  }

  const found: string[] = [];
  let place = dominatorOf(placeOf.get(graph.numberOf(eventId)) ?? VIRTUAL);
  for (; place !== VIRTUAL; place = dominatorOf(place)) {
    found.push(graph.ids[order[place - 1] ?? -1] ?? '');
  }
  return found.reverse();
}

const VIRTUAL = 0;
const UNKNOWN = -1;

/** The events reachable from beginnings, each before its effects except within cycles. */
function reversePostorder(
  { effects }: LinkGraph,
  beginnings: ReadonlySet<number>,
): readonly number[] {
  const seen = new Set<number>();
  const postorder: number[] = [];
  const visits: { readonly node: number; next: number }[] = [];
  const enter = (node: number): void => {
    if (seen.has(node)) return;
    seen.add(node);
    visits.push({ node, next: 0 });
  };
  for (const beginning of beginnings) {
    enter(beginning);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const effect = effects[visit.node]?.[visit.next++];
      if (effect !== undefined) {
        enter(effect);
        continue;
      }
      visits.pop();
      postorder.push(visit.node);
    }
  }
  return postorder.reverse();
}
