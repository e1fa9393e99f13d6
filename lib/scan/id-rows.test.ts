import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsAt, ID_WORDS, readUlidBits, ULID_ALPHABET } from './event-id-bits';
import { indexIds } from './id-rows';

/** A column of ids. Words have few values, so that ids are often equal or differ in one word. */
const anyIds = fc
  .array(fc.constantFrom(0, 1, 0x8000_0000, 0xffff_ffff), { maxLength: 160, size: 'max' })
  .map((words) => Uint32Array.from(words.slice(0, words.length - (words.length % ID_WORDS))));

function naiveIndex(id: Uint32Array) {
  const rows = Array.from({ length: id.length / ID_WORDS }, (_, row) => bitsAt(id, row));
  const firstRows = new Map<bigint, number>();
  for (const [row, bits] of rows.entries()) if (!firstRows.has(bits)) firstRows.set(bits, row);
  const sorted = [...rows].sort((a, b) => (a < b ? -1 : Number(a > b)));
  const [lowest] = sorted;
  const highest = sorted.at(-1);
  const summary =
    lowest === undefined || highest === undefined
      ? undefined
      : { lowest, highest, duplicateCount: rows.length - firstRows.size };
  return { summary, find: (bits: bigint) => firstRows.get(bits) };
}

describe('indexIds', () => {
  it('finds the first row of every id, no row of any other id, and summarises them', () => {
    fc.assert(
      fc.property(anyIds, anyIds, (id, others) => {
        const expected = naiveIndex(id);
        const rowCount = id.length / ID_WORDS;
        const rows = indexIds({ id, rowCount });
        expect(rows.summary).toEqual(expected.summary);
        for (const ids of [id, others]) {
          for (let at = 0; at < ids.length; at += ID_WORDS) {
            expect(rows.find(ids, at)).toBe(expected.find(bitsAt(ids, at / ID_WORDS)));
          }
        }
      }),
      { seed: 10, numRuns: 200 },
    );
  });

  it('ignores data beyond the rows in a longer column', () => {
    const id = Uint32Array.of(5, 0, 0, 1, 1, 1, 1, 1, 9, 9, 9, 9, 0, 0, 0, 0);
    const rows = indexIds({ id, rowCount: 2 });
    expect(rows.summary).toEqual(naiveIndex(id.subarray(0, 2 * ID_WORDS)).summary);
    expect(rows.find(id, 2 * ID_WORDS)).toBeUndefined();
    expect(rows.find(id, 3 * ID_WORDS)).toBeUndefined();
    expect(indexIds({ id, rowCount: 0 })).toMatchObject({ summary: undefined });
  });

  it.each([
    ['their time alone', (i: number) => `${letters(1.7e12 + i, 10)}${'0'.repeat(16)}`],
    ['whole seconds alone', (i: number) => `${letters(1.7e12 + i * 1000, 10)}${'0'.repeat(16)}`],
    ['a number at their end', (i: number) => `01M43MGC6A${letters(i, 16)}`],
    ['a decimal number', (i: number) => `01M43MGC6A${String(i).padStart(16, '0')}`],
    [
      'a decimal number amid them',
      (i: number) => `01M43MGC6A${String(i).padStart(8, '0')}ABCDEFGH`,
    ],
    ['their highest letters', (i: number) => `${letters(i, 4)}${'0'.repeat(22)}`],
  ])('looks at few rows to find an id among ids that differ in %s', (_, idOf) => {
    const rowCount = 4000;
    const id = new Uint32Array(rowCount * ID_WORDS);
    for (let row = 0; row < rowCount; row++) {
      expect(readUlidBits(Buffer.from(idOf(row)), 0, 26, id, row * ID_WORDS)).toBe(true);
    }
    let reads = 0;
    const counted = new Proxy(id, {
      get(target, key) {
        if (++reads > rowCount * 60) throw new Error('a table in which everything collides');
        return Reflect.get(target, key, target);
      },
    });
    expect(indexIds({ id: counted, rowCount }).summary?.duplicateCount).toBe(0);
  });
});

/** A number in this many letters of a ULID. */
function letters(value: number, length: number): string {
  const digits = value.toString(32).padStart(length, '0');
  return Array.from(digits, (digit) => ULID_ALPHABET[Number.parseInt(digit, 32)]).join('');
}
