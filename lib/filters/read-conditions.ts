import type { EpochMicros } from '../events/epoch-micros';
import type { Outcome } from '../events/event-outcome';
import { canonicalEventType } from '../events/event-type';
import { InvalidParametersError } from '../errors';
import { readFieldCondition, type FieldCondition } from './field-condition';
import { criterionTime } from './criterion-time';
import type { EventCriteria } from './event-filter';

/** How criteria treat a name: keep only events with it, or leave out events with it. */
export type Treatment = 'include' | 'exclude';

/** The fields with include and exclude criteria. */
export const NAME_FIELDS = ['type', 'agent', 'kind'] as const;
export type NameField = (typeof NAME_FIELDS)[number];

/** The include and exclude criteria of each field. */
export const NAME_CRITERIA = {
  type: { include: 'event_types', exclude: 'exclude_event_types' },
  agent: { include: 'agent_ids', exclude: 'exclude_agent_ids' },
  kind: { include: 'kinds', exclude: 'exclude_kinds' },
} as const satisfies Record<NameField, Record<Treatment, keyof EventCriteria>>;

/** Both ends are inclusive; an absent end is open. */
export interface Range<Value> {
  readonly from: Value | undefined;
  readonly to: Value | undefined;
}

/** Names of one field; '' stands for events without a name. */
export interface AskedNames {
  /** `undefined` includes every name. */
  readonly included: readonly string[] | undefined;
  readonly excluded: readonly string[];
}

/**
 * Criteria, parsed: one condition for each property that criteria test. An event matches when it meets all conditions.
 * An undefined condition holds for every event. Each engine has a table with an entry for every condition, so the
 * compiler reports the engines in which a new condition is missing.
 */
export interface Conditions extends Readonly<Record<NameField, AskedNames | undefined>> {
  readonly time: Range<EpochMicros> | undefined;
  readonly turn: Range<number> | undefined;
  /** At least one. */
  readonly outcome: readonly Outcome[] | undefined;
  readonly text: string | undefined;
  /** At least one. */
  readonly fields: readonly FieldCondition[] | undefined;
}

/** The condition of each criterion in the schema. */
const CONDITION_OF = {
  start_timestamp: 'time',
  end_timestamp: 'time',
  turn_start: 'turn',
  turn_end: 'turn',
  event_types: 'type',
  exclude_event_types: 'type',
  agent_ids: 'agent',
  exclude_agent_ids: 'agent',
  kinds: 'kind',
  exclude_kinds: 'kind',
  outcomes: 'outcome',
  q: 'text',
  where: 'fields',
} as const satisfies Record<keyof EventCriteria, keyof Conditions>;

export const CONDITION_NAMES: readonly (keyof Conditions)[] = [
  ...new Set(Object.values(CONDITION_OF)),
];

/** @throws {InvalidParametersError} when a time in the criteria is not a timestamp, or a condition on a field is none */
export function readConditions(criteria: EventCriteria): Conditions {
  return {
    time: range(
      criterionTime('start_timestamp', criteria),
      criterionTime('end_timestamp', criteria),
    ),
    turn: range(criteria.turn_start, criteria.turn_end),
    type: names('type', criteria, canonicalEventType),
    agent: names('agent', criteria),
    kind: names('kind', criteria),
    outcome: criteria.outcomes?.length === 0 ? undefined : criteria.outcomes,
    text: criteria.q,
    fields: fieldConditions(criteria.where),
  };
}

/** The conditions that every event meets. */
export const NO_CONDITIONS: Conditions = readConditions({});

/** Conditions without some of them. */
export function withoutConditions(
  conditions: Conditions,
  dropped: readonly (keyof Conditions)[],
): Conditions {
  return dropped.reduce((rest, name) => ({ ...rest, [name]: undefined }), conditions);
}

function fieldConditions(
  where: readonly string[] | undefined,
): readonly FieldCondition[] | undefined {
  if (where === undefined || where.length === 0) return undefined;
  return where.map((text) => {
    const condition = readFieldCondition(text);
    if (typeof condition !== 'string') return condition;
    throw new InvalidParametersError([{ parameter: 'where', value: text, reason: condition }]);
  });
}

function range<Value>(from: Value | undefined, to: Value | undefined): Range<Value> | undefined {
  return from === undefined && to === undefined ? undefined : { from, to };
}

function names(
  field: NameField,
  criteria: EventCriteria,
  canonical = (name: string): string => name,
): AskedNames | undefined {
  const { include, exclude } = NAME_CRITERIA[field];
  const included = criteria[include]?.map(canonical) ?? [];
  const excluded = criteria[exclude]?.map(canonical) ?? [];
  if (included.length === 0 && excluded.length === 0) return undefined;
  return { included: included.length === 0 ? undefined : included, excluded };
}
