import type { EventCriteria } from './event-filter';
import { readFieldCondition, type FieldCondition } from './field-condition';
import { MAX_FIELDS } from './field-path';
import { NAME_CRITERIA } from './read-conditions';

/**
 * Criteria narrowed by added ones: included names replace the included names, excluded names join the excluded names. A
 * name is never both: the added criteria win. Turns and times replace turns and times. Conditions on fields join the
 * conditions, but an added `=` replaces `=` and `!=` of its field, and an added `!=` replaces `=`. Beyond the maximum number of
 * conditions, the conditions stay as they are.
 */
export function addCriteria(criteria: EventCriteria, added: EventCriteria): EventCriteria {
  const merged = new Map(Object.entries({ ...criteria, ...added }));
  const setNames = (part: keyof EventCriteria, names: readonly string[]) => {
    if (names.length === 0) merged.delete(part);
    else merged.set(part, names);
  };
  for (const { include: wanted, exclude: unwanted } of Object.values(NAME_CRITERIA)) {
    const exclusions = added[unwanted] ?? [];
    const all = [...new Set([...(criteria[unwanted] ?? []), ...exclusions])];
    setNames(unwanted, without(all, added[wanted]));
    setNames(wanted, without(added[wanted] ?? criteria[wanted] ?? [], exclusions));
  }
  if (added.where !== undefined) {
    const where = addConditions(criteria.where ?? [], added.where);
    if (where.length <= MAX_FIELDS) merged.set('where', where);
    else if (criteria.where === undefined) merged.delete('where');
    else merged.set('where', criteria.where);
  }
  return Object.fromEntries(merged);
}

function addConditions(before: readonly string[], added: readonly string[]): readonly string[] {
  const kept = before.filter((one) => !added.some((other) => replaces(other, one)));
  return [...new Set([...kept, ...added])];
}

/** Whether a condition takes the place of another one on the same field. */
function replaces(added: string, before: string): boolean {
  const [now, old] = [readFieldCondition(added), readFieldCondition(before)];
  if (typeof now === 'string' || typeof old === 'string' || pathOf(now) !== pathOf(old)) {
    return false;
  }
  if (now.operator === '=') return old.operator === '=' || old.operator === '!=';
  return now.operator === '!=' && old.operator === '=';
}

function pathOf({ path }: FieldCondition): string {
  return path.names.join('.');
}

function without(names: readonly string[], others: readonly string[] = []): readonly string[] {
  return names.filter((name) => !others.includes(name));
}
