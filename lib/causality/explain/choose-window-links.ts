import { DEFAULT_LINKS, type LinkChoice } from '../causal-link';
import { causalRole } from '../causal-role';
import { inferWithinTurn } from '../infer-causes';
import type { Inference, RuledEvent } from '../inference';
import type { Pace } from '../pace';
import type { ExplanationWindow } from './explanation-window';
import { LinkMap } from './link-map';

/**
 * The links to follow in a window: the declared ones, the ones that the rules within a turn infer for events that declare no
 * cause, or both: then those are added to the links of the window. Rules between turns are left out: they link boundaries only.
 */
export async function chooseWindowLinks(
  { events, links, open }: Pick<ExplanationWindow, 'events' | 'links' | 'open'>,
  choice: LinkChoice = DEFAULT_LINKS,
  pace: Pick<Pace, 'breathe'>,
): Promise<LinkMap> {
  if (choice === 'declared') return links;
  const turns = new Map<number, PlacedEvent[]>();
  for (const { at, type, kind, turn, agent } of events) {
    const role = causalRole(type, kind);
    if (role === undefined) continue;
    const event = { at, turn_number: turn, role, agent_id: agent };
    const own = turns.get(turn);
    if (own === undefined) turns.set(turn, [event]);
    else own.push(event);
  }
  const inferred: Inference<PlacedEvent>[] = [];
  for (const turn of turns.values()) {
    for (const inference of await inferWithinTurn(turn, pace)) {
      const { at } = inference.effect;
      if (links.causesOf(at).length === 0 && !open.has(at)) inferred.push(inference);
    }
  }
  const chosen = choice === 'all' ? links : new LinkMap(events.length);
  for (const { cause, effect, rule } of inferred) chosen.add(cause.at, effect.at, rule);
  return chosen;
}

interface PlacedEvent extends RuledEvent {
  readonly at: number;
}
