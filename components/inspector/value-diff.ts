import { alignSequences } from './align-sequences';
import { jsonText, membersOf, type ExactJson, type ExactObject } from '@/components/ui/exact-json';
import { valueDelta, type ValueDelta } from '@/components/ui/value-delta';

/** How one JSON value became another; `within` tells it member by member. */
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
  /** The key; of an array's item its place in the new array, or in the old one when it was removed. */
  readonly name: string;
  readonly diff: ValueDiff;
}

/** Deeper, one value is another as a whole. */
const MAX_DEPTH = 20;

/** Compares by structure, digits as they were written: `1.0` is not `1`. Keys in the old order, new ones after them. */
export function diffValues(from: ExactJson, to: ExactJson, depth = 0): ValueDiff {
  if (jsonText(from) === jsonText(to)) return { state: 'same', value: to };
  if (depth === MAX_DEPTH) return { state: 'changed', from, to };
  if (from.kind === 'object' && to.kind === 'object') {
    return { state: 'within', kind: 'object', members: diffObjects(from, to, depth + 1) };
  }
  if (from.kind === 'array' && to.kind === 'array') {
    return {
      state: 'within',
      kind: 'array',
      members: diffArrays(itemsOf(from), itemsOf(to), depth + 1),
    };
  }
  const delta = valueDelta(from, to);
  return { state: 'changed', from, to, ...(delta === undefined ? {} : { delta }) };
}

function diffObjects(from: ExactObject, to: ExactObject, depth: number): readonly DiffMember[] {
  // Of a key that stands twice the last one counts, as for every reader of JSON.
  const [before, after] = [new Map(membersOf(from)), new Map(membersOf(to))];
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => ({
    name,
    diff: diffMember(before.get(name), after.get(name), depth),
  }));
}

function diffArrays(
  from: readonly ExactJson[],
  to: readonly ExactJson[],
  depth: number,
): readonly DiffMember[] {
  const members: DiffMember[] = [];
  let [removed, added]: [number[], number[]] = [[], []];
  const flush = () => {
    // What went and what came at the same place is one item that changed.
    for (let at = 0; at < Math.max(removed.length, added.length); at++) {
      const [old, now] = [removed[at], added[at]];
      const diff = diffMember(valueAt(from, old), valueAt(to, now), depth);
      members.push({ name: String(now ?? old), diff });
    }
    [removed, added] = [[], []];
  };
  for (const { first, second } of alignSequences(from.map(textOf), to.map(textOf))) {
    if (first !== undefined && second !== undefined) {
      flush();
      members.push({ name: String(second), diff: diffMember(from[first], to[second], depth) });
    } else if (first !== undefined) {
      removed.push(first);
    } else if (second !== undefined) {
      added.push(second);
    }
  }
  flush();
  return members;
}

function itemsOf(list: ExactJson): readonly ExactJson[] {
  return membersOf(list).map(([, item]) => item);
}

function textOf(value: ExactJson): string {
  return jsonText(value);
}

function valueAt(items: readonly ExactJson[], at: number | undefined): ExactJson | undefined {
  return at === undefined ? undefined : items[at];
}

function diffMember(
  from: ExactJson | undefined,
  to: ExactJson | undefined,
  depth: number,
): ValueDiff {
  if (from !== undefined && to !== undefined) return diffValues(from, to, depth);
  if (to !== undefined) return { state: 'added', value: to };
  return { state: 'removed', value: from ?? { kind: 'null' } };
}
