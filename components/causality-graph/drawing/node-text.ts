import { extent } from 'd3';
import { missingText } from '@/components/causal-link/link-text';
import { shownName, type ShownText } from '@/components/ui/shown-text';
import { shownId } from '@/components/ui/shown-id';
import { describeEvent } from '@/components/event-type/describe-event';
import { typeGlyph, type TypeGlyph } from '@/components/event-type/type-glyph';
import { countOf, formatCount } from '@/components/ui/format-count';
import { canonicalEventType } from '@/lib/events/event-type';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import { agentKey, agentText } from '../graph/agent-text';
import type { GroupNode, ShownGraph, ShownNode } from '../graph/shown-graph';
import { turnsText } from '../layout/turn-bands';

/** The glyph and colour of a node's type; `undefined` for a missing cause, and for a group of several types. */
export function nodeGlyph(node: ShownNode): TypeGlyph | undefined {
  switch (node.kind) {
    case 'event':
      return typeGlyph(node.event.event_type);
    case 'group': {
      const type = typeOfGroup(node);
      return type === undefined ? undefined : typeGlyph(type);
    }
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
      return `${nodeGlyph(node)?.name ?? groupTypes(node)}: ${groupText(node)}`;
    case 'missing':
      return `cause not in the files: ${shownId(node.id)}`;
  }
}

/** The type of all events of a group; `undefined` when they differ, and when a member is not in the files. */
export function typeOfGroup({ events, missing }: GroupNode): string | undefined {
  const types = new Set(events.map(({ event_type }) => canonicalEventType(event_type)));
  const [only] = types;
  return types.size === 1 && missing.length === 0 ? only : undefined;
}

/** In place of the name of one type. */
export function groupTypes({ events, title }: GroupNode): string {
  if (title !== undefined) return title;
  return events.length === 0 ? 'causes not in the files' : 'several types';
}

/** For example `12 alike: trade`, `9 events: 5 trade, 4 vote`, or `9 events: 5 action, 3 state, 1 not in the files`. */
export function groupText({ events, missing, text }: GroupNode): ShownText {
  if (text !== undefined) return shownName(text, 300);
  const count = events.length + missing.length;
  const gone = missing.length === 0 ? [] : [`${formatCount(missing.length)} not in the files`];
  if (events.length === 0) return shownName(`${formatCount(count)} named as causes`);
  const types = countsOf(events.map(({ event_type }) => typeGlyph(event_type).name));
  const kinds = countsOf(events.map((event) => eventKind(event) ?? 'no kind'));
  if (types.length === 1 && kinds.length === 1 && missing.length === 0) {
    const [first] = events;
    const kind = first === undefined ? null : eventKind(first);
    return shownName(`${formatCount(count)} alike${kind === null ? '' : `: ${kind}`}`);
  }
  const parts = [...(types.length === 1 ? kinds : types), ...gone];
  return shownName(`${formatCount(count)} events: ${parts.join(', ')}`);
}

/** Names with their numbers, most frequent first. */
export function countsOf(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${formatCount(count)} ${name}`);
}

/** For example `oslo_grain` or `3 agents`. */
export function groupAgents(events: readonly StoredEvent[]): ShownText {
  const agents = new Set(events.map(agentKey));
  const [only = ''] = agents;
  if (agents.size === 0) return shownName('');
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
      return node.events.length === 0 ? 'not in the files' : turnsOfGroupText(node.events);
    case 'missing':
      return `${shownId(node.id)}, ${missingText(node.reason)}`;
  }
}
