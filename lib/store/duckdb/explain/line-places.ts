import { breathe } from '../../../work/work';
import { placeIn } from './place-in';

/** Finds the place in a window of the event at an offset of a part. */
export interface LinePlaces {
  /** By part: the range of offsets of its lines. */
  readonly ranges: ReadonlyMap<number, { readonly from: number; readonly to: number }>;
  /** `undefined` when the window has no such event. */
  find(part: number, byteOffset: number): number | undefined;
}

interface PartLines {
  readonly offsets: number[];
  /** Beside the offsets. */
  readonly places: number[];
}

/** @param parts by place; @param byteOffsets by place */
export async function placeLines(
  parts: Float64Array,
  byteOffsets: Float64Array,
): Promise<LinePlaces> {
  const lines = new Map<number, PartLines>();
  for (let place = 0; place < parts.length; place++) {
    if (place % ROWS_AT_ONCE === 0) await breathe();
    const part = parts[place] ?? 0;
    const own = lines.get(part) ?? { offsets: [], places: [] };
    lines.set(part, own);
    own.offsets.push(byteOffsets[place] ?? 0);
    own.places.push(place);
  }
  const sorted = new Map([...lines].map(([part, each]) => [part, inOffsetOrder(each)] as const));
  return {
    ranges: new Map(
      [...sorted].map(([part, { offsets }]) => [
        part,
        { from: offsets[0] ?? 0, to: offsets.at(-1) ?? 0 },
      ]),
    ),
    find(part, byteOffset) {
      const { offsets, places } = sorted.get(part) ?? NO_LINES;
      return places[placeIn(offsets, byteOffset)];
    },
  };
}

const ROWS_AT_ONCE = 256;
const NO_LINES: PartLines = { offsets: [], places: [] };

/** Lines are mostly in event order already. */
function inOffsetOrder({ offsets, places }: PartLines): PartLines {
  if (offsets.every((offset, at) => at === 0 || offset > (offsets[at - 1] ?? 0))) {
    return { offsets, places };
  }
  const order = Uint32Array.from(offsets.keys()).sort(
    (a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0),
  );
  return {
    offsets: Array.from(order, (at) => offsets[at] ?? 0),
    places: Array.from(order, (at) => places[at] ?? 0),
  };
}
