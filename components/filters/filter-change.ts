import { shownName } from '@/components/ui/shown-text';
import { canonicalEventType } from '@/lib/events/event-type';
import type { CriteriaChange, EventCriteria } from '@/lib/filters/event-filter';
import { reversedRange, type RangeOf } from '@/lib/filters/reversed-range';
import { NAME_FIELDS, type NameField, type Treatment } from './name-field';

/** The names of a field that a filter includes or excludes; types in their canonical spelling. */
export function chosenNames(
  criteria: EventCriteria,
  field: NameField,
  treatment: Treatment,
): readonly string[] {
  const names = criteria[NAME_FIELDS[field][treatment]] ?? [];
  return field === 'type' ? [...new Set(names.map(canonicalEventType))] : names;
}

/** How the criteria treat a value of a field; `undefined` when they do not name it. */
export function treatmentOf(
  criteria: EventCriteria,
  field: NameField,
  name: string,
): Treatment | undefined {
  if (chosenNames(criteria, field, 'include').includes(name)) return 'include';
  return chosenNames(criteria, field, 'exclude').includes(name) ? 'exclude' : undefined;
}

/** The criteria with a name treated so, whatever it was before; `undefined` leaves it out of both lists. */
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
    next = withPart(next, NAME_FIELDS[field][list], names.length === 0 ? undefined : names);
  }
  return next;
}

/** The criteria with one part replaced, or left out. */
export function withPart<Part extends keyof EventCriteria>(
  criteria: EventCriteria,
  part: Part,
  value: EventCriteria[Part] | undefined,
): EventCriteria {
  const { [part]: _, ...rest } = criteria;
  return value === undefined ? rest : { ...rest, [part]: value };
}

/** One active part of a filter in words, and what takes it away. */
export interface FilterFact {
  readonly key: string;
  readonly label: string;
  readonly without: CriteriaChange;
}

/** What a filter asks for, part by part. */
export function filterFacts(criteria: EventCriteria): readonly FilterFact[] {
  const facts: FilterFact[] = [];
  const add = (label: string, ...parts: readonly (keyof EventCriteria)[]): void => {
    const without = (now: EventCriteria) =>
      parts.reduce((rest, part) => withPart(rest, part, undefined), now);
    facts.push({ key: parts.join(), label, without });
  };
  if (criteria.q !== undefined) add(`text: “${criteria.q}”`, 'q');
  for (const field of ['type', 'kind', 'agent'] as const) {
    for (const treatment of ['include', 'exclude'] as const) {
      const part = NAME_FIELDS[field][treatment];
      if (criteria[part] === undefined) continue;
      const names = chosenNames(criteria, field, treatment).map((name) => nameLabel(field, name));
      add(`${treatment === 'exclude' ? 'not ' : ''}${field}: ${names.join(', ')}`, part);
    }
  }
  const { turn_start, turn_end, start_timestamp, end_timestamp } = criteria;
  const range = (of: RangeOf, ...ends: readonly (number | string | undefined)[]) => {
    const reversed = reversedRange(criteria, of);
    return reversed === undefined ? rangeLabel(of, ends[0], ends[1]) : `${of}: none, ${reversed}`;
  };
  if (turn_start !== undefined || turn_end !== undefined) {
    add(range('turn', turn_start, turn_end), 'turn_start', 'turn_end');
  }
  if (start_timestamp !== undefined || end_timestamp !== undefined) {
    add(range('time', start_timestamp, end_timestamp), 'start_timestamp', 'end_timestamp');
  }
  return facts;
}

/** A value of a field in words; the empty one stands for events that have none. */
export function nameLabel(field: NameField, name: string): string {
  if (field === 'type') return shownName(name.toLowerCase());
  return name === '' ? `no ${field}` : shownName(name);
}

function rangeLabel(
  noun: string,
  from: number | string | undefined,
  to: number | string | undefined,
): string {
  if (from === undefined) return `${noun} up to ${String(to)}`;
  if (to === undefined) return `${noun} from ${String(from)}`;
  return from === to ? `${noun} ${String(from)}` : `${noun} ${String(from)}–${String(to)}`;
}
