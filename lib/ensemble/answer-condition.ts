import type { VariableCondition, VariableOperator } from './condition';
import type { VariableValues } from './run-digest';

/**
 * Whether the values of a variable at the ends of turns meet a condition. A value holds until the next one, and until the last
 * turn of the run. A turn in which the value is not a number does not count. `null` when no turn counts.
 */
export function meetsCondition(
  { operator, value, when = 'ever', turn_start = 0, turn_end = Infinity }: VariableCondition,
  set: VariableValues | undefined,
  lastTurn: number,
): boolean | null {
  if (set === undefined) return null;
  const compare = OPERATORS[operator];
  const end = Math.min(turn_end, lastTurn);
  let last: boolean | null = null;
  let isEver: boolean | null = null;
  let isAlways: boolean | null = null;
  for (const [at, turn] of set.turns.entries()) {
    if (turn > end) break;
    const until = (set.turns[at + 1] ?? Infinity) - 1;
    // Replaced before the first turn that counts.
    if (until < turn_start) continue;
    const number = set.values[at] ?? NaN;
    if (Number.isNaN(number)) {
      last = null;
      continue;
    }
    last = compare(number, value);
    isEver = isEver === true || last;
    isAlways = isAlways !== false && last;
  }
  if (end < turn_start) return null;
  return { ever: isEver, always: isAlways, end: last }[when];
}

const OPERATORS: Readonly<Record<VariableOperator, (a: number, b: number) => boolean>> = {
  over: (a, b) => a > b,
  at_least: (a, b) => a >= b,
  under: (a, b) => a < b,
  at_most: (a, b) => a <= b,
  equal: (a, b) => a === b,
  unequal: (a, b) => a !== b,
};

/**
 * Whether all conditions hold: no when one does not, otherwise unknown when one is.
 */
export function meetsAll(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}
