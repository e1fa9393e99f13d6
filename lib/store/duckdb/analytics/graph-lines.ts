import { breathe } from '../../../work/work';

/** The lines of one part, by their offsets. */
export interface PartLines {
  readonly from: number;
  readonly to: number;
  /**
   * The place of the event at an offset; -1 when there is none. It is looked for around the line that was found last, as links are
   * in the order of lines and mostly short.
   */
  find(byteOffset: number): number;
}

const ROWS_AT_ONCE = 16_384;

/** @param parts by place; @param byteOffsets by place */
export async function linesByPart(
  parts: Float64Array,
  byteOffsets: Float64Array,
): Promise<ReadonlyMap<number, PartLines>> {
  const counts = new Map<number, number>();
  for (let place = 0; place < parts.length; place++) {
    if (place % ROWS_AT_ONCE === 0) await breathe();
    counts.set(parts[place] ?? 0, (counts.get(parts[place] ?? 0) ?? 0) + 1);
  }
  const columns = new Map(
    [...counts].map(([part, count]) => {
      const lines = { offsets: new Float64Array(count), places: new Uint32Array(count), next: 0 };
      return [part, lines] as [number, typeof lines];
    }),
  );
  for (let place = 0; place < parts.length; place++) {
    if (place % ROWS_AT_ONCE === 0) await breathe();
    const lines = columns.get(parts[place] ?? 0);
    if (lines === undefined) continue;
    lines.offsets[lines.next] = byteOffsets[place] ?? 0;
    lines.places[lines.next] = place;
    lines.next += 1;
  }
  return new Map([...columns].map(([part, lines]) => [part, openLines(inOrder(lines))] as const));
}

interface LineColumns {
  readonly offsets: Float64Array;
  readonly places: Uint32Array;
}

/** Lines are mostly in event order already. */
function inOrder({ offsets, places }: LineColumns): LineColumns {
  if (offsets.every((offset, at) => at === 0 || offset > (offsets[at - 1] ?? 0))) {
    return { offsets, places };
  }
  const order = Uint32Array.from(offsets.keys()).sort(
    (a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0),
  );
  return {
    offsets: Float64Array.from(order, (at) => offsets[at] ?? 0),
    places: Uint32Array.from(order, (at) => places[at] ?? 0),
  };
}

function openLines({ offsets, places }: LineColumns): PartLines {
  const last = offsets.length - 1;
  let found = 0;
  return {
    from: offsets[0] ?? 0,
    to: offsets[last] ?? 0,
    find(wanted) {
      let [low, high] = [found, found];
      for (let step = 1; low > 0 && (offsets[low] ?? 0) > wanted; step *= 2) {
        high = low;
        low = Math.max(0, low - step);
      }
      for (let step = 1; high < last && (offsets[high] ?? 0) < wanted; step *= 2) {
        low = high;
        high = Math.min(last, high + step);
      }
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((offsets[middle] ?? 0) < wanted) low = middle + 1;
        else high = middle;
      }
      if (offsets[low] !== wanted) return -1;
      found = low;
      return places[low] ?? -1;
    },
  };
}
