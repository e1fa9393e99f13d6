import { linkText, type LinkText } from '@/components/causal-link/link-text';
import type { CausalityChain } from '@/lib/api/client';
import type { CausalLink } from '@/lib/causality/causal-link';
import type { StoredEvent } from '@/lib/events/read-event';

/** The causes or the effects of an event, by the origin of their links. */
export interface KnownNeighbours {
  readonly declared: readonly StoredEvent[];
  /** Grouped by the rule that infers the link. */
  readonly inferred: readonly InferredNeighbours[];
}

interface InferredNeighbours {
  readonly text: LinkText;
  readonly events: readonly StoredEvent[];
}

/** @param chain one link long, of all links */
export function knownCauses({ event_id: id, upstream, links }: CausalityChain): KnownNeighbours {
  const own = links.filter(({ effect }) => effect === id);
  return byOrigin(upstream, new Map(own.map((link) => [link.cause, link])));
}

/** @param chain one link long, of all links */
export function knownEffects({ event_id: id, downstream, links }: CausalityChain): KnownNeighbours {
  const own = links.filter(({ cause }) => cause === id);
  return byOrigin(downstream, new Map(own.map((link) => [link.effect, link])));
}

/** @param links by the id of the neighbour at the other end */
function byOrigin(
  events: readonly StoredEvent[],
  links: ReadonlyMap<string, CausalLink>,
): KnownNeighbours {
  const declared: StoredEvent[] = [];
  const inferred = new Map<string, { text: LinkText; events: StoredEvent[] }>();
  for (const event of events) {
    const link = links.get(event.event_id);
    if (link?.origin !== 'inferred') {
      declared.push(event);
      continue;
    }
    const known = inferred.get(link.rule);
    if (known === undefined) inferred.set(link.rule, { text: linkText(link), events: [event] });
    else known.events.push(event);
  }
  return { declared, inferred: [...inferred.values()] };
}
