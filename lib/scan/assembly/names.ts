import { MASKS, NAMES } from './memory';
import { codeOfName } from './outside';

// A cache of names. Numbers of types, agents and kinds are assigned outside. A table gives each name one slot, which the next
// name with the same slot takes over. A name is stored as three times 16 bytes, padded with zeros, which no name contains,
// followed by its number.

const MAX_LENGTH: usize = 48;
const CODE: usize = 48;
const PLACE_BYTES: usize = 64;
const PLACE_BITS: u32 = 10;
const TABLE_BYTES: usize = PLACE_BYTES << PLACE_BITS;

export const TYPE_NAMES: u32 = 0;
export const AGENT_NAMES: u32 = 1;
export const KIND_NAMES: u32 = 2;
/** This table is not cached here. */
export const SIMULATION_IDS: u32 = 3;

/** Loads 16 bytes from `start`; bytes from `length` on are zeros. */
export function load16(start: usize, length: usize): v128 {
  return v128.and(v128.load(start), v128.load(MASKS + 16 - min<usize>(length, 16)));
}

function lengthFrom(length: usize, from: usize): usize {
  return length > from ? length - from : 0;
}

/** The number of the name in `[start, end)`. */
export function codeOf(table: u32, start: usize, end: usize): u32 {
  const length = end - start;
  if (length > MAX_LENGTH) return codeOfName(table, start, end);
  const a = load16(start, length);
  const b = load16(start + 16, lengthFrom(length, 16));
  const c = load16(start + 32, lengthFrom(length, 32));
  const mixed = v128.xor(v128.xor(a, b), c);
  const sum =
    (i64x2.extract_lane(mixed, 0) * 31 + i64x2.extract_lane(mixed, 1)) * 0x9e37_79b9_7f4a_7c15;
  const place =
    NAMES + usize(table) * TABLE_BYTES + usize(u64(sum) >>> (64 - PLACE_BITS)) * PLACE_BYTES;
  const isOther = v128.or(
    v128.or(v128.xor(a, v128.load(place)), v128.xor(b, v128.load(place, 16))),
    v128.xor(c, v128.load(place, 32)),
  );
  if (!v128.any_true(isOther)) return load<u32>(place, CODE);
  const code = codeOfName(table, start, end);
  v128.store(place, a);
  v128.store(place, b, 16);
  v128.store(place, c, 32);
  store<u32>(place, code, CODE);
  return code;
}

/** Fills the tables with bytes that no name has. */
export function forgetTables(): void {
  memory.fill(NAMES, 0xff, TABLE_BYTES * 3);
}
