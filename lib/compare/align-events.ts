import type { How } from '../events/how';
import type { Both, PairEvent } from '../store/run-pair';
import { breathe, isBreathDue } from '../work/work';
import { longestCommon } from './longest-common';

/** An event beside its counterpart. */
export interface AlignedRow<Event = PairEvent> {
  readonly how: How;
  readonly a: Event | null;
  readonly b: Event | null;
}

type Aligned = Pick<PairEvent, 'token' | 'sort'>;

/**
 * Aligns the events of a turn, given in order. Events with the same content that are in the same order are `same`; with the
 * same content in another place, `moved`. What is left are pairs of the same sort whose content `changed`, and events that one
 * run alone has. Rows are in the order of `a`; what only `b` has stands after what it follows in `b`.
 */
export async function alignEvents<Event extends Aligned>({
  a,
  b,
}: Both<readonly Event[]>): Promise<readonly AlignedRow<Event>[]> {
  const common = await longestCommon(
    a.map(({ token }) => token),
    b.map(({ token }) => token),
  );
  const partner = new Map<number, { readonly at: number; readonly how: How }>();
  const taken = new Set<number>();
  const pair = (inA: number, inB: number, how: How): void => {
    partner.set(inA, { at: inB, how });
    taken.add(inB);
  };
  for (const place of common) pair(place.a, place.b, 'same');
  const gaps = gapsOf(common, a.length, b.length);
  const free = {
    a: (at: number): boolean => !partner.has(at),
    b: (at: number): boolean => !taken.has(at),
  };
  // Equal contents first, wherever they stand; then equal sorts, in the same gap before elsewhere.
  matchInOrder(
    a,
    b,
    free,
    ({ token }) => token,
    (inA, inB) => pair(inA, inB, 'moved'),
  );
  for (const gap of gaps) {
    if (isBreathDue()) await breathe();
    const changed = (inA: number, inB: number): void => pair(inA, inB, 'changed');
    matchInOrder(a, b, free, ({ sort }) => sort, changed, gap);
  }
  matchInOrder(
    a,
    b,
    free,
    ({ sort }) => sort,
    (inA, inB) => pair(inA, inB, 'changed'),
  );

  const rows: AlignedRow<Event>[] = [];
  for (const gap of gaps) {
    if (isBreathDue()) await breathe();
    let next = gap.b.from;
    const addExtras = (to: number): void => {
      for (; next < to; next++) {
        const event = b[next];
        if (event !== undefined && free.b(next)) rows.push({ how: 'extra', a: null, b: event });
      }
    };
    for (let at = gap.a.from; at < gap.a.to; at++) {
      const event = a[at];
      if (event === undefined) continue;
      const other = partner.get(at);
      if (other === undefined) {
        rows.push({ how: 'missing', a: event, b: null });
        continue;
      }
      // What stands before the counterpart in the same gap comes first.
      if (other.how === 'changed' && other.at >= next && other.at < gap.b.to) addExtras(other.at);
      rows.push({ how: other.how, a: event, b: b[other.at] ?? null });
    }
    addExtras(gap.b.to);
    const [inA, inB] = [a[gap.a.to], b[gap.b.to]];
    if (inA !== undefined && inB !== undefined) rows.push({ how: 'same', a: inA, b: inB });
  }
  return rows;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The stretches between common places; each but the last ends before one. */
function gapsOf(
  common: readonly { readonly a: number; readonly b: number }[],
  lengthA: number,
  lengthB: number,
): readonly Both<Span>[] {
  const gaps: Both<Span>[] = [];
  let [fromA, fromB] = [0, 0];
  for (const place of common) {
    gaps.push({ a: { from: fromA, to: place.a }, b: { from: fromB, to: place.b } });
    [fromA, fromB] = [place.a + 1, place.b + 1];
  }
  gaps.push({ a: { from: fromA, to: lengthA }, b: { from: fromB, to: lengthB } });
  return gaps;
}

/** Pairs free events with the same key, each with the first one that is left. */
function matchInOrder<Event>(
  a: readonly Event[],
  b: readonly Event[],
  free: Both<(at: number) => boolean>,
  keyOf: (event: Event) => number,
  pair: (inA: number, inB: number) => void,
  within: Both<Span> = { a: { from: 0, to: a.length }, b: { from: 0, to: b.length } },
): void {
  if (within.a.from === within.a.to || within.b.from === within.b.to) return;
  const waiting = new Map<number, number[]>();
  for (let at = within.b.to - 1; at >= within.b.from; at--) {
    const event = b[at];
    if (event === undefined || !free.b(at)) continue;
    const key = keyOf(event);
    const list = waiting.get(key);
    if (list === undefined) waiting.set(key, [at]);
    else list.push(at);
  }
  for (let at = within.a.from; at < within.a.to; at++) {
    const event = a[at];
    if (event === undefined || !free.a(at)) continue;
    const other = waiting.get(keyOf(event))?.pop();
    if (other !== undefined) pair(at, other);
  }
}
