import { canonicalEventType } from '@/lib/events/event-type';
import { eventKind } from '@/lib/events/event-kind';
import { agentKey } from './agent-text';
import { nodesOf, type Card } from './card-tree';
import type { GraphNode } from './causal-graph';

/** What events of a merged card have in common, from the finest to the coarsest. Events of one kind are merged all or none. */
const COMMON: readonly ((node: GraphNode) => readonly unknown[])[] = [
  (node) => [...kindOf(node), ...agentOf(node), node.kind === 'event' && node.event.turn_number],
  (node) => [...kindOf(node), ...agentOf(node)],
  kindOf,
  typeOf,
];

/**
 * The cards of a column, merged until there are at most `most`: first cards that have much in common, then others, and the
 * largest merged cards first.
 * @param isSingle whether a card is never merged
 * @param name of the column, for the ids of merged cards
 */
export function mergeColumn(
  cards: readonly Card[],
  most: number,
  name: string,
  isSingle: (card: Card) => boolean,
): readonly Card[] {
  let merged = cards;
  COMMON.forEach((commonOf, level) => {
    if (merged.length <= most) return;
    const alike = new Map<string, Card[]>();
    for (const card of merged) {
      if (isSingle(card)) continue;
      const key = commonKey(card, commonOf);
      if (key === undefined) continue;
      const known = alike.get(key);
      if (known === undefined) alike.set(key, [card]);
      else known.push(card);
    }
    const largest = [...alike].sort(([, a], [, b]) => b.length - a.length);
    for (const [key, members] of largest) {
      if (merged.length <= most || members.length < 2) break;
      const chosen = commonOf === typeOf ? smallest(members, merged.length - most + 1) : members;
      merged = mergeCards(merged, chosen, JSON.stringify([name, level, key]));
    }
  });
  if (merged.length <= most) return merged;
  const rest = merged.filter((card) => !isSingle(card));
  const room = Math.max(0, most - 1 - (merged.length - rest.length));
  const others = smallest(rest, rest.length - room);
  return others.length < 2 ? merged : mergeCards(merged, others, JSON.stringify([name, 'others']));
}

/** A key that is equal for cards to be merged; `undefined` for a card of events that differ. */
function commonKey(
  card: Card,
  commonOf: (node: GraphNode) => readonly unknown[],
): string | undefined {
  const keys = new Set(nodesOf(card).map((node) => JSON.stringify(commonOf(node))));
  const [only] = keys;
  return keys.size === 1 ? only : undefined;
}

/** The merged card stands where its first member was. */
function mergeCards(cards: readonly Card[], members: readonly Card[], id: string): readonly Card[] {
  const [first] = members;
  const gone = new Set(members);
  return cards.flatMap((card) => (card === first ? { id, members } : gone.has(card) ? [] : card));
}

function smallest(cards: readonly Card[], count: number): readonly Card[] {
  const sizes = new Map(cards.map((card) => [card, nodesOf(card).length]));
  const bySize = [...cards].sort((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0));
  const chosen = new Set(bySize.slice(0, count));
  return cards.filter((card) => chosen.has(card));
}

function typeOf(node: GraphNode): readonly unknown[] {
  return node.kind === 'event' ? [canonicalEventType(node.event.event_type)] : ['missing'];
}

function kindOf(node: GraphNode): readonly unknown[] {
  return [...typeOf(node), ...(node.kind === 'event' ? [eventKind(node.event)] : [])];
}

function agentOf(node: GraphNode): readonly unknown[] {
  return node.kind === 'event' ? [agentKey(node.event)] : [];
}
