import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inlineText,
  isTree,
  jsonText,
  member,
  membersOf,
  readExactJson,
  someMembersOf,
} from './exact-json';

describe('exact JSON', () => {
  it('keeps the digits of a number', () => {
    const text = '{"rate":1.0,"big":9007199254740993,"tiny":1E-7,"zero":-0}';
    expect(jsonText(readExactJson(text))).toBe(text);
  });

  it('keeps keys in their order, including numeric and repeated keys', () => {
    const text = '{"b":1,"10":2,"2":3,"b":4}';
    expect(jsonText(readExactJson(text))).toBe(text);
    expect(member(readExactJson(text), 'b')).toEqual({ kind: 'number', text: '4' });
  });

  it('reads strings as JSON does', () => {
    expect(readExactJson(' "a\\"b\\u00e9\\\\" ')).toEqual({ kind: 'string', value: 'a"bé\\' });
  });

  it('equals JSON.parse for any JSON', () => {
    fc.assert(
      fc.property(
        fc.json({ noUnicodeString: false }),
        fc.integer({ min: 0, max: 2 }),
        (json, indent) => {
          const text = JSON.stringify(JSON.parse(json), null, indent);
          expect(JSON.parse(jsonText(readExactJson(text)))).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it('writes strings bare where they stand alone', () => {
    expect(inlineText(readExactJson('"open"'))).toBe('open');
    expect(inlineText(readExactJson('["open", 1.50]'))).toBe('["open",1.50]');
  });

  it('names the members of objects and lists', () => {
    const names = (text: string) => membersOf(readExactJson(text)).map(([name]) => name);
    expect([names('{"b":1,"a":2}'), names('[7,8]'), names('"text"')]).toEqual([
      ...[['b', 'a'], ['0', '1'], []],
    ]);
    expect(['{}', '[]', '3', '[3]'].map((text) => isTree(readExactJson(text)))).toEqual([
      ...[false, false, false, true],
    ]);
  });

  it('reads values 200,000 deep or wide without reading them completely', () => {
    const deep = readExactJson(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(inlineText(deep)).toBe(`${'['.repeat(300)}…`);
    expect(isTree(deep)).toBe(true);
    expect(jsonText(deep)).toHaveLength(400_000);
    const wide = readExactJson(
      `{${Array.from({ length: 200_000 }, (_, at) => `"k${String(at)}":1`).join()}}`,
    );
    const { members, total } = someMembersOf(wide, 100_000, 2);
    expect([members.map(([name]) => name), total]).toEqual([['k100000', 'k100001'], 200_000]);
  });

  it('has no members where there is no object', () => {
    expect(member(readExactJson('[1]'), '0')).toBeUndefined();
    expect(member(undefined, 'a')).toBeUndefined();
  });
});
