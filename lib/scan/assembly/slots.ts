import { load16 } from './names';

// A table of up to 32 texts in slots of 32 bytes, padded with zeros. For each length up to 32, `lengths` has the ranks of the
// texts of this length as bits.

export const SLOT_BYTES: usize = 32;
export const NOT_LISTED: u32 = 32;

/** The rank of the text in `[start, end)` in a table, or NOT_LISTED. */
export function rankOf(table: usize, lengths: usize, start: usize, end: usize): u32 {
  const length = end - start;
  if (length > SLOT_BYTES) return NOT_LISTED;
  const ranks = load<u32>(lengths + 4 * length);
  if (ranks == 0) return NOT_LISTED;
  return findRank(table, ranks, load16(start, length), load16(start + 16, restOf(length)));
}

/** The same for a table of texts in lower case; upper and lower case are equal in ASCII. */
export function rankOfWord(table: usize, lengths: usize, start: usize, end: usize): u32 {
  const length = end - start;
  if (length > SLOT_BYTES) return NOT_LISTED;
  const ranks = load<u32>(lengths + 4 * length);
  if (ranks == 0) return NOT_LISTED;
  const low = toLowerCase(load16(start, length));
  return findRank(table, ranks, low, toLowerCase(load16(start + 16, restOf(length))));
}

function restOf(length: usize): usize {
  return length > 16 ? length - 16 : 0;
}

function findRank(table: usize, ranks: u32, low: v128, high: v128): u32 {
  while (ranks != 0) {
    const rank = ctz(ranks);
    const slot = table + SLOT_BYTES * usize(rank);
    const isOther = v128.or(v128.xor(low, v128.load(slot)), v128.xor(high, v128.load(slot, 16)));
    if (!v128.any_true(isOther)) return rank;
    ranks &= ranks - 1;
  }
  return NOT_LISTED;
}

function toLowerCase(bytes: v128): v128 {
  const letters = i8x16.sub(bytes, i8x16.splat(0x41));
  const isUpper = i8x16.eq(i8x16.min_u(letters, i8x16.splat(25)), letters);
  return v128.or(bytes, v128.and(isUpper, i8x16.splat(0x20)));
}
