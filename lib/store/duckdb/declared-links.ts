import type { CausalLink, DeclaredLink } from '../../causality/causal-link';
import { compareCodePoints } from '../../events/event-order';
import type { StoredEvent } from '../../events/read-event';

interface PlacedLink extends DeclaredLink {
  /** Of the effect. */
  readonly time: bigint;
  /** Place of the cause among those its effect names. */
  readonly ordinal: number;
}

/** What events declare, of causes that are wanted: each link once, in event order of the effect, then as it names its causes. */
export function declaredLinks(
  events: readonly StoredEvent[],
  isWanted: (cause: string) => boolean,
): readonly CausalLink[] {
  /** By effect, then by cause. */
  const links = new Map<string, Map<string, PlacedLink>>();
  for (const { event_id: effect, time, caused_by } of events) {
    const own = links.get(effect) ?? new Map<string, PlacedLink>();
    links.set(effect, own);
    for (const [ordinal, cause] of caused_by.entries()) {
      if (!isWanted(cause)) continue;
      const known = own.get(cause);
      // Of events with the same id, the first in event order says where the link belongs.
      if (known === undefined || time < known.time) {
        own.set(cause, { cause, effect, origin: 'declared', time, ordinal });
      }
    }
  }
  return [...links.values()]
    .flatMap((own) => [...own.values()])
    .sort(compareLinks)
    .map(({ cause, effect, origin }) => ({ cause, effect, origin }));
}

function compareLinks(a: PlacedLink, b: PlacedLink): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return (
    compareCodePoints(a.effect, b.effect) ||
    a.ordinal - b.ordinal ||
    compareCodePoints(a.cause, b.cause)
  );
}
