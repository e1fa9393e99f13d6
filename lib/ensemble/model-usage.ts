import type { RunUsage } from './run-digest';

export const NO_USAGE: RunUsage = { tokens: null, cost: null };

/** Pairs of fields for the tokens of prompt and answer, and the field for their sum. */
const PAIRS = [
  ['prompt_tokens', 'completion_tokens'],
  ['input_tokens', 'output_tokens'],
] as const;
const SUMS = ['total_tokens', 'tokens'] as const;
const COSTS = ['cost', 'cost_usd'] as const;

/**
 * The tokens and the cost that the details of an event state: `prompt_tokens` and `completion_tokens`, or `input_tokens` and
 * `output_tokens`, or `total_tokens`, or `tokens`; and `cost` or `cost_usd`. They may stand in a member `usage`. Only finite
 * numbers from 0 count.
 */
export function modelUsage(details: Readonly<Record<string, unknown>> | null): RunUsage {
  if (details === null) return NO_USAGE;
  const { usage } = details;
  const inner = typeof usage === 'object' && usage !== null ? usage : {};
  const amount = (name: string): number | null =>
    amountOf(details[name]) ?? amountOf(Reflect.get(inner, name));
  const firstOf = (names: readonly string[]): number | null =>
    names.reduce<number | null>((found, name) => found ?? amount(name), null);
  const pair = PAIRS.map((names) => names.map(amount)).find((amounts) =>
    amounts.some((one) => one !== null),
  );
  return {
    tokens: pair?.reduce<number>((sum, one) => sum + (one ?? 0), 0) ?? firstOf(SUMS),
    cost: firstOf(COSTS),
  };
}

export function addUsage(a: RunUsage, b: RunUsage): RunUsage {
  return { tokens: sum(a.tokens, b.tokens), cost: sum(a.cost, b.cost) };
}

function sum(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  const total = a + (b ?? 0);
  return Number.isFinite(total) ? total : a;
}

function amountOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
