import type { EventCriteria } from './event-filter';
import { NAME_CRITERIA } from './read-conditions';

/**
 * Criteria narrowed by added ones: included names replace the included names, excluded names join the excluded names. A
 * name is never both: the added criteria win. Turns and times replace turns and times.
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
  return Object.fromEntries(merged);
}

function without(names: readonly string[], others: readonly string[] = []): readonly string[] {
  return names.filter((name) => !others.includes(name));
}
