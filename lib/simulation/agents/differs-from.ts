import type { JsonValue } from '../json-value';
import type { AgentDecision, ProposedAction } from '../simulation-parts';

/** Amounts are alike up to half and twice. */
const MOST_RATIO = 2;

/**
 * Whether a decision differs from an agent's earlier actions: it changes a setting (`old_value` to another `new_value`), or one of
 * its actions has no earlier one of its type, with the same texts and alike numbers.
 */
export function differsFrom(
  before: readonly ProposedAction[],
  { old_value, new_value, actions = [] }: AgentDecision,
): boolean {
  if (old_value !== undefined && new_value !== undefined && !isAlike(old_value, new_value, 1)) {
    return true;
  }
  return actions.some(
    ({ action_type, action_payload }) =>
      !before.some(
        (earlier) =>
          earlier.action_type === action_type &&
          isAlike(earlier.action_payload, action_payload, MOST_RATIO),
      ),
  );
}

/** Whether two values have the same form and the same texts, and numbers whose ratio is at most `most`. */
function isAlike(a: JsonValue, b: JsonValue, most: number): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    if (a === b) return true;
    return a * b > 0 && Math.max(a / b, b / a) <= most;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    left.length === right.size &&
    left.every(([name, value]) => {
      const other = right.get(name);
      return other !== undefined && isAlike(value, other, most);
    })
  );
}
