import { jsonText, type ExactJson } from '@/components/ui/exact-json';
import { writeVariableKey } from '@/lib/replay/variable-key';
import type { WorldState, WorldValue } from './world-state';

/**
 * A state with the changes since another one: a value has `changed` if it differs, and `previous` is the other one's. Variables
 * of the other state alone come last, without a value. Where one state has only some of the variables, those of both count.
 */
export function compareStates(now: WorldState, then: WorldState): WorldState {
  const isPart = now.truncated || then.truncated;
  const others = new Map(then.values.map((value) => [writeVariableKey(value), value]));
  const values = now.values.flatMap((value): readonly WorldValue[] => {
    const key = writeVariableKey(value);
    const other = others.get(key);
    others.delete(key);
    if (other === undefined && isPart) return [];
    return [{ ...value, changed: !isSame(value.value, other?.value), previous: other?.value }];
  });
  const gone = Array.from(isPart ? [] : others.values(), (value) => ({
    ...value,
    changed: true,
    previous: value.value,
    value: undefined,
  }));
  return { ...now, values: [...values, ...gone] };
}

function isSame(value: ExactJson | undefined, other: ExactJson | undefined): boolean {
  return value !== undefined && other !== undefined && jsonText(value) === jsonText(other);
}
