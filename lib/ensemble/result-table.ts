import { compareNaturally } from '../events/natural-order';
import type { EventOrder } from '../filters/event-filter';
import { compareSettings } from './compare-settings';
import type { RunFacts } from './run-digest';
import type { SettingValue } from './setting-path';

/** The figures of a variable in a run. */
export interface VariableResult {
  readonly last: number | null;
  readonly lowest: number;
  readonly lowestTurn: number;
  readonly highest: number;
  readonly highestTurn: number;
}

/** A row of the table of results. */
export interface ResultRow {
  readonly run: string;
  readonly name: string;
  readonly status: 'live' | 'finished' | 'interrupted';
  /** The values of the settings that differ, in their order. */
  readonly settings: readonly SettingValue[];
  readonly facts: RunFacts;
  readonly answer: boolean | null;
  readonly distance: number | null;
  /** Of the requested variables, in their order. */
  readonly variables: readonly (VariableResult | null)[];
}

/** The keys of the order of rows. One that ends with a colon needs the path of a setting or the key of a variable. */
export const RESULT_SORTS = [
  ...['run', 'name', 'status', 'turns', 'events', 'failures', 'tokens', 'duration', 'cost'],
  ...['answer', 'distance', 'setting:', 'last:', 'lowest:', 'highest:'],
] as const;

/** The columns of rows that a key may name. */
export interface ResultColumns {
  readonly paths: readonly string[];
  readonly variables: readonly string[];
}

type Value = SettingValue | undefined;

const PLAIN: Readonly<Record<string, (row: ResultRow) => Value>> = {
  run: ({ run }) => run,
  name: ({ name }) => name,
  status: ({ status }) => status,
  turns: ({ facts }) => facts.lastTurn,
  events: ({ facts }) => facts.eventCount,
  failures: ({ facts }) => facts.failureCount,
  tokens: ({ facts }) => facts.usage?.tokens,
  duration: ({ facts }) => facts.durationMs,
  cost: ({ facts }) => facts.usage?.cost,
  answer: ({ answer }) => (answer === null ? null : Number(answer)),
  distance: ({ distance }) => distance,
};

const OF_VARIABLE: Readonly<Record<string, (result: VariableResult) => number | null>> = {
  last: ({ last }) => last,
  lowest: ({ lowest }) => lowest,
  highest: ({ highest }) => highest,
};

/** Why rows with these columns cannot be sorted by a key; `undefined` when they can. */
export function whyNotSortable(sort: string, columns: ResultColumns): string | undefined {
  if (valueReader(sort, columns) !== undefined) return undefined;
  return sort.startsWith('setting:')
    ? 'expected the path of a setting that differs'
    : 'expected one of the requested variables';
}

/** Sorts rows. Those without a value come last in both directions; equal ones are in the order of their runs. */
export function sortResults(
  rows: readonly ResultRow[],
  sort: string,
  order: EventOrder,
  columns: ResultColumns,
): readonly ResultRow[] {
  const valueOf = valueReader(sort, columns) ?? (() => null);
  const sign = order === 'desc' ? -1 : 1;
  const keyed = rows.map((row) => ({ row, value: valueOf(row) ?? null }));
  return keyed
    .sort((a, b) => {
      const missing = Number(a.value === null) - Number(b.value === null);
      return missing || sign * compareValues(a.value, b.value);
    })
    .map(({ row }) => row);
}

function compareValues(a: SettingValue, b: SettingValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareNaturally(a, b);
  return compareSettings(a, b);
}

function valueReader(
  sort: string,
  { paths, variables }: ResultColumns,
): ((row: ResultRow) => Value) | undefined {
  const colon = sort.indexOf(':');
  if (colon === -1) return Object.hasOwn(PLAIN, sort) ? PLAIN[sort] : undefined;
  const [kind, name] = [sort.slice(0, colon), sort.slice(colon + 1)];
  const at = (kind === 'setting' ? paths : variables).indexOf(name);
  if (at === -1) return undefined;
  if (kind === 'setting') return ({ settings }) => settings[at];
  const figure = Object.hasOwn(OF_VARIABLE, kind) ? OF_VARIABLE[kind] : undefined;
  if (figure === undefined) return undefined;
  return ({ variables: results }) => {
    const result = results[at] ?? null;
    return result === null ? null : figure(result);
  };
}
