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

/** What sort of its type an event is: `turn_start`, `trade`, `grain_price`; `null` when its details do not say. */
export function eventKind(event: Pick<StoredEvent, 'details'>): string | null {
  for (const field of KIND_FIELDS) {
    const value = event.details?.[field];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
