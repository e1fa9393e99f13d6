import { assignLayers } from './assign-layers';
import { drawnCards, groupNode, nodesOf, type Card } from './card-tree';
import { linkKey, type GraphNode } from './causal-graph';
import { groupSiblings } from './group-siblings';
import { mergeColumn } from './merge-column';
import type { ShownGraph, ShownLink, ShownNode, SingleLink } from './shown-graph';

/** The number of cards that can be read at once. */
export interface Room {
  /** In a column, at least 1. */
  readonly rows: number;
  /** At least 3. */
  readonly columns: number;
}

interface Merging {
  /** Events that are never merged. */
  readonly single: ReadonlySet<string>;
  /** The ids of groups that stay open. */
  readonly openGroups: ReadonlySet<string>;
  /** The room for the direct causes and effects of the selected event, or for the whole graph. Default: unlimited. */
  readonly room: Room | undefined;
  /** Whether the whole graph is merged to fit into the room. */
  readonly isOverview: boolean;
}

/** Groups siblings that look alike, and merges more cards where there is too little room for them. */
export function mergeCards(
  {
    selectedId,
    nodes,
    links,
  }: {
    readonly selectedId: string;
    readonly nodes: ReadonlyMap<string, GraphNode>;
    readonly links: readonly SingleLink[];
  },
  { single, openGroups, room, isOverview }: Merging,
): Omit<ShownGraph, 'foldedCounts'> {
  const layers = assignLayers({ selectedId, nodeIds: [...nodes.keys()], links });
  const columnOf = isOverview && room !== undefined ? clampLayers(layers, room.columns) : layers;
  const layerOf = (card: Card) => columnOf.get(nodesOf(card)[0]?.id ?? '') ?? 0;
  const direct = new Set(
    links.flatMap(({ cause, effect }) =>
      effect === selectedId ? cause : cause === selectedId ? effect : [],
    ),
  );
  const isNear = (card: Card) => nodesOf(card).some(({ id }) => direct.has(id));
  const isSingle = (card: Card) => 'node' in card && single.has(card.id);

  const columns = new Map<string, Card[]>();
  const lone: Card[] = [];
  for (const card of groupSiblings(nodes, links, single)) {
    const isMerged =
      room !== undefined &&
      !('node' in card && card.id === selectedId) &&
      (isOverview || isNear(card));
    if (!isMerged) {
      lone.push(card);
      continue;
    }
    const name = `${isOverview ? 'all' : 'near'} ${String(layerOf(card))}`;
    const known = columns.get(name);
    if (known === undefined) columns.set(name, [card]);
    else known.push(card);
  }
  const cards = [
    ...lone,
    ...[...columns].flatMap(([name, column]) =>
      mergeColumn(column, room?.rows ?? Infinity, name, isSingle),
    ),
  ];

  const drawn = drawnCards(cards, openGroups);
  const shown = new Map<string, ShownNode>();
  const shownAs = new Map<string, string>();
  const shownLayers = new Map<string, number>();
  const openedFrom = new Map<string, string>();
  for (const { card, from } of drawn) {
    shown.set(card.id, 'node' in card ? card.node : groupNode(card));
    shownLayers.set(card.id, layerOf(card));
    if (from !== undefined) openedFrom.set(card.id, from);
    for (const { id } of nodesOf(card)) shownAs.set(id, card.id);
  }
  return {
    selectedId,
    nodes: inOrder(nodes, shown, shownAs),
    links: mergeLinks(links, shownAs),
    layers: shownLayers,
    shownAs,
    openedFrom,
    isOverview,
  };
}

/** Layers further away than the last column share it. The sides share the columns as evenly as they need. */
function clampLayers(
  layers: ReadonlyMap<string, number>,
  columns: number,
): ReadonlyMap<string, number> {
  let [first, last] = [0, 0];
  for (const layer of layers.values()) {
    first = Math.min(first, layer);
    last = Math.max(last, layer);
  }
  const beside = Math.max(2, columns - 1);
  const left = Math.min(-first, Math.max(Math.floor(beside / 2), beside - last));
  const right = Math.max(1, Math.min(last, beside - left));
  return new Map(
    [...layers].map(([id, layer]) => [id, Math.min(Math.max(layer, -left), right)] as const),
  );
}

/** Nodes in the order of the graph: the layout begins with it. */
function inOrder(
  nodes: ReadonlyMap<string, GraphNode>,
  shown: ReadonlyMap<string, ShownNode>,
  shownAs: ReadonlyMap<string, string>,
): ReadonlyMap<string, ShownNode> {
  const ordered = new Map<string, ShownNode>();
  for (const id of nodes.keys()) {
    const node = shown.get(shownAs.get(id) ?? '');
    if (node !== undefined && !ordered.has(node.id)) ordered.set(node.id, node);
  }
  return ordered;
}

/** A link per pair of nodes. Links within a node are left out. */
export function mergeLinks(
  links: readonly SingleLink[],
  shownAs: ReadonlyMap<string, string>,
): readonly ShownLink[] {
  const merged = new Map<string, ShownLink>();
  for (const link of links) {
    const cause = shownAs.get(link.cause) ?? link.cause;
    const effect = shownAs.get(link.effect) ?? link.effect;
    if (cause === effect && link.cause !== link.effect) continue;
    const key = linkKey({ cause, effect });
    const before = merged.get(key);
    if (before === undefined) merged.set(key, { ...link, cause, effect });
    else if (before.origin !== 'merged') {
      merged.set(key, { cause, effect, origin: 'merged', links: [before, link] });
    } else merged.set(key, { ...before, links: [...before.links, link] });
  }
  return [...merged.values()];
}
