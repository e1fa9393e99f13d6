import { explainEvent } from '../../lib/causality/explain/explain-event';
import { EXPLANATION_RULES } from '../../lib/causality/explain/explanation-rules';
import type { StoredEvent } from '../../lib/events/read-event';
import { windowOfEvents } from '../../lib/testing/window-of-events';
import type { Answer } from './explainer';

/** The rules of an explanation, by name: an ablation leaves out one at a time. */
export const RULE_NAMES: readonly string[] = EXPLANATION_RULES.map(({ name }) => name);

const pace = { breathe: () => Promise.resolve() };

/** Explains an event of a run that is held in memory, without a rule if one is named. */
export async function explainInMemory(
  events: readonly StoredEvent[],
  eventId: string,
  { limit, without }: { readonly limit: number; readonly without?: string | undefined },
): Promise<readonly Answer[]> {
  const { window, shown, readTexts } = windowOfEvents(events, eventId);
  const rules = EXPLANATION_RULES.filter(({ name }) => name !== without);
  const { deeds } = await explainEvent(window, readTexts, { limit, rules, pace });
  const idOf = (place: number | undefined): string => shown[place ?? -1]?.event_id ?? '';
  return deeds.map(({ members, reasons }) => ({
    event: { event_id: idOf(reasons[0]?.place ?? members[0]?.at) },
    events: members.map(({ at }) => idOf(at)),
  }));
}
