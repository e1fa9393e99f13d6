import type { LinkEnds } from '../graph/assign-layers';
import { boxOf, cardsBox } from './box';
import { CARD_HEIGHT, CARD_WIDTH, LAYER_WIDTH } from './card-size';
import type { GraphLayout, PlacedNode, RoutedLink } from './layout-graph';
import { routeLink } from './route-link';

/** The distance between the cards of a chain: room for an arrow. */
const ROW_PX = CARD_HEIGHT + 24;
/** Room for the tip of an arrow. */
const ARROW_PX = 2;
/** How far a link around a card extends beyond it. */
const BULGE_PX = 20;

/** A chain of cards in columns, from left to right. */
export interface ChainColumns<Link extends LinkEnds> {
  /** The explained event, at one end of the chain. */
  readonly explainedId: string;
  /** Whether the chain leads to the explained event, which is then on the right. */
  readonly isUpstream: boolean;
  /** The cards of the chain other than the explained event and the one beside it, in the order of the chain. */
  readonly columns: readonly (readonly string[])[];
  /** The card of the chain beside the explained event. */
  readonly nearId: string | undefined;
  /** The other direct causes, or effects, of the explained event. */
  readonly beside: readonly string[];
  /** Below the explained event. */
  readonly below: readonly string[];
  readonly links: readonly Link[];
}

/**
 * Lays out a chain like a text in columns: the first is read down, the next up, so that the chain goes on where it was. The last
 * but one holds all direct causes of the explained event.
 */
export function layoutChain<Link extends LinkEnds>(chain: ChainColumns<Link>): GraphLayout<Link> {
  const { explainedId, isUpstream, columns, nearId, beside, below } = chain;
  const side = isUpstream ? -1 : 1;
  const nodes: PlacedNode[] = [];
  const place = (id: string, layer: number, row: number): void => {
    nodes.push({ id, layer, x: layer * LAYER_WIDTH, y: Math.round(row * ROW_PX) });
  };

  const firstLayer = isUpstream ? -(columns.length + 1) : 2;
  const rows = columns.reduce((most, { length }) => Math.max(most, length), 1);
  let row = 0;
  for (const [at, ids] of columns.entries()) {
    const isDown = at % 2 === 0;
    const start = isDown ? Math.min(row, rows - ids.length) : Math.max(row, ids.length - 1);
    ids.forEach((id, i) => {
      row = isDown ? start + i : start - i;
      place(id, firstLayer + at, row);
    });
  }
  const nearCount = beside.length + (nearId === undefined ? 0 : 1);
  const nearRow = nearId === undefined ? -1 : isUpstream ? Math.min(row, nearCount - 1) : 0;
  if (nearId !== undefined) place(nearId, side, nearRow);
  beside.forEach((id, at) => {
    place(id, side, nearRow < 0 || at < nearRow ? at : at + 1);
  });
  const explainedRow = Math.min(1, Math.max(0, (nearCount - 1) / 2));
  place(explainedId, 0, explainedRow);
  below.forEach((id, at) => {
    place(id, 0, explainedRow + at + 1.4);
  });

  const selectedY = nodes.find(({ id }) => id === explainedId)?.y ?? 0;
  const placed = nodes
    .map((node) => ({ ...node, y: node.y - selectedY }))
    .sort((a, b) => a.layer - b.layer || a.y - b.y);
  const byId = new Map(placed.map((node) => [node.id, node]));
  const links = chain.links.flatMap((link): readonly RoutedLink<Link>[] => {
    const [cause, effect] = [byId.get(link.cause), byId.get(link.effect)];
    if (cause === undefined || effect === undefined) return [];
    const route =
      cause.layer === effect.layer ? routeInColumn(cause, effect) : routeLink([cause, effect]);
    return [{ link, ...route }];
  });
  const onChain = new Set([
    ...columns.flat(),
    explainedId,
    ...(nearId === undefined ? [] : [nearId]),
  ]);
  return {
    selectedId: explainedId,
    nodes: placed,
    links,
    bounds: cardsBox(placed),
    focus: cardsBox(placed.filter(({ id }) => onChain.has(id))),
  };
}

/** Straight between neighbours of a column, otherwise around the cards between, on their right. */
function routeInColumn(cause: PlacedNode, effect: PlacedNode) {
  const isDown = effect.y > cause.y;
  if (Math.abs(effect.y - cause.y) < 2 * ROW_PX) {
    const x = cause.x + CARD_WIDTH / 2;
    const half = isDown ? CARD_HEIGHT / 2 : -CARD_HEIGHT / 2;
    const [from, to] = [cause.y + half, effect.y - half - (isDown ? ARROW_PX : -ARROW_PX)];
    return routed(`M${x},${from}L${x},${to}`, [
      { x, y: from },
      { x, y: to },
    ]);
  }
  const [x, end] = [cause.x + CARD_WIDTH, cause.x + CARD_WIDTH + ARROW_PX];
  const out = x + BULGE_PX;
  return routed(`M${x},${cause.y}C${out},${cause.y} ${out},${effect.y} ${end},${effect.y}`, [
    { x, y: cause.y },
    { x: out, y: effect.y },
  ]);
}

function routed(path: string, ends: readonly { readonly x: number; readonly y: number }[]) {
  const box = boxOf(ends);
  return {
    path,
    pieces: [{ path, box }],
    box,
    middle: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
  };
}
