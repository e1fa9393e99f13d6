import type { LinkGraph } from './link-graph';

/**
 * The strongly connected components of a graph (Tarjan, 1972): events that lead to each other form a group; every other event
 * is a group of its own. A group comes before the groups that lead to it.
 */
export function groupCycles({ effects }: LinkGraph): readonly (readonly number[])[] {
  const groups: number[][] = [];
  const order = new Int32Array(effects.length).fill(-1);
  const lowest = new Int32Array(effects.length);
  const isOpen = new Uint8Array(effects.length);
  const open: number[] = [];
  let entered = 0;
  // An explicit stack: a chain may be longer than the call stack is deep.
  const visits: { readonly node: number; next: number }[] = [];

  const enter = (node: number): void => {
    order[node] = lowest[node] = entered++;
    isOpen[node] = 1;
    open.push(node);
    visits.push({ node, next: 0 });
  };
  const lower = (node: number, to: number | undefined): void => {
    lowest[node] = Math.min(lowest[node] ?? 0, to ?? 0);
  };

  for (const root of effects.keys()) {
    if (order[root] !== -1) continue;
    enter(root);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { node } = visit;
      const effect = effects[node]?.[visit.next++];
      if (effect !== undefined) {
        if (order[effect] === -1) enter(effect);
        else if (isOpen[effect] === 1) lower(node, order[effect]);
        continue;
      }
      visits.pop();
      const before = visits.at(-1);
      if (before !== undefined) lower(before.node, lowest[node]);
      if (lowest[node] !== order[node]) continue;
      const group = open.splice(open.lastIndexOf(node));
      for (const member of group) isOpen[member] = 0;
      groups.push(group);
    }
  }
  return groups;
}
