import { DEFAULT_LINKS, type LinkChoice } from '../causal-link';
import { causalRole } from '../causal-role';
import { inferWithinTurn } from '../infer-causes';
import type { RuledEvent } from '../inference';
import type { Pace } from '../pace';
import type { ExplanationWindow, WindowLink } from './explanation-window';

/**
 * The links to follow in a window: the declared ones, the ones that the rules within a turn infer for events that declare no
 * cause, or both. Rules between turns are left out: they link boundaries only.
 */
export async function chooseWindowLinks(
  { events, links, open }: Pick<ExplanationWindow, 'events' | 'links' | 'open'>,
  choice: LinkChoice = DEFAULT_LINKS,
  pace: Pick<Pace, 'breathe'>,
): Promise<readonly WindowLink[]> {
  if (choice === 'declared') return links;
  const declaring = new Set(links.map(({ effect }) => effect));
  const turns = new Map<number, PlacedEvent[]>();
  for (const { at, type, kind, turn, agent } of events) {
    const role = causalRole(type, kind);
    if (role === undefined) continue;
    const event = { at, turn_number: turn, role, agent_id: agent };
    const own = turns.get(turn);
    if (own === undefined) turns.set(turn, [event]);
    else own.push(event);
  }
  const inferred: WindowLink[] = [];
  for (const turn of turns.values()) {
    for (const { cause, effect, rule } of await inferWithinTurn(turn, pace)) {
      if (declaring.has(effect.at) || open.has(effect.at)) continue;
      inferred.push({ cause: cause.at, effect: effect.at, origin: 'inferred', rule });
    }
  }
  return choice === 'all' ? [...links, ...inferred] : inferred;
}

interface PlacedEvent extends RuledEvent {
  readonly at: number;
}
