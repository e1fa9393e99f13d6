import { canonicalEventType } from '@/lib/events/event-type';
import { KIND_FIELDS } from '@/lib/events/event-kind';
import { memberAddress, type FieldAddress } from '@/components/event-record/field-address';
import { member, membersOf, type ExactJson } from '@/components/ui/exact-json';
import { latencyNote, tokensNote } from './call-notes';
import type { EventRecord } from '@/components/event-record/use-event-record';
import { valueDelta, type ValueDelta } from '@/components/ui/value-delta';

/** A member of an object, as written, and the address of the object in the event, where it is known. */
export type NamedValue = readonly [name: string, value: ExactJson, within?: FieldAddress];

/** An old and a new value; either may be absent. */
export interface ValueChange {
  /** The name of the changed value. */
  readonly name: string | null;
  readonly from: ExactJson | undefined;
  readonly to: ExactJson | undefined;
  readonly delta: ValueDelta | undefined;
}

/** Related fields under one heading. */
export interface EventSection {
  readonly heading:
    'Calculation' | 'Payload' | 'LLM call' | 'Error' | 'Status' | 'Details' | 'Other fields';
  readonly values: readonly NamedValue[];
  /** The results of the values. */
  readonly results?: readonly NamedValue[];
  /** Notes beside the values, by name. */
  readonly notes?: ReadonlyMap<string, string>;
}

/** An event's data, grouped for reading. Each field appears exactly once. */
export interface EventSections {
  readonly change: ValueChange | null;
  /** The event's kind, and the field that has it. */
  readonly kind: { readonly field: string; readonly kind: string } | null;
  readonly sections: readonly EventSection[];
}

const CHANGING_TYPES = new Set(['MILESTONE', 'DECISION', 'STATE']);

const CALCULATION = new Set(['formula', 'expression', 'inputs', 'intermediate_values']);
const RESULTS = new Set(['result', 'results', 'output', 'outputs']);

/** Each of these fields identifies a call of a language model. */
const CALL_SIGNS = new Set([
  ...['llm_model', 'model', 'latency_ms', 'prompt_tokens', 'completion_tokens'],
  ...['input_tokens', 'output_tokens', 'total_tokens'],
]);
const CALL = new Set([
  ...CALL_SIGNS,
  ...['provider', 'temperature', 'max_tokens', 'timeout_ms', 'duration_ms', 'finish_reason'],
]);
const TROUBLE = new Set([
  ...['error_type', 'error', 'error_message', 'status', 'retry_count', 'max_retries', 'attempt'],
]);

const COMMON_FIELDS = new Set([
  ...['event_id', 'timestamp', 'turn_number', 'event_type', 'simulation_id', 'agent_id'],
  ...['caused_by', 'description', 'details'],
]);

export function eventSections({ event, json }: EventRecord): EventSections {
  const type = canonicalEventType(event.event_type);
  const details = member(json, 'details');
  const left = new Set(details?.kind === 'object' ? membersWithin(details, '/details') : []);
  const take = (isWanted: (name: string) => boolean): readonly NamedValue[] => {
    const taken = [...left].filter(([name]) => isWanted(name));
    for (const entry of taken) left.delete(entry);
    return taken;
  };
  const takeLast = (name: string): ExactJson | undefined => {
    const entry = [...left].findLast(([other]) => other === name);
    if (entry !== undefined) left.delete(entry);
    return entry?.[1];
  };

  const kind = findKind(details);
  if (kind !== null) takeLast(kind.field);
  // Writers fill both fields with null where an event changes no value.
  const isChange = ['old_value', 'new_value'].some((name) => {
    const value = member(details, name);
    return value !== undefined && value.kind !== 'null';
  });
  const change =
    isChange && CHANGING_TYPES.has(type)
      ? valueChange(kind?.kind ?? null, takeLast('old_value'), takeLast('new_value'))
      : null;

  const sections: EventSection[] = [];
  if (type === 'DETAIL') {
    const given = take((name) => CALCULATION.has(name));
    const results = take((name) => RESULTS.has(name));
    for (const section of calculation(given, results)) sections.push(section);
  }
  const payload = take((name) => name === 'action_payload');
  if (payload.length > 0) sections.push({ heading: 'Payload', values: payload });
  const isCall = [...left].some(([name]) => CALL_SIGNS.has(name));
  if (isCall) {
    const values = take((name) => CALL.has(name) || TROUBLE.has(name));
    sections.push({ heading: 'LLM call', values, notes: callNotes(values) });
  } else if (type === 'SYSTEM') {
    const values = take((name) => TROUBLE.has(name));
    const isError = kind?.field === 'error_type' || values.some(([name]) => name.includes('error'));
    if (values.length > 0) sections.push({ heading: isError ? 'Error' : 'Status', values });
  }
  const rest = take(() => true);
  if (rest.length > 0) sections.push({ heading: 'Details', values: rest });
  const others = otherFields(json);
  if (others.length > 0) sections.push({ heading: 'Other fields', values: others });
  return { change, kind, sections };
}

/** The members of an object at an address. */
export function membersWithin(value: ExactJson, within: FieldAddress): readonly NamedValue[] {
  return membersOf(value).map(([name, each]) => [name, each, within]);
}

function findKind(details: ExactJson | undefined): EventSections['kind'] {
  for (const field of KIND_FIELDS) {
    const value = member(details, field);
    if (value?.kind === 'string' && value.value !== '') return { field, kind: value.value };
  }
  return null;
}

function valueChange(
  name: string | null,
  from: ExactJson | undefined,
  to: ExactJson | undefined,
): ValueChange | null {
  if (from === undefined && to === undefined) return null;
  return { name, from, to, delta: valueDelta(from, to) };
}

/** Inputs and results, wherever they are in the event. */
function calculation(
  given: readonly NamedValue[],
  results: readonly NamedValue[],
): readonly EventSection[] {
  const within = given.flatMap((entry) => {
    const [name, value] = entry;
    return name === 'intermediate_values' && value.kind === 'object'
      ? membersWithin(value, memberAddress('/details', name))
      : [entry];
  });
  const isResult = ([name]: NamedValue) => RESULTS.has(name);
  const values = within.filter((entry) => !isResult(entry));
  const allResults = [...within.filter(isResult), ...results];
  if (values.length === 0 && allResults.length === 0) return [];
  return [{ heading: 'Calculation', values, results: allResults }];
}

function callNotes(values: readonly NamedValue[]): ReadonlyMap<string, string> {
  const numbers = new Map(
    values.flatMap(([name, value]) =>
      value.kind === 'number' ? [[name, Number(value.text)] as const] : [],
    ),
  );
  return new Map([...latencyNote(numbers), ...tokensNote(numbers)]);
}

/** Undocumented fields, and documented fields with values that the event parser ignores. */
function otherFields(json: ExactJson): readonly NamedValue[] {
  if (json.kind !== 'object') return [];
  const members = membersWithin(json, '');
  return members.filter(([name, value], at) => {
    if (!COMMON_FIELDS.has(name)) return true;
    if (members.findLastIndex(([other]) => other === name) !== at) return true;
    if (value.kind === 'null') return false;
    if (name === 'details') return value.kind !== 'object';
    if (name === 'caused_by') return !isListOfIds(value);
    return ['agent_id', 'simulation_id', 'description'].includes(name) && value.kind !== 'string';
  });
}

function isListOfIds(value: ExactJson): boolean {
  const isId = ({ kind }: ExactJson) => kind === 'string';
  return value.kind === 'array' ? membersOf(value).every(([, item]) => isId(item)) : isId(value);
}
