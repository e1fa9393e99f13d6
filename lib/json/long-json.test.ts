import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { findMembers, parseList, parseString } from './long-json';
import { memberTexts } from './member-text';

const atOnce = (): Promise<void> => Promise.resolve();

describe('the members of a long object', () => {
  it('are the same as in a short object, with any spacing', async () => {
    const spaced = fc
      .tuple(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), fc.nat(3))
      .map(([object, indent]) => JSON.stringify(object, null, indent));
    await fc.assert(
      fc.asyncProperty(spaced, async (text) => {
        const members = memberTexts(text);
        expect(await findMembers(text, [...members.keys()], atOnce)).toEqual(members);
      }),
      { seed: 20_261_130 },
    );
  });

  it('are found in every odd event', async () => {
    for (const { bytes, name } of HOSTILE_LINES.filter((line) => line.reading === 'event')) {
      const text = bytes.toString('utf8');
      const members = memberTexts(text);
      expect(await findMembers(text, [...members.keys()], atOnce), name).toEqual(members);
    }
  });

  it.each([
    ['one long text', JSON.stringify('\\"'.repeat(500_000))],
    ['many short values', JSON.stringify(Array.from({ length: 300_000 }, (_, at) => at))],
  ])('are found in slices: %s', async (_, long) => {
    let breaths = 0;
    const breathe = (): Promise<void> => {
      breaths += 1;
      return Promise.resolve();
    };
    const members = await findMembers(`{"x":${long}, "details" : 7 }`, ['details'], breathe);
    expect([...members]).toEqual([['details', '7']]);
    expect(breaths).toBeGreaterThan(long.length / 100_000);
  });
});

describe('a long string', () => {
  it('equals the result of JSON.parse, wherever its escapes are', async () => {
    const escapes = ['\\\\', '\\"', '\\n', '\\u00e9', '\\ud83d\\ude00', '😀', 'é', 'a'];
    const unit = fc.constantFrom(...escapes);
    const text = fc.array(unit, { minLength: 1, maxLength: 12 }).chain((units) =>
      // The length of several slices, with escapes at any offset.
      fc.nat(8).map((pad) => `"${'a'.repeat(pad)}${units.join('').repeat(20_000)}"`),
    );
    await fc.assert(
      fc.asyncProperty(text, async (json) => {
        // Not `toEqual`, which would print megabytes.
        expect((await parseString(json, atOnce)) === JSON.parse(json)).toBe(true);
      }),
      { numRuns: 40, seed: 20_261_130 },
    );
    expect(await parseString('""', atOnce)).toBe('');
  });
});

describe('a long list', () => {
  it('equals the result of JSON.parse', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.nat(3), async (list, indent) => {
        const json = JSON.stringify(list, null, indent);
        expect(await parseList(json, atOnce)).toEqual(JSON.parse(json));
      }),
      { seed: 20_261_130 },
    );
    const long = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => [at, `"${String(at)}`]));
    expect(JSON.stringify(await parseList(long, atOnce))).toBe(long);
  });
});
