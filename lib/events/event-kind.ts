import { canonicalEventType } from './event-type';
import type { StoredEvent } from './read-event';

/** The fields of `details` that say what sort of its type an event is, in order of precedence. */
export const KIND_FIELDS = [
  'milestone_type',
  'system_event_type',
  'decision_type',
  'action_type',
  'action_name',
  'variable_name',
  'calculation_type',
  'error_type',
  'status',
] as const;

/**
 * What sort of its type an event is: `turn_start`, `trade`, `grain_price`; `null` when its details do not say. Of a STATE
 * event `variable_name` comes before all others: its kind is the variable.
 */
export function eventKind(event: Pick<StoredEvent, 'event_type' | 'details'>): string | null {
  const { details } = event;
  if (details === null) return null;
  if (canonicalEventType(event.event_type) === 'STATE') {
    const variable = textOf(details['variable_name']);
    if (variable !== null) return variable;
  }
  for (const field of KIND_FIELDS) {
    const kind = textOf(details[field]);
    if (kind !== null) return kind;
  }
  return null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.toWellFormed() : null;
}
