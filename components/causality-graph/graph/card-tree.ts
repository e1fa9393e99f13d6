import type { GraphNode } from './causal-graph';
import type { GroupNode } from './shown-graph';

/** A card that can be drawn: of one node, or of several cards merged into one. */
export type Card = SingleCard | MergedCard;

export interface SingleCard {
  readonly id: string;
  readonly node: GraphNode;
}

export interface MergedCard {
  readonly id: string;
  /** At least two. */
  readonly members: readonly Card[];
}

/** All nodes that a card shows, in order. */
export function nodesOf(card: Card): readonly GraphNode[] {
  return 'node' in card ? [card.node] : card.members.flatMap(nodesOf);
}

export function groupNode(card: MergedCard): GroupNode {
  const nodes = nodesOf(card);
  return {
    kind: 'group',
    id: card.id,
    events: nodes.flatMap((node) => (node.kind === 'event' ? node.event : [])),
    missing: nodes.filter((node) => node.kind === 'missing'),
  };
}

/** A card, and the innermost open group of which it is a member. */
export interface DrawnCard {
  readonly card: Card;
  readonly from: string | undefined;
}

/** The cards to draw: in place of an open group, its members. */
export function drawnCards(
  cards: readonly Card[],
  openGroups: ReadonlySet<string>,
  from?: string,
): readonly DrawnCard[] {
  return cards.flatMap((card) =>
    'node' in card || !openGroups.has(card.id)
      ? { card, from }
      : drawnCards(card.members, openGroups, card.id),
  );
}
