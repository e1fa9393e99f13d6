import type { EventColumns } from './event-columns';
import { bitsAt, ID_WORDS } from './event-id-bits';

/** A summary of the ids of events. */
export interface IdSummary {
  /** Compared as bits. */
  readonly lowest: bigint;
  readonly highest: bigint;
  /** The number of events whose id an earlier event has. */
  readonly duplicateCount: number;
}

/** The rows of ids in columns. */
export interface IdRows {
  /** `undefined` when there are no rows. */
  readonly summary: IdSummary | undefined;
  /** The first row with the id at `ids[at]`. */
  find(ids: Uint32Array, at: number): number | undefined;
}

const MIN_SLOTS = 16;

/** Indexes the rows of columns by id, in a table with open addressing. A slot holds a row plus 1, or 0 when it is free. */
export function indexIds({ id, rowCount }: Pick<EventColumns, 'id' | 'rowCount'>): IdRows {
  let size = MIN_SLOTS;
  while (size < rowCount * 2) size *= 2;
  const slots = new Uint32Array(size);
  const mask = size - 1;

  /** The slot of an id, or the free slot for it. */
  function slotOf(ids: Uint32Array, at: number): number {
    const a = ids[at] ?? 0;
    const b = ids[at + 1] ?? 0;
    const c = ids[at + 2] ?? 0;
    const d = ids[at + 3] ?? 0;
    // Mixes all words: some ids are random only in their lowest bits, others count in any of their bits.
    let slot = Math.imul(a, 0x9e37_79b1);
    slot = Math.imul(slot ^ (slot >>> 15) ^ b, 0x85eb_ca6b);
    slot = Math.imul(slot ^ (slot >>> 13) ^ c, 0xc2b2_ae35);
    slot = Math.imul(slot ^ (slot >>> 16) ^ d, 0x27d4_eb2f);
    slot = (slot ^ (slot >>> 15)) & mask;
    for (let held = slots[slot] ?? 0; held !== 0; held = slots[slot] ?? 0) {
      const known = (held - 1) * ID_WORDS;
      if (id[known] === a && id[known + 1] === b && id[known + 2] === c && id[known + 3] === d) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  let duplicateCount = 0;
  let lowest = 0;
  let highest = 0;
  for (let row = 0; row < rowCount; row++) {
    const slot = slotOf(id, row * ID_WORDS);
    if (slots[slot] === 0) slots[slot] = row + 1;
    else duplicateCount++;
    if (compareIds(id, row, lowest) < 0) lowest = row;
    if (compareIds(id, row, highest) > 0) highest = row;
  }
  return {
    summary:
      rowCount === 0
        ? undefined
        : { lowest: bitsAt(id, lowest), highest: bitsAt(id, highest), duplicateCount },
    find(ids, at) {
      const held = slots[slotOf(ids, at)] ?? 0;
      return held === 0 ? undefined : held - 1;
    },
  };
}

function compareIds(ids: Uint32Array, a: number, b: number): number {
  for (let word = ID_WORDS - 1; word >= 0; word--) {
    const order = (ids[a * ID_WORDS + word] ?? 0) - (ids[b * ID_WORDS + word] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
