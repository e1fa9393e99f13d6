import { jsonText, membersOf, type ExactJson, type ExactObject } from '@/components/ui/exact-json';
import { valueDelta, type ValueDelta } from '@/components/ui/value-delta';
import { createBoundedDiff, type DiffSequences } from './bounded-diff';

/** The change of a JSON value; `within` has the changes of its members. */
export type ValueDiff =
  | { readonly state: 'same' | 'added' | 'removed'; readonly value: ExactJson }
  | {
      readonly state: 'changed';
      readonly from: ExactJson;
      readonly to: ExactJson;
      readonly delta?: ValueDelta;
    }
  | {
      readonly state: 'within';
      readonly kind: 'object' | 'array';
      readonly members: readonly DiffMember[];
    };

export interface DiffMember {
  /** The key, or the index in the new array; for a removed item the index in the old array. */
  readonly name: string;
  readonly diff: ValueDiff;
}

/** Deeper values are replaced as a whole. */
const MAX_DEPTH = 20;

/** Compares by structure, with numbers as written: `1.0` is not `1`. Keys are in the old order, then new keys. */
export function diffValues(from: ExactJson, to: ExactJson): ValueDiff {
  return diffAtDepth(from, to, { depth: 0, diffSequences: createBoundedDiff() });
}

interface Place {
  readonly depth: number;
  readonly diffSequences: DiffSequences;
}

function diffAtDepth(from: ExactJson, to: ExactJson, place: Place): ValueDiff {
  if (jsonText(from) === jsonText(to)) return { state: 'same', value: to };
  if (place.depth === MAX_DEPTH) return { state: 'changed', from, to };
  const within = { ...place, depth: place.depth + 1 };
  if (from.kind === 'object' && to.kind === 'object') {
    return { state: 'within', kind: 'object', members: diffObjects(from, to, within) };
  }
  if (from.kind === 'array' && to.kind === 'array') {
    return {
      state: 'within',
      kind: 'array',
      members: diffArrays(itemsOf(from), itemsOf(to), within),
    };
  }
  const delta = valueDelta(from, to);
  return { state: 'changed', from, to, ...(delta === undefined ? {} : { delta }) };
}

function diffObjects(from: ExactObject, to: ExactObject, place: Place): readonly DiffMember[] {
  // The last value of a repeated key counts, as in `JSON.parse`.
  const [before, after] = [new Map(membersOf(from)), new Map(membersOf(to))];
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => ({
    name,
    diff: diffMember(before.get(name), after.get(name), place),
  }));
}

function diffArrays(
  from: readonly ExactJson[],
  to: readonly ExactJson[],
  place: Place,
): readonly DiffMember[] {
  const members: DiffMember[] = [];
  let [before, after] = [0, 0];
  // A removed and an added item at the same place are one changed item.
  const compareNext = (oldCount: number, newCount: number) => {
    const olds = from.slice(before, before + oldCount);
    const news = to.slice(after, after + newCount);
    for (let at = 0; at < Math.max(oldCount, newCount); at++) {
      const name = String(at < newCount ? after + at : before + at);
      members.push({ name, diff: diffMember(olds[at], news[at], place) });
    }
    before += oldCount;
    after += newCount;
  };
  let removedCount = 0;
  for (const { added, removed, count } of place.diffSequences(from.map(textOf), to.map(textOf))) {
    if (removed) {
      removedCount = count;
      continue;
    }
    compareNext(removedCount, added ? count : 0);
    if (!added) compareNext(count, count);
    removedCount = 0;
  }
  compareNext(removedCount, 0);
  return members;
}

function itemsOf(list: ExactJson): readonly ExactJson[] {
  return membersOf(list).map(([, item]) => item);
}

function textOf(value: ExactJson): string {
  return jsonText(value);
}

function diffMember(
  from: ExactJson | undefined,
  to: ExactJson | undefined,
  place: Place,
): ValueDiff {
  if (from !== undefined && to !== undefined) return diffAtDepth(from, to, place);
  if (to !== undefined) return { state: 'added', value: to };
  return { state: 'removed', value: from ?? { kind: 'null' } };
}
