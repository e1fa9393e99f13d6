import { extent } from 'd3';
import { missingText } from '@/components/causal-link/link-text';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import { shownId } from '@/components/ui/shown-id';
import { describeEvent } from '@/components/event-type/describe-event';
import { typeGlyph, type TypeGlyph } from '@/components/event-type/type-glyph';
import { countOf, formatCount } from '@/components/ui/format-count';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import { agentKey, agentText } from '../graph/agent-text';
import type { GroupNode, ShownGraph, ShownNode } from '../graph/shown-graph';
import { turnsText } from '../layout/turn-bands';

/** The glyph and colour of a node's type; `undefined` for a missing cause, whose type is unknown. */
export function nodeGlyph(node: ShownNode): TypeGlyph | undefined {
  switch (node.kind) {
    case 'event':
      return typeGlyph(node.event.event_type);
    case 'group':
      return typeGlyph(node.events[0]?.event_type ?? '');
    case 'missing':
      return undefined;
  }
}

/** A node in one line, beginning with its type. */
export function nodeName(node: ShownNode): string {
  switch (node.kind) {
    case 'event':
      return `${typeGlyph(node.event.event_type).name}, ${agentText(node.event)}: ${describeEvent(node.event)}`;
    case 'group':
      return `${nodeGlyph(node)?.name ?? ''}: ${groupText(node)}`;
    case 'missing':
      return `cause not in the files: ${shownId(node.id)}`;
  }
}

/** For example `12 alike: trade`. */
export function groupText({ events }: GroupNode): ShownText {
  const [first] = events;
  const kind = first === undefined ? null : eventKind(first);
  return shownName(`${events.length} alike${kind === null ? '' : `: ${kind}`}`);
}

/** For example `oslo_grain` or `3 agents`. */
export function groupAgents(events: readonly StoredEvent[]): ShownText {
  const agents = new Set(events.map(agentKey));
  const [only = ''] = agents;
  return shownName(agents.size === 1 ? only : countOf(agents.size, 'agent'));
}

/** The first and the last of their turns. */
export function turnsOfGroup(events: readonly StoredEvent[]): readonly [number, number] {
  const [first = 0, last = 0] = extent(events, (event) => event.turn_number);
  return [first, last];
}

/** For example `turns 3–5`. */
export function turnsOfGroupText(events: readonly StoredEvent[]): string {
  const [first, last] = turnsOfGroup(events);
  return turnsText(first, last);
}

/** By node: the number of its causes and effects in this graph, in words. */
export function linkCounts(graph: ShownGraph): ReadonlyMap<string, string> {
  const counts = new Map([...graph.nodes.keys()].map((id) => [id, { causes: 0, effects: 0 }]));
  for (const { cause, effect } of graph.links) {
    const [from, to] = [counts.get(cause), counts.get(effect)];
    if (from !== undefined) from.effects += 1;
    if (to !== undefined) to.causes += 1;
  }
  return new Map(
    [...counts].map(([id, { causes, effects }]) => {
      const folded = graph.foldedCounts.get(id);
      const collapsed = folded === undefined ? '' : `, ${countOf(folded, 'event')} collapsed`;
      return [id, `${countOf(causes, 'cause')}, ${countOf(effects, 'effect')}${collapsed}`];
    }),
  );
}

/** By node: facts for which its card has no room, and its links. */
export function describeNodes(graph: ShownGraph): ReadonlyMap<string, string> {
  const counts = linkCounts(graph);
  return new Map(
    [...graph.nodes].map(([id, node]) => [id, `${factsOf(node)}, ${counts.get(id) ?? ''}`]),
  );
}

function factsOf(node: ShownNode): string {
  switch (node.kind) {
    case 'event':
      return `turn ${formatCount(node.event.turn_number)}, ${describeEvent(node.event)}`;
    case 'group':
      return turnsOfGroupText(node.events);
    case 'missing':
      return `${shownId(node.id)}, ${missingText(node.reason)}`;
  }
}
