import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createByteDictionary } from './byte-dictionary';

describe('createByteDictionary', () => {
  it('numbers names in order of appearance and finds them again', () => {
    const name = fc.oneof(
      fc.constantFrom(
        '',
        'a',
        'ab',
        'abc',
        'b',
        'å',
        '🚜',
        '\uFFFD',
        '\uFEFFa',
        'a\u0000',
        '\u0000',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.boolean()), { maxLength: 60, size: 'max' }),
        (asked) => {
          const dictionary = createByteDictionary();
          const codes = new Map<string, number>();
          for (const [text, asBytes] of asked) {
            const expected = codes.get(text) ?? codes.size;
            codes.set(text, expected);
            const bytes = Buffer.from(`x${text}y`);
            const code = asBytes
              ? dictionary.codeOf(bytes, 1, bytes.length - 1)
              : dictionary.codeOfText(text);
            expect(code).toBe(expected);
            // The buffer is reused for the next line.
            bytes.fill(0x7a);
          }
          expect(dictionary.names).toEqual([...codes.keys()]);
        },
      ),
      { seed: 9, numRuns: 100 },
    );
  });

  it('grows to many thousand names without mixing them up', () => {
    const names = Array.from(
      { length: 20_000 },
      (_, i) => `${'é'.repeat(i % 3)}agent_${String(i)}`,
    );
    const dictionary = createByteDictionary();
    const first = names.map(dictionary.codeOfText);
    expect(first).toEqual(names.map((_, i) => i));
    expect(names.map(dictionary.codeOfText)).toEqual(first);
    expect(dictionary.names).toEqual(names);
  });

  it('distinguishes names with equal polynomial hashes of base 31', () => {
    let names = [''];
    for (let i = 0; i < 9; i++) names = names.flatMap((name) => [`${name}Aa`, `${name}BB`]);
    expect(names).toHaveLength(512);
    const dictionary = createByteDictionary();
    const first = names.map(dictionary.codeOfText);
    expect(new Set(first).size).toBe(512);
    expect(names.map(dictionary.codeOfText)).toEqual(first);
    expect(first.map((code) => dictionary.names[code])).toEqual(names);
  });
});
