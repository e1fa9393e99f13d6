/** The length of a ULID. */
export const ULID_LENGTH: usize = 26;

/** Writes the bits of the 26 letters at `start`, as event-id-bits.ts does; `false` when they are no ULID in capital letters. */
export function readUlid(start: usize, to: usize): bool {
  const first = valuesOf(v128.load(start));
  const last = valuesOf(v128.load(start + 10));
  // Their highest bits are set, all of them.
  if (i8x16.bitmask(v128.and(first, last)) != 0xffff) return false;
  const a = pack(first);
  const b = pack(last);
  // Letters 0 to 9, 50 bits of which the first two are none; 10 to 17 and 18 to 25, 40 bits each.
  const high = (i64x2.extract_lane(a, 0) << 10) | (i64x2.extract_lane(a, 1) >>> 30);
  const middle = i64x2.extract_lane(b, 0);
  if (high >>> 48 != 0) return false;
  store<u64>(to, (middle << 40) | i64x2.extract_lane(b, 1));
  store<u64>(to + 8, (high << 16) | (middle >>> 24));
  return true;
}

/** The value of each letter and 128, 0 for what is none. */
function valuesOf(letters: v128): v128 {
  // A place beyond 15 in a table gives 0: each letter is in the table of its own sixteen, or in none.
  const digits = i8x16.swizzle(
    i8x16(-128, -127, -126, -125, -124, -123, -122, -121, -120, -119, 0, 0, 0, 0, 0, 0),
    i8x16.sub(letters, i8x16.splat(0x30)),
  );
  // _ABCDEFGH_JK_MN_
  const early = i8x16.swizzle(
    i8x16(0, -118, -117, -116, -115, -114, -113, -112, -111, 0, -110, -109, 0, -108, -107, 0),
    i8x16.sub(letters, i8x16.splat(0x40)),
  );
  // PQRST_VWXYZ_____
  const late = i8x16.swizzle(
    i8x16(-106, -105, -104, -103, -102, 0, -101, -100, -99, -98, -97, 0, 0, 0, 0, 0),
    i8x16.sub(letters, i8x16.splat(0x50)),
  );
  return v128.or(v128.or(digits, early), late);
}

/** Eight letters of five bits each as the 40 lowest bits of a lane, the first one highest. */
function pack(letters: v128): v128 {
  const values = v128.and(letters, i8x16.splat(31));
  const pairs = v128.or(i16x8.shl(v128.and(values, i16x8.splat(0xff)), 5), i16x8.shr_u(values, 8));
  const fours = v128.or(
    i32x4.shl(v128.and(pairs, i32x4.splat(0xffff)), 10),
    i32x4.shr_u(pairs, 16),
  );
  return v128.or(i64x2.shl(v128.and(fours, i64x2.splat(0xffff_ffff)), 20), i64x2.shr_u(fours, 32));
}
