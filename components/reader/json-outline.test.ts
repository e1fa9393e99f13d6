import { describe, expect, it } from 'vitest';
import { readExactJson } from '@/components/ui/exact-json';
import { jsonOutline, type Outline } from './json-outline';

function outline(value: unknown) {
  return jsonOutline(readExactJson(typeof value === 'string' ? value : JSON.stringify(value)));
}

/** The lines of an outline as a text; a branch says what it hides. */
function linesOf(each: Outline): readonly string[] {
  const name = each.name === '' ? '' : `${each.name}: `;
  if (each.kind === 'leaf') return [name + each.tokens.map(({ text }) => text).join('')];
  return [name + each.hidden, ...each.members.flatMap(linesOf)];
}

describe('the outline of a JSON value', () => {
  it('has numbers as written, strings with their lines, and short values on one line', () => {
    expect(linesOf(outline('{"a": 1.0, "b": ["x", {"c d": 2}], "e": "x\\ny"}').root)).toEqual([
      '{ a: 1.0, 2 more }',
      'a: 1.0',
      'b: [ "x", { "c d": 2 } ]',
      'e: "x\ny"',
    ]);
  });

  it.each([
    ['{ cash: 1.5, deposit: 20, 4 more }', { cash: 1.5, deposit: 20, list: [1], a: 1, b: 1, c: 1 }],
    ['{ 2 fields }', { a: { b: 1 }, c: 2 }],
    ['{ only: 1 }', { only: 1 }],
    [
      '[ 6 actions: sell, buy, hold, plan and 2 more ]',
      ['sell', 'buy', 'hold', 'plan', 'bid', 'ask'].map((action_type) => ({ action_type })),
    ],
    ['[ 2 items: ada, bo ]', [{ age: 1, name: 'ada' }, { name: 'bo' }]],
    ['[ 3 items ]', [1, 2, 3]],
    ['[ 1 item: grain ]', ['grain']],
  ])('says %j of what it hides', (hidden, value) => {
    expect(linesOf(outline(value).root)[0]).toBe(hidden);
  });

  it('counts its lines', () => {
    const { root } = outline({
      a: 1,
      b: Object.fromEntries('cdefghijk'.split('').map((key) => [key, key.repeat(20)])),
    });
    expect(root.size).toBe(2 + 1 + 2 + 9);
  });

  it('is bounded in width, in depth and in the length of texts, and says so', () => {
    const wide = outline(`[${'1,'.repeat(9999)}1]`);
    expect(wide.isCut).toBe(true);
    expect(wide.root).toMatchObject({ total: 10_000 });
    expect(wide.root.size).toBeLessThan(3003);
    expect(JSON.stringify(outline(`${'['.repeat(5000)}1${']'.repeat(5000)}`)).length).toBeLessThan(
      40_000,
    );
    const long = outline(JSON.stringify('y'.repeat(100_000)));
    expect(long.isCut).toBe(true);
    expect(linesOf(long.root).join('').length).toBeLessThan(20_010);
  });
});
