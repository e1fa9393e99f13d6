import type { AskedNames, Conditions, Range } from '../../../filters/read-conditions';
import type { CodedField, IndexNames } from '../index/index-names';

/** DuckDB compares with a few numbers in half the time of a lookup in a list. */
const MAX_COMPARISONS = 8;

/** The codes that a condition includes and excludes. */
export interface NameTerms {
  /** Only these codes; all codes when `undefined`. */
  readonly included: ReadonlySet<number> | undefined;
  /** Leaves out these codes. */
  readonly excluded: ReadonlySet<number>;
}

/**
 * The SQL condition on `events` for events that meet all conditions. It compares only numbers. `true` without conditions.
 * @param hasText the SQL condition for events with the text and the fields, when the conditions have some
 */
export function whereConditions(
  conditions: Conditions,
  names: IndexNames,
  hasText?: string,
): string {
  const { time, turn } = conditions;
  const { type, agent, kind, outcome } = namesTerms(conditions, names);
  const terms: Readonly<Record<keyof Conditions, readonly string[]>> = {
    time: rangeSql('time', time),
    turn: rangeSql('turn', turn),
    type: namesSql('type', type),
    agent: namesSql('agent', agent),
    kind: namesSql('kind', kind),
    outcome: namesSql('outcome', outcome),
    text: hasText === undefined ? [] : [hasText],
    // Decided by `hasText`, too.
    fields: [],
  };
  const all = Object.values(terms).flat();
  return all.length === 0 ? 'true' : all.join(' AND ');
}

function rangeSql(column: string, range: Range<bigint | number> | undefined): readonly string[] {
  const { from, to } = range ?? {};
  return [
    ...(from === undefined ? [] : [`${column} >= ${String(from)}`]),
    ...(to === undefined ? [] : [`${column} <= ${String(to)}`]),
  ];
}

function namesSql(column: CodedField, { included, excluded }: NameTerms): readonly string[] {
  const terms: string[] = [];
  if (included !== undefined) {
    terms.push(included.size === 0 ? 'false' : `${column} IN (${[...included].join(', ')})`);
  }
  if (excluded.size > MAX_COMPARISONS) terms.push(`${column} NOT IN (${[...excluded].join(', ')})`);
  else for (const code of excluded) terms.push(`${column} != ${String(code)}`);
  return terms;
}

/** The conditions on names and outcomes, as codes of the index. A name without a code is in no event. */
export function namesTerms(
  { type, agent, kind, outcome }: Conditions,
  names: IndexNames,
): Readonly<Record<CodedField, NameTerms>> {
  const terms = (field: CodedField, asked: AskedNames | undefined): NameTerms => {
    const codesOf = (wanted: readonly string[]): ReadonlySet<number> =>
      new Set(wanted.flatMap((name) => names.codeOf(field, name) ?? []));
    return {
      included: asked?.included && codesOf(asked.included),
      excluded: codesOf(asked?.excluded ?? []),
    };
  };
  return {
    type: terms('type', type),
    agent: terms('agent', agent),
    kind: terms('kind', kind),
    outcome: terms('outcome', outcome && { included: outcome, excluded: [] }),
  };
}
