import { canonicalEventType } from './event-type';
import type { StoredEvent } from './read-event';

/** The fields of `details` that hold the kind of an event, in order of precedence. */
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
 * The kind of an event: `turn_start`, `trade`, `grain_price`; `null` when its details have none. For a STATE event
 * `variable_name` comes first: the kind is the variable.
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
