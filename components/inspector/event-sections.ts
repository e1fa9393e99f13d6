import { canonicalEventType } from '@/lib/events/event-type';
import { KIND_FIELDS } from '@/lib/events/event-kind';
import { member, type ExactJson, type ExactObject } from './exact-json';
import type { EventRecord } from './use-event-record';
import { valueDelta, type ValueDelta } from './value-delta';

/** An old and a new value; either may be absent. */
export interface ValueChange {
  /** What changed. */
  readonly name: string | null;
  readonly from: ExactJson | undefined;
  readonly to: ExactJson | undefined;
  readonly delta: ValueDelta | undefined;
}

/** An event's data as a reader looks for it: what changed first, then what belongs to its type, then the rest. */
export interface EventSections {
  readonly change: ValueChange | null;
  /** Single values, by name: those of its type, its scope, status, retries. */
  readonly facts: readonly (readonly [name: string, value: ExactJson])[];
  /** Trees, by name: payload, calculation, and whatever else is nested. */
  readonly trees: readonly (readonly [name: string, value: ExactJson])[];
  /** Fields beside the documented ones. */
  readonly otherFields: ExactObject | null;
}

const DOCUMENTED_FIELDS = new Set([
  'event_id',
  'timestamp',
  'turn_number',
  'event_type',
  'simulation_id',
  'agent_id',
  'caused_by',
  'description',
  'details',
]);

const CHANGE_FIELDS = new Set(['old_value', 'new_value']);

export function eventSections({ event, json }: EventRecord): EventSections {
  const details = member(json, 'details');
  const entries = details?.kind === 'object' ? details.entries : [];
  const change = valueChange(event.event_type, details);
  const rest = entries.filter(([name]) => change === null || !CHANGE_FIELDS.has(name));
  const others =
    json.kind === 'object' ? json.entries.filter(([name]) => !DOCUMENTED_FIELDS.has(name)) : [];
  return {
    change,
    facts: rest.filter(([, value]) => !isTree(value)),
    trees: rest.filter(([, value]) => isTree(value)),
    otherFields: others.length === 0 ? null : { kind: 'object', entries: others },
  };
}

function valueChange(eventType: string, details: ExactJson | undefined): ValueChange | null {
  const [from, to] = [member(details, 'old_value'), member(details, 'new_value')];
  if (from === undefined && to === undefined) return null;
  if (!['STATE', 'DECISION'].includes(canonicalEventType(eventType))) return null;
  const name = KIND_FIELDS.map((field) => member(details, field)).find(
    (value) => value?.kind === 'string',
  );
  return {
    name: name?.kind === 'string' ? name.value : null,
    from,
    to,
    delta: valueDelta(from, to),
  };
}

/** Whether a value needs more than a line. */
export function isTree(value: ExactJson): boolean {
  if (value.kind === 'array') return value.items.length > 0;
  return value.kind === 'object' && value.entries.length > 0;
}
