import type { StoredEvent } from '@/lib/events/read-event';
import type { ExplanationDirection } from '@/lib/causality/explain/explanation-bounds';
import { changeText, eventInShort, numberChange, numberText } from './event-in-short';

/** Whether a number is the highest or the lowest of its variable in the run. */
export type Extreme = 'highest' | 'lowest';

/** The question that a story answers, such as `Why did grain_price peak at 333.13?`. */
export function storyQuestion(
  event: StoredEvent,
  direction: ExplanationDirection,
  extreme: Extreme | undefined,
): string {
  if (direction === 'downstream') return `What came of it: ${eventInShort(event)}`;
  const change = numberChange(event);
  if (change === undefined) return `Why: ${eventInShort(event)}`;
  const { name, from, to } = change;
  if (extreme === 'highest') return `Why did ${name} peak at ${numberText(to)}?`;
  if (extreme === 'lowest') return `Why did ${name} fall to its lowest, ${numberText(to)}?`;
  return from === undefined
    ? `Why was ${name} set to ${numberText(to)}?`
    : `Why did ${name} change ${changeText(change)}?`;
}
