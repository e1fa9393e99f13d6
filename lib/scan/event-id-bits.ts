import { hash } from 'node:crypto';

// An event id as 128 bits. Equal ids have equal bits, and ids ordered in time have ordered bits. A ULID consists of 128 bits in
// 26 letters, so its bits are sufficient. For any other id the bits are a digest, and the text is kept as well.

/** The number of 32-bit words of an id, the least significant first. */
export const ID_WORDS = 4;

const ULID_LENGTH = 26;
/** The alphabet of ULIDs, Crockford's base 32. */
export const ULID_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MAX_VALUE = 31;
const NO_LETTER = 0xff;
const VALUES = new Uint8Array(256).fill(NO_LETTER);
for (const [value, letter] of Array.from(ULID_ALPHABET).entries())
  VALUES[letter.charCodeAt(0)] = value;

/** Writes the bits of the id in `bytes[start, end)` at `words[at]`; `false` when it is not a ULID in capital letters. */
export function readUlidBits(
  bytes: Uint8Array,
  start: number,
  end: number,
  words: Uint32Array,
  at: number,
): boolean {
  if (end - start !== ULID_LENGTH) return false;
  // The first letter has the 3 highest bits, each other letter 5 bits.
  let seen = VALUES[bytes[start] ?? 0] ?? NO_LETTER;
  if (seen > 7) return false;
  let word = seen;
  let bits = 3;
  let to = at + ID_WORDS - 1;
  for (let i = start + 1; i < end; i++) {
    const value = VALUES[bytes[i] ?? 0] ?? NO_LETTER;
    seen |= value;
    bits += 5;
    if (bits < 32) {
      word = (word << 5) | value;
      continue;
    }
    bits -= 32;
    words[to--] = (word << (5 - bits)) | (value >> bits);
    word = value & ((1 << bits) - 1);
  }
  return seen <= MAX_VALUE;
}

/** Writes the bits of an id that is not a ULID. */
export function writeDigestBits(text: string, words: Uint32Array, at: number): void {
  const digest = hash('sha256', text, 'buffer');
  for (let i = 0; i < ID_WORDS; i++) words[at + i] = digest.readUInt32LE(4 * i);
}

/** An id's bits as one number. */
export function idBits(text: string): bigint {
  const words = new Uint32Array(ID_WORDS);
  if (!readUlidBits(Buffer.from(text), 0, Buffer.byteLength(text), words, 0)) {
    writeDigestBits(text, words, 0);
  }
  return bitsAt(words, 0);
}

/** The bits of the id in row `row` of a column as one number. */
export function bitsAt(ids: Uint32Array, row: number): bigint {
  let bits = 0n;
  for (let i = ID_WORDS - 1; i >= 0; i--) {
    bits = (bits << 32n) | BigInt(ids[row * ID_WORDS + i] ?? 0);
  }
  return bits;
}

/** The ULID with these bits. */
export function ulidOf(bits: bigint): string {
  let text = '';
  // `toString(32)` has the same five bits per letter, in another alphabet.
  for (const digit of bits.toString(32).padStart(ULID_LENGTH, '0')) {
    text += ULID_ALPHABET[Number.parseInt(digit, 32)] ?? '';
  }
  return text;
}
