import { jsonText, membersOf, type ExactJson } from '@/components/ui/exact-json';
import { valueDelta, type ValueDelta } from '@/components/ui/value-delta';

/** The change of a value in a turn. */
export type TurnChange =
  | { readonly kind: 'new' }
  | { readonly kind: 'gone'; readonly from: ExactJson }
  | { readonly kind: 'same' }
  | {
      readonly kind: 'changed';
      readonly from: ExactJson;
      /** For numbers. */
      readonly delta: ValueDelta | undefined;
      /** For objects and lists: the changed members. */
      readonly members: readonly string[];
    };

/** The change between two values, each of which may be absent. */
export function turnChange(from: ExactJson | undefined, to: ExactJson | undefined): TurnChange {
  if (from === undefined) return { kind: 'new' };
  if (to === undefined) return { kind: 'gone', from };
  if (jsonText(from) === jsonText(to)) return { kind: 'same' };
  return { kind: 'changed', from, delta: valueDelta(from, to), members: changedMembers(from, to) };
}

function changedMembers(from: ExactJson, to: ExactJson): readonly string[] {
  if (from.kind !== to.kind) return [];
  const [before, now] = [textsOf(from), textsOf(to)];
  const names = new Set([...now.keys(), ...before.keys()]);
  return [...names].filter((name) => now.get(name) !== before.get(name));
}

function textsOf(value: ExactJson): ReadonlyMap<string, string> {
  return new Map(membersOf(value).map(([name, member]) => [name, jsonText(member)]));
}
