import type { ToldChain } from '@/components/explanation/use-told-chain';
import { formatCount } from '@/components/ui/format-count';
import type { CausalityChain } from '@/lib/api/client';
import type { ExplanationLink } from '@/lib/causality/explain/explanation-link';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import { linkKey } from './causal-graph';
import { mergeLinks } from './merge-cards';
import type { ShownHighlight } from './highlight';
import type { ShownGraph, ShownNode } from './shown-graph';

/** More direct causes than this are merged into one card. */
const MOST_DIRECT = 12;

/** The cards of a chain that an explanation tells. */
export interface ChainCards {
  readonly graph: Omit<ShownGraph, 'layers'>;
  /** The steps of the story, from cause to effect. */
  readonly steps: readonly string[];
  /** Beside the explained event: its other direct causes, or effects where the chain leads from it. */
  readonly beside: readonly string[];
  /** Below the explained event: what came of it, or its causes where the chain leads from it. */
  readonly below: readonly string[];
  /** The number of direct causes, or effects, of the explained event. */
  readonly directCount: number;
  readonly highlight: ShownHighlight;
}

/**
 * A card a step of the story, beside them all direct causes of the explained event, and its effects in one card.
 * @param near the direct causes and effects of the explained event, if they are known
 */
export function chainCards(
  { explanation, steps: story }: ToldChain,
  near: CausalityChain | undefined,
  isOpen: boolean,
): ChainCards {
  const { event_id: explainedId, direction } = explanation;
  const isUpstream = direction === 'upstream';
  const nodes = new Map<string, ShownNode>();
  const shownAs = new Map<string, string>();
  const openedFrom = new Map<string, string>();
  const add = (node: ShownNode, events: readonly StoredEvent[]): string => {
    nodes.set(node.id, node);
    for (const { event_id } of events) shownAs.set(event_id, node.id);
    return node.id;
  };
  const single = (event: StoredEvent): string =>
    add({ kind: 'event', id: event.event_id, event }, [event]);
  const merged = (name: string, events: readonly StoredEvent[]): string =>
    add(
      {
        kind: 'group',
        id: `${name} of ${explainedId}`,
        events,
        missing: [],
        title: `${formatCount(events.length)} ${name}, merged`,
        text: kindsText(events),
      },
      events,
    );

  const told = new Map(explanation.events.map((event) => [event.event_id, event]));
  const steps = story.map(({ event, eventIds, text }) => {
    if (eventIds.length === 1) return single(event);
    const events = eventIds.flatMap((id) => told.get(id) ?? []);
    return add(
      { kind: 'group', id: `run to ${event.event_id}`, events, missing: [], text },
      events,
    );
  });
  const [causes, effects] = [near?.upstream ?? [], near?.downstream ?? []];
  const isOther = ({ event_id }: StoredEvent): boolean => !shownAs.has(event_id);
  const direct = isUpstream ? causes : effects;
  const others = direct.filter(isOther);
  const whole = others.length > MOST_DIRECT ? others.slice(0, MOST_DIRECT - 1) : others;
  const beside = whole.map(single);
  if (whole.length < others.length) {
    const name = isUpstream ? 'other causes' : 'other effects';
    beside.push(merged(name, others.slice(whole.length)));
  }
  const rest = (isUpstream ? effects : causes).filter(isOther);
  const name = isUpstream ? 'effects' : 'causes';
  const isMerged = rest.length > 1 && !isOpen;
  const below = isMerged ? [merged(name, rest)] : rest.slice(0, MOST_DIRECT).map(single);
  if (!isMerged && rest.length > 1) {
    for (const id of below) openedFrom.set(id, `${name} of ${explainedId}`);
  }

  const links = mergeLinks(
    linksAmong(shownAs, [...(near?.links ?? []), ...explanation.links]),
    shownAs,
  );
  const onChain = new Set(steps);
  const linkKeys = links
    .filter(({ cause, effect }) => onChain.has(cause) && onChain.has(effect))
    .map(linkKey);
  return {
    graph: {
      selectedId: shownAs.get(explainedId) ?? explainedId,
      nodes,
      links,
      foldedCounts: new Map(),
      shownAs,
      openedFrom,
      isOverview: false,
    },
    steps,
    beside,
    below,
    directCount: direct.length,
    highlight: {
      nodeIds: onChain,
      linkKeys: new Set(linkKeys),
      otherLinkKeys: new Set(),
      counts: new Map(),
      places: new Map(steps.map((id, at) => [id, `${at + 1} of ${steps.length}`])),
    },
  };
}

/** Links between shown events: those of the chain, and those of what is around it. */
function linksAmong(
  shownAs: ReadonlyMap<string, string>,
  links: readonly ExplanationLink[],
): readonly ExplanationLink[] {
  const known = new Map<string, ExplanationLink>();
  for (const link of links) {
    if (!shownAs.has(link.cause) || !shownAs.has(link.effect)) continue;
    const key = linkKey(link);
    if (link.origin === 'declared' || !known.has(key)) known.set(key, link);
  }
  return [...known.values()];
}

function kindsText(events: readonly StoredEvent[]): string {
  const counts = new Map<string, number>();
  for (const event of events) {
    const kind = (eventKind(event) ?? event.event_type.toLowerCase()).replaceAll('_', ' ');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => (count === 1 ? kind : `${formatCount(count)} ${kind}`))
    .join(', ');
}
