import type { EventCriteria } from '@/lib/filters/event-filter';

/** What is wanted and what is not, of the same names. */
const OPPOSITES = [
  ['event_types', 'exclude_event_types'],
  ['agent_ids', 'exclude_agent_ids'],
  ['kinds', 'exclude_kinds'],
] as const;

/**
 * Criteria narrowed by others: what is wanted replaces what was, what is not wanted joins what was not. A name is never
 * both, the later word holds; turns and times replace those there were.
 */
export function addCriteria(criteria: EventCriteria, added: EventCriteria): EventCriteria {
  const merged = new Map(Object.entries({ ...criteria, ...added }));
  const setNames = (part: keyof EventCriteria, names: readonly string[]) => {
    if (names.length === 0) merged.delete(part);
    else merged.set(part, names);
  };
  for (const [wanted, unwanted] of OPPOSITES) {
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
