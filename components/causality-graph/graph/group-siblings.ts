import { canonicalEventType } from '@/lib/events/event-type';
import { eventKind } from '@/lib/events/event-kind';
import type { Card, SingleCard } from './card-tree';
import type { GraphNode } from './causal-graph';
import type { SingleLink } from './shown-graph';

/** Smaller groups are not worth grouping. */
const LEAST_ALIKE = 4;

/**
 * A card per node, except that events of the same type and kind with the same causes and the same effects, by the same kinds of
 * links, share one; their agents may differ. The id of a group is made of the common properties.
 * @param single nodes that are never grouped
 */
export function groupSiblings(
  nodes: ReadonlyMap<string, GraphNode>,
  links: readonly SingleLink[],
  single: ReadonlySet<string>,
): readonly Card[] {
  const groups = alike(nodes, links, single);
  const groupOf = new Map<string, string>();
  for (const [id, members] of groups) {
    if (members.length < LEAST_ALIKE) continue;
    for (const member of members) groupOf.set(member.id, id);
  }
  const cards = new Map<string, Card>();
  for (const [id, node] of nodes) {
    const group = groupOf.get(id);
    if (group === undefined) cards.set(id, { id, node });
    else if (!cards.has(group)) cards.set(group, { id: group, members: groups.get(group) ?? [] });
  }
  return [...cards.values()];
}

function alike(
  nodes: ReadonlyMap<string, GraphNode>,
  links: readonly SingleLink[],
  single: ReadonlySet<string>,
): ReadonlyMap<string, readonly SingleCard[]> {
  const ends = new Map<string, string[]>();
  const note = (id: string, end: string) => {
    const known = ends.get(id);
    if (known === undefined) ends.set(id, [end]);
    else known.push(end);
  };
  for (const link of links) {
    const how = link.origin === 'inferred' ? link.rule : link.origin;
    note(link.effect, `< ${how} ${link.cause}`);
    note(link.cause, `> ${how} ${link.effect}`);
  }
  const groups = new Map<string, SingleCard[]>();
  for (const node of nodes.values()) {
    const links = ends.get(node.id);
    if (node.kind !== 'event' || single.has(node.id) || links === undefined) continue;
    const type = canonicalEventType(node.event.event_type);
    const id = JSON.stringify([type, eventKind(node.event), ...links.sort()]);
    const known = groups.get(id);
    if (known === undefined) groups.set(id, [{ id: node.id, node }]);
    else known.push({ id: node.id, node });
  }
  return groups;
}
