import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../events/event-order';
import { createSeededRandom } from '../simulation/seeded-random';
import { createSeededUlids } from '../simulation/seeded-ulids';
import {
  bitsAt,
  idBits,
  ID_WORDS,
  readUlidBits,
  ULID_ALPHABET,
  ulidOf,
  writeDigestBits,
} from './event-id-bits';

const LOWEST = '0'.repeat(26);
const HIGHEST = `7${'Z'.repeat(25)}`;

const anyUlid = fc
  .tuple(
    fc.constantFrom(...Array.from('01234567')),
    fc.array(fc.constantFrom(...Array.from(ULID_ALPHABET)), { minLength: 25, maxLength: 25 }),
  )
  .map(([first, rest]) => first + rest.join(''));

/** The bits of a ULID, computed the simple way; `undefined` when it is not a ULID. */
function read(text: string): bigint | undefined {
  const words = new Uint32Array(3 * ID_WORDS).fill(7);
  // Surrounded by letters of the alphabet, which must not be read.
  const bytes = Buffer.from(`00${text}00`);
  const isUlid = readUlidBits(bytes, 2, bytes.length - 2, words, ID_WORDS);
  const isElsewhereKept = words.every((word, i) => word === 7 || Math.floor(i / ID_WORDS) === 1);
  expect(isElsewhereKept).toBe(true);
  return isUlid ? bitsAt(words, 1) : undefined;
}

function valueOf(text: string): bigint {
  return Array.from(text).reduce(
    (value, letter) => value * 32n + BigInt(ULID_ALPHABET.indexOf(letter)),
    0n,
  );
}

/** The first 16 bytes of its SHA-256 as one number, the last byte highest. */
function digestOf(text: string): bigint {
  const bytes = createHash('sha256').update(text, 'utf8').digest().subarray(0, 16).reverse();
  return BigInt(`0x${bytes.toString('hex')}`);
}

describe('the bits of a ULID', () => {
  it.each([
    [LOWEST, 0n],
    [`${'0'.repeat(25)}1`, 1n],
    [`${'0'.repeat(19)}1000000`, 1n << 30n],
    [`${'0'.repeat(19)}4000000`, 1n << 32n],
    [`1${'0'.repeat(25)}`, 1n << 125n],
    [HIGHEST, (1n << 128n) - 1n],
  ])('of %s are %s', (text, bits) => {
    expect(read(text)).toBe(bits);
    expect(idBits(text)).toBe(bits);
    expect(ulidOf(bits)).toBe(text);
  });

  it('are five per letter, and restore the ULID', () => {
    const check = (text: string): void => {
      const bits = read(text);
      expect(bits).toBe(valueOf(text));
      expect(idBits(text)).toBe(bits);
      expect(ulidOf(valueOf(text))).toBe(text);
    };
    fc.assert(fc.property(anyUlid, check), { seed: 6, numRuns: 300 });
    const ulid = createSeededUlids(createSeededRandom(6));
    for (let timeMs = 1.7e12; timeMs < 1.7e12 + 100; timeMs++) check(ulid(timeMs));
  });

  it('are ordered as the texts are', () => {
    const withSharedStart = fc
      .tuple(anyUlid, anyUlid, fc.integer({ min: 0, max: 26 }))
      .map(([a, b, shared]) => [a, a.slice(0, shared) + b.slice(shared)] as const);
    fc.assert(
      fc.property(withSharedStart, ([a, b]) => {
        const order = Number(idBits(a) > idBits(b)) - Number(idBits(a) < idBits(b));
        expect(order).toBe(Math.sign(compareCodePoints(a, b)));
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});

describe('the bits of another id', () => {
  const ULID = '01M43MGC6AWK8A9FN7F0ZEZPYJ';
  it.each([
    ['in small letters', ULID.toLowerCase()],
    ['with one small letter', ULID.replace('K', 'k')],
    ['of 25 letters', ULID.slice(1)],
    ['of 27 letters', `${ULID}0`],
    ['with an I', ULID.replace('K', 'I')],
    ['with an L', ULID.replace('K', 'L')],
    ['with an O', ULID.replace('K', 'O')],
    ['with a U at its end', `${ULID.slice(0, -1)}U`],
    ['beyond 128 bits', `8${ULID.slice(1)}`],
    ['that begins with Z', `Z${ULID.slice(1)}`],
    ['with a space', ULID.replace('K', ' ')],
    ['with a hyphen', ULID.replace('K', '-')],
    ['of 26 bytes but fewer characters', `${ULID.slice(2)}é`],
    ['of 26 characters but more bytes', `${ULID.slice(1)}é`],
    ['in full-width digits', '０'.repeat(26)],
    ['that is a UUID', '0189d1c2-7f2a-7000-8000-0123456789ab'],
    ['of one letter', 'a'],
    ['in astral characters', '😀-id'],
    ['of 2,000 characters', 'i'.repeat(2000)],
  ])('%s are a digest of it', (_, text) => {
    expect(read(text)).toBeUndefined();
    expect(idBits(text)).toBe(digestOf(text));
    const words = new Uint32Array(3 * ID_WORDS);
    writeDigestBits(text, words, ID_WORDS);
    expect([bitsAt(words, 0), bitsAt(words, 1), bitsAt(words, 2)]).toEqual([0n, idBits(text), 0n]);
  });

  it('are the same for the same text and no other', () => {
    const odd = fc.constantFrom('a', 'A', 'é', '😀', '\ud83d', '\ude00', '\uFFFD', '0', '\u0000');
    const id = fc.oneof(anyUlid, fc.string({ unit: odd, minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(id, id, (a, b) => {
        // Half a surrogate pair equals U+FFFD, as in UTF-8.
        const isSame = a.toWellFormed() === b.toWellFormed();
        expect(idBits(a) === idBits(b)).toBe(isSame);
        expect(idBits(Buffer.from(a).toString())).toBe(idBits(a));
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});
