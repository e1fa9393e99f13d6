import { shownName } from '@/components/ui/shown-text';
import type { Outcome } from '@/lib/events/event-outcome';
import { canonicalEventType } from '@/lib/events/event-type';
import type { CriteriaChange, EventCriteria } from '@/lib/filters/event-filter';
import { reversedRange, type RangeOf } from '@/lib/filters/reversed-range';
import {
  NAME_CRITERIA,
  type Conditions,
  type NameField,
  type Treatment,
} from '@/lib/filters/read-conditions';

/** The names of a field that a filter includes or excludes; types in their canonical spelling. */
export function chosenNames(
  criteria: EventCriteria,
  field: NameField,
  treatment: Treatment,
): readonly string[] {
  const names = criteria[NAME_CRITERIA[field][treatment]] ?? [];
  return field === 'type' ? [...new Set(names.map(canonicalEventType))] : names;
}

/** The treatment of a value by the criteria; `undefined` when they do not name it. */
export function treatmentOf(
  criteria: EventCriteria,
  field: NameField,
  name: string,
): Treatment | undefined {
  if (chosenNames(criteria, field, 'include').includes(name)) return 'include';
  return chosenNames(criteria, field, 'exclude').includes(name) ? 'exclude' : undefined;
}

/** The criteria with this treatment of a name; `undefined` removes it from both lists. */
export function treatName(
  criteria: EventCriteria,
  field: NameField,
  name: string,
  treatment: Treatment | undefined,
): EventCriteria {
  let next = criteria;
  for (const list of ['include', 'exclude'] as const) {
    const before = chosenNames(criteria, field, list);
    const others = before.filter((other) => other !== name);
    const names = list === treatment ? [...others, name] : others;
    next = withPart(next, NAME_CRITERIA[field][list], names.length === 0 ? undefined : names);
  }
  return next;
}

/** The criteria with one part replaced or removed. */
export function withPart<Part extends keyof EventCriteria>(
  criteria: EventCriteria,
  part: Part,
  value: EventCriteria[Part] | undefined,
): EventCriteria {
  const { [part]: _, ...rest } = criteria;
  return value === undefined ? rest : { ...rest, [part]: value };
}

/** One part of a filter in words, and the filter without it. */
export interface FilterFact {
  readonly key: string;
  readonly label: string;
  readonly without: CriteriaChange;
}

/** The parts of a filter, in reading order. */
export function filterFacts(criteria: EventCriteria): readonly FilterFact[] {
  const { turn_start, turn_end, start_timestamp, end_timestamp, outcomes, q, where } = criteria;
  const fact = (label: string, ...parts: readonly (keyof EventCriteria)[]): FilterFact => ({
    key: parts.join(),
    label,
    without: (now) => parts.reduce((rest, part) => withPart(rest, part, undefined), now),
  });
  const namesFacts = (field: NameField): readonly FilterFact[] =>
    (['include', 'exclude'] as const).flatMap((treatment) => {
      const part = NAME_CRITERIA[field][treatment];
      if (criteria[part] === undefined) return [];
      const names = chosenNames(criteria, field, treatment).map((name) => nameLabel(field, name));
      return fact(`${treatment === 'exclude' ? 'not ' : ''}${field}: ${names.join(', ')}`, part);
    });
  const range = (of: RangeOf, from: RangeEnd, to: RangeEnd): string => {
    const reversed = reversedRange(criteria, of);
    return reversed === undefined ? rangeLabel(of, from, to) : `${of}: none, ${reversed}`;
  };
  const facts: Readonly<Record<keyof Conditions, readonly FilterFact[]>> = {
    text: q === undefined ? [] : [fact(`text: “${q}”`, 'q')],
    type: namesFacts('type'),
    kind: namesFacts('kind'),
    agent: namesFacts('agent'),
    outcome:
      outcomes === undefined
        ? []
        : [fact(`outcome: ${outcomes.map(outcomeLabel).join(', ')}`, 'outcomes')],
    fields: where === undefined ? [] : [fact(where.join(', '), 'where')],
    turn:
      turn_start === undefined && turn_end === undefined
        ? []
        : [fact(range('turn', turn_start, turn_end), 'turn_start', 'turn_end')],
    time:
      start_timestamp === undefined && end_timestamp === undefined
        ? []
        : [fact(range('time', start_timestamp, end_timestamp), 'start_timestamp', 'end_timestamp')],
  };
  return Object.values(facts).flat();
}

type RangeEnd = number | string | undefined;

/** The text of a value of a field; the empty one stands for events without a value. */
export function nameLabel(field: NameField, name: string): string {
  if (field === 'type') return shownName(name.toLowerCase());
  return name === '' ? `no ${field}` : shownName(name);
}

/** The text of an outcome. */
export function outcomeLabel(outcome: Outcome): string {
  return outcome === 'none' ? 'none told' : outcome;
}

function rangeLabel(noun: string, from: RangeEnd, to: RangeEnd): string {
  if (from === undefined) return `${noun} up to ${String(to)}`;
  if (to === undefined) return `${noun} from ${String(from)}`;
  return from === to ? `${noun} ${String(from)}` : `${noun} ${String(from)}–${String(to)}`;
}
