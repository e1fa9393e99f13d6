import { pixelOf, type PlaceRange } from './place-range';

/** A single event on its lane. */
export interface EventMark {
  readonly id: string;
  /** Canonical. */
  readonly type: string;
  readonly lane: number;
  readonly place: number;
  readonly isFailed: boolean;
}

export interface PlacedMark extends EventMark {
  readonly x: number;
  /** Whether there is room for its type's glyph; otherwise it is drawn as a stroke. */
  readonly hasGlyph: boolean;
}

export const GLYPH_PX = 10;
/** Glyphs may touch, but not overlap. */
const ROOM_PX = 9;
const REACH_PX = 6;

/** The marks in view, in order of their places, with a glyph if neighbours on the lane leave room. */
export function placeMarks(
  marks: readonly EventMark[],
  view: PlaceRange,
  widthPx: number,
): readonly PlacedMark[] {
  const inView = marks
    .map((mark) => ({ ...mark, x: pixelOf(mark.place, view, widthPx) }))
    .filter(({ x }) => x >= -GLYPH_PX && x <= widthPx + GLYPH_PX)
    .toSorted((a, b) => a.x - b.x);
  const before = new Map<number, number>();
  const roomLeft = inView.map(({ lane, x }) => {
    const last = before.get(lane);
    before.set(lane, x);
    return last === undefined ? Infinity : x - last;
  });
  const after = new Map<number, number>();
  const placed: PlacedMark[] = [];
  for (let at = inView.length - 1; at >= 0; at--) {
    const mark = inView[at];
    if (mark === undefined) continue;
    const next = after.get(mark.lane);
    after.set(mark.lane, mark.x);
    const room = Math.min(roomLeft[at] ?? Infinity, next === undefined ? Infinity : next - mark.x);
    placed.push({ ...mark, hasGlyph: room >= ROOM_PX });
  }
  return placed.reverse();
}

/** The mark for a point on a lane: the nearest one within reach. */
export function markAt(
  marks: readonly PlacedMark[],
  lane: number,
  x: number,
): PlacedMark | undefined {
  let nearest: PlacedMark | undefined;
  for (const mark of marks) {
    if (mark.lane !== lane || Math.abs(mark.x - x) > REACH_PX) continue;
    if (nearest === undefined || Math.abs(mark.x - x) < Math.abs(nearest.x - x)) nearest = mark;
  }
  return nearest;
}

/** The next mark of a lane to the right of a place, or to the left. */
export function nextMark(
  marks: readonly EventMark[],
  lane: number,
  place: number,
  direction: 1 | -1,
): EventMark | undefined {
  return marks
    .filter((mark) => mark.lane === lane && (mark.place - place) * direction > 0)
    .toSorted((a, b) => (a.place - b.place) * direction)[0];
}
