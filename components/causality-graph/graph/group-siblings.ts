import { canonicalEventType } from '@/lib/events/event-type';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import { linkKey, type GraphNode } from './causal-graph';
import type { ShownGraph, ShownLink, ShownNode } from './shown-graph';

/** Smaller groups are not worth grouping. */
const LEAST_ALIKE = 4;

interface Grouping {
  /** Events that are never grouped. */
  readonly single: ReadonlySet<string>;
  /** The ids of groups that stay open. */
  readonly openGroups: ReadonlySet<string>;
}

/**
 * Groups events of the same type and kind that have the same causes and the same effects with the same kinds of links; their
 * agents may differ. The id of a group is made of the common properties.
 */
export function groupSiblings(
  {
    nodes,
    links,
  }: { readonly nodes: ReadonlyMap<string, GraphNode>; readonly links: readonly ShownLink[] },
  { single, openGroups }: Grouping,
): Pick<ShownGraph, 'nodes' | 'links' | 'shownAs'> {
  const groups = new Map<string, StoredEvent[]>();
  for (const [id, events] of alike(nodes, links, single)) {
    if (events.length >= LEAST_ALIKE && !openGroups.has(id)) groups.set(id, events);
  }
  const groupOf = new Map(
    [...groups].flatMap(([id, events]) => events.map((event) => [event.event_id, id] as const)),
  );
  const shownAs = new Map([...nodes.keys()].map((id) => [id, groupOf.get(id) ?? id]));
  const shown = new Map<string, ShownNode>();
  for (const [id, node] of nodes) {
    const group = groupOf.get(id);
    if (group === undefined) shown.set(id, node);
    else if (!shown.has(group)) {
      shown.set(group, { kind: 'group', id: group, events: groups.get(group) ?? [] });
    }
  }
  return { nodes: shown, links: mapLinks(links, shownAs), shownAs };
}

/** The open group of an event, if it has one. */
export function openGroupOf(
  graph: Pick<ShownGraph, 'nodes' | 'links'>,
  eventId: string,
  openGroups: ReadonlySet<string>,
): string | undefined {
  if (openGroups.size === 0) return undefined;
  const nodes = new Map([...graph.nodes].flatMap(([id, node]) => plainEntry(id, node)));
  for (const [id, events] of alike(nodes, graph.links, new Set())) {
    if (openGroups.has(id) && events.some((event) => event.event_id === eventId)) return id;
  }
  return undefined;
}

function plainEntry(id: string, node: ShownNode): readonly (readonly [string, GraphNode])[] {
  return node.kind === 'group' ? [] : [[id, node]];
}

function alike(
  nodes: ReadonlyMap<string, GraphNode>,
  links: readonly ShownLink[],
  single: ReadonlySet<string>,
): ReadonlyMap<string, StoredEvent[]> {
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
  const groups = new Map<string, StoredEvent[]>();
  for (const node of nodes.values()) {
    const links = ends.get(node.id);
    if (node.kind !== 'event' || single.has(node.id) || links === undefined) continue;
    const type = canonicalEventType(node.event.event_type);
    const id = JSON.stringify([type, eventKind(node.event), ...links.sort()]);
    const known = groups.get(id);
    if (known === undefined) groups.set(id, [node.event]);
    else known.push(node.event);
  }
  return groups;
}

function mapLinks(
  links: readonly ShownLink[],
  shownAs: ReadonlyMap<string, string>,
): readonly ShownLink[] {
  const mapped = new Map<string, ShownLink>();
  for (const link of links) {
    const cause = shownAs.get(link.cause) ?? link.cause;
    const effect = shownAs.get(link.effect) ?? link.effect;
    const shown = { ...link, cause, effect };
    mapped.set(linkKey(shown), shown);
  }
  return [...mapped.values()];
}
