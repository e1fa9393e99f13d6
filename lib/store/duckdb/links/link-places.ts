import { breathe, isBreathDue } from '../../../work/work';
import type { NumberColumns } from '../sql/query-numbers';
import type { LinePlace } from '../index/read-events';

/** The place of a line, and the key by which it was found: the offset of a cause in the same part, or `FAR`. */
export interface FoundPlace extends LinePlace {
  readonly foundBy: number;
}

/** The columns of a query for places: part, offset, length, and the key of the row. */
export const PLACE_COLUMNS = 4;

/** The key of a line found by an id. */
export const FAR = -1;

/** Turns rows of part, offset, length and key into places: all rows, or the wanted ones. Works in slices. */
export async function placesOf(
  [parts = NO_ROWS, offsets = NO_ROWS, lengths = NO_ROWS, keys = NO_ROWS]: NumberColumns,
  isWanted: (part: number, foundBy: number) => boolean = () => true,
): Promise<readonly FoundPlace[]> {
  const places: FoundPlace[] = [];
  for (let row = 0; row < keys.length; row++) {
    if (isBreathDue()) await breathe();
    const [part = 0, foundBy = FAR] = [parts[row], keys[row]];
    if (!isWanted(part, foundBy)) continue;
    const [byteOffset = 0, byteLength = 0] = [offsets[row], lengths[row]];
    places.push({ part, byteOffset, byteLength, foundBy });
  }
  return places;
}

const NO_ROWS = new Float64Array();

export function placeKey({ part, byteOffset }: Pick<LinePlace, 'part' | 'byteOffset'>): string {
  return `${String(part)}:${String(byteOffset)}`;
}

export function comparePlaces(a: LinePlace, b: LinePlace): number {
  return a.part - b.part || a.byteOffset - b.byteOffset;
}
