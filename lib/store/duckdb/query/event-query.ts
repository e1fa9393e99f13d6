import { canonicalEventType } from '../../../events/event-type';
import { criterionTime } from '../../../filters/criterion-time';
import type { EventCriteria } from '../../../filters/event-filter';
import type { IndexNames, NamedField } from '../index/index-names';

/** The criteria that name values of a field. */
const NAME_CRITERIA = {
  type: { include: 'event_types', exclude: 'exclude_event_types' },
  agent: { include: 'agent_ids', exclude: 'exclude_agent_ids' },
  kind: { include: 'kinds', exclude: 'exclude_kinds' },
} as const satisfies Record<NamedField, unknown>;

/** DuckDB compares with a few numbers in half the time it takes to look one up in a list. */
const MAX_COMPARISONS = 8;

/** The codes of the values of a field that events may have. */
export interface NameTerms {
  /** Only these; every one when `undefined`. */
  readonly included: ReadonlySet<number> | undefined;
  /** None of these. */
  readonly excluded: ReadonlySet<number>;
}

/**
 * The condition on `events`, as SQL of numbers alone, that holds for the events the criteria ask for; `true` when they
 * ask for all.
 * @param hasText the condition that holds for events with the text `q`, when they ask for one
 * @throws {InvalidParametersError} when a time is no timestamp
 */
export function whereCriteria(
  criteria: EventCriteria,
  names: IndexNames,
  hasText?: string,
): string {
  const terms: string[] = [];
  const compare = (column: string, operator: string, value: bigint | number | undefined): void => {
    if (value !== undefined) terms.push(`${column} ${operator} ${String(value)}`);
  };
  compare('time', '>=', criterionTime('start_timestamp', criteria));
  compare('time', '<=', criterionTime('end_timestamp', criteria));
  compare('turn', '>=', criteria.turn_start);
  compare('turn', '<=', criteria.turn_end);
  for (const field of ['type', 'agent', 'kind'] as const) {
    const { included, excluded } = nameTerms(field, criteria, names);
    if (included !== undefined) {
      terms.push(included.size === 0 ? 'false' : `${field} IN (${[...included].join(', ')})`);
    }
    if (excluded.size > MAX_COMPARISONS) {
      terms.push(`${field} NOT IN (${[...excluded].join(', ')})`);
    } else {
      for (const code of excluded) terms.push(`${field} != ${String(code)}`);
    }
  }
  if (hasText !== undefined) terms.push(hasText);
  return terms.length === 0 ? 'true' : terms.join(' AND ');
}

/** What the criteria say of a field. A name the index does not know is that of no event. */
function nameTerms(field: NamedField, criteria: EventCriteria, names: IndexNames): NameTerms {
  const { include, exclude } = NAME_CRITERIA[field];
  const codesOf = (wanted: readonly string[]): ReadonlySet<number> =>
    new Set(
      wanted.flatMap((name) => {
        const code = names.codeOf(field, field === 'type' ? canonicalEventType(name) : name);
        return code ?? [];
      }),
    );
  const { [include]: included = [], [exclude]: excluded = [] } = criteria;
  return {
    included: included.length === 0 ? undefined : codesOf(included),
    excluded: codesOf(excluded),
  };
}

/** What the criteria say of all names. */
export function namesTerms(
  criteria: EventCriteria,
  names: IndexNames,
): Readonly<Record<NamedField, NameTerms>> {
  return {
    type: nameTerms('type', criteria, names),
    agent: nameTerms('agent', criteria, names),
    kind: nameTerms('kind', criteria, names),
  };
}

/** The criteria without what they say of these fields' values. */
export function withoutNames(
  criteria: EventCriteria,
  fields: readonly NamedField[],
): EventCriteria {
  return fields.reduce(
    (rest, field) => ({
      ...rest,
      [NAME_CRITERIA[field].include]: undefined,
      [NAME_CRITERIA[field].exclude]: undefined,
    }),
    criteria,
  );
}
