import type { CausalLink } from '../../../causality/causal-link';
import { compareCodePoints, compareEvents } from '../../../events/event-order';
import { breathe, isBreathDue } from '../../../work/work';
import type { Declaration } from '../ingest/read-declaration';

/**
 * The declared links from wanted causes, without duplicates, in event order of the effect, then in the order of its
 * `caused_by`; the first `limit` of them. Of events with the same id, the first in event order determines a link's position.
 */
export async function declaredLinks(
  events: readonly Declaration[],
  isWanted: (cause: string) => boolean,
  limit = Infinity,
): Promise<readonly CausalLink[]> {
  const ordered = [...events].sort(compareEvents);
  const links: CausalLink[] = [];
  /** Causes by effect. */
  const known = new Map<string, Set<string>>();
  for (let at = 0; at < ordered.length && links.length < limit;) {
    const first = ordered[at];
    if (first === undefined) break;
    const { event_id: effect, time } = first;
    const causes = known.get(effect) ?? new Set<string>();
    known.set(effect, causes);
    let to = at + 1;
    while (ordered[to]?.event_id === effect && ordered[to]?.time === time) to += 1;
    for (const cause of causesOf(ordered.slice(at, to))) {
      if (isBreathDue()) await breathe();
      if (!isWanted(cause) || causes.has(cause)) continue;
      causes.add(cause);
      links.push({ cause, effect, origin: 'declared' });
      if (links.length === limit) break;
    }
    at = to;
  }
  return links;
}

/** The causes of one event, or of several with the same id and time. */
function causesOf(declarations: readonly Declaration[]): Iterable<string> {
  const [only] = declarations;
  if (declarations.length === 1 && only !== undefined) return only.caused_by;
  const ordinals = new Map<string, number>();
  for (const { caused_by } of declarations) {
    for (const [ordinal, cause] of caused_by.entries()) {
      if (!ordinals.has(cause)) ordinals.set(cause, ordinal);
    }
  }
  return [...ordinals]
    .sort(([a, first], [b, second]) => first - second || compareCodePoints(a, b))
    .map(([cause]) => cause);
}
