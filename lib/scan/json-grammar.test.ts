import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../simulation/seeded-random';
import { MAX_LINE_BYTES } from '../files/line-bytes';
import { EventColumnsBuilder } from './event-columns';
import { EventScanner } from './event-scanner';

const scanner = new EventScanner(new EventColumnsBuilder());

const lineWith = (text: string): string =>
  `{"event_id":"a","timestamp":"2026-10-04T14:00:00Z","turn_number":1,"event_type":"A","x":${text}}`;

/** Whether `EventScanner` takes an event with this text as a value. */
function isScanned(text: string): boolean {
  const bytes = Buffer.from(`${lineWith(text)}\n"}]`);
  let isTaken = true;
  scanner.scan({ bytes, to: 1, byteOffset: 0, maxLineBytes: MAX_LINE_BYTES }, () => {
    isTaken = false;
    return 1;
  });
  return isTaken;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const nested = (depth: number): readonly string[] => [
  '['.repeat(depth) + ']'.repeat(depth),
  `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`,
  `${'[1, {"a": '.repeat(depth / 2)}"]}"${'}, 2]'.repeat(depth / 2)}`,
];

describe("JSON's grammar in WebAssembly", () => {
  it.each([
    ...['0', '-0', '1', '-1', '10', '1.5', '-0.0', '0.10', '1e3', '1E3', '1e+3', '1e-03', '1.5e00'],
    ...['12345678901234567890', '1e999', '-1e-999', `0.${'1'.repeat(400)}`],
    ...['""', '"a"', '"abc"', '"abcd"', '"abcde"', '"é"', '"😀"', '"\u2028\u2029\u007f\uFEFF"'],
    ...[
      '"\\""',
      '"\\\\"',
      '"\\\\\\""',
      '"\\/\\b\\f\\n\\r\\t"',
      '"\\u0000\\uABCD\\uabcd"',
      '"\\ud800"',
    ],
    ...['true', 'false', 'null', '[]', '{}', '[ ]', '{  }', '[[]]', '[{}]', '{"":{}}'],
    ...['[1,2]', '[1 , 2 ]', '[ 1,2]', '{"a":1}', '{ "a" : 1 , "b" : [ ] }', '{"a":1,"a":2}'],
    ...['["]",{"}":"{["}]', '[[],[],{},[{},[]]]', '{"a":[{"b":[{"c":{}}]}]}', '{"\\u0061":"\\\\"}'],
    ...nested(30),
  ])('takes %s', (text) => {
    expect(parses(text)).toBe(true);
    expect(isScanned(text)).toBe(true);
    expect(isScanned(`${text} `)).toBe(true);
    expect(isScanned(`${text},"a":1`)).toBe(true);
    expect(isScanned(`[${text}]`)).toBe(depthOf(JSON.parse(text)) < 30);
  });

  it.each([
    ...[
      '',
      ' ',
      'NaN',
      'Infinity',
      '-Infinity',
      'undefined',
      'None',
      'True',
      'nul',
      'nulll',
      'tru',
    ],
    ...[
      'fals',
      'falsE',
      'trUe',
      'nuLl',
      'f',
      't',
      'n',
      "'a'",
      '`a`',
      '//',
      '/* */1',
      '\\',
      ',',
      ':',
    ],
    ...[
      '01',
      '-',
      '-a',
      '--1',
      '+1',
      '.5',
      '1.',
      '1.e3',
      '1e',
      '1e+',
      '1e1.5',
      '0x10',
      '1_000',
      '1n',
    ],
    ...[
      '-01',
      '00',
      '1.2.3',
      '１',
      '"',
      '"a',
      '"\\"',
      '"\\x41"',
      '"\\u12"',
      '"\\u123g"',
      '"\\U0041"',
    ],
    ...['"\\\'"', '"a\tb"', '"a\u0000b"', '"a\u001fb"', '"\\u 123"', '"a""b"'],
    ...['[', ']', '{', '}', '[1', '[1,', '[1,]', '[,1]', '[,]', '[1 2]', '[1;2]', '[1,,2]', '[1}'],
    ...['{"a"}', '{"a":}', '{"a":1,}', '{,}', '{"a" 1}', '{"a":1 "b":2}', '{"a":1]', '{a:1}'],
    ...['{1:2}', '{"a"::1}', '{"a":1:2}', "{'a':1}", '{null:1}', '{"a":1,"b"}', '[[1]', '[{]}'],
    ...['[1]]', '{"a":{"b":1}', '{"a":[1,{"b":2]}', '\u00a01', '[\u00a01]', '\uFEFF1'],
  ])('does not take all of %j', (text) => {
    expect(parses(text)).toBe(false);
    expect(isScanned(text)).toBe(false);
    expect(isScanned(`[0,${text}]`)).toBe(false);
    expect(isScanned(`{"a":${text},"b":0}`)).toBe(false);
  });

  it.each([' 1', '\t1', '[\t1]', '[1\r]', '{"a"\t:1}', ...nested(32), `[${nested(30)[0] ?? ''}]`])(
    'leaves %j, which is JSON of a rare form',
    (text) => {
      expect(parses(text)).toBe(true);
      // A space after a colon is common.
      expect(isScanned(text)).toBe(text.startsWith(' '));
    },
  );

  it('takes any output of JSON.stringify, also with spaces and escaped letters', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.string({ unit: 'binary' }),
      fc.double(),
    );
    fc.assert(
      fc.property(value, fc.boolean(), (written, isAscii) => {
        const compact = JSON.stringify(written);
        const spaced = JSON.stringify(written, undefined, 1).replace(/\n */g, ' ');
        for (const text of [compact, spaced]) {
          const asWritten = isAscii ? text.replace(/[^\0-\x7f]/g, escaped) : text;
          expect(isScanned(asWritten)).toBe(true);
        }
      }),
      { seed: 3, numRuns: 150 },
    );
  });

  it('takes exactly the damaged texts that are still JSON', () => {
    const random = createSeededRandom(4);
    const value = fc.jsonValue({ maxDepth: 4 });
    const marks = [
      '[',
      ']',
      '{',
      '}',
      ...Array.from(':,"\\ 0123.-+eEutfn/'),
      '\u0001',
      'é',
      '\u007f',
      'true',
      'null',
      '""',
      '\\u',
    ];
    let taken = 0;
    let left = 0;
    for (const written of fc.sample(value, { seed: 5, numRuns: 200 })) {
      const whole = JSON.stringify(written);
      for (let i = 0; i < 40; i++) {
        const text = damage(random.chance(0.5) ? whole : `{"a":${whole},"b":[1]}`);
        // Spaces around a value are not part of it.
        if (text.trim() !== text) continue;
        const isJson = parses(text);
        if (isScanned(text) !== parses(lineWith(text))) throw new Error(`scanned? ${text}`);
        if (isJson) taken++;
        else left++;
      }
    }
    expect(taken).toBeGreaterThan(1000);
    expect(left).toBeGreaterThan(1000);

    function damage(text: string): string {
      const at = random.int(0, text.length);
      const removed = random.pick([0, 0, 1, 1, 2, 5]);
      const added = random.chance(0.7) ? random.pick(marks) : '';
      // Half a surrogate pair is not UTF-8 and would be read back as another character.
      return (text.slice(0, at) + added + text.slice(at + removed)).toWellFormed();
    }
  });
});

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
