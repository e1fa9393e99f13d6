import { isUtf8 } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KIND_FIELDS } from '../events/event-kind';
import { DROP_REPORT, SPAN_CODES, STATUS_WORDS } from '../events/event-outcome';
import { readEventLine } from '../events/read-event';
import { MAX_LINE_BYTES } from '../files/line-bytes';
import { createSeededRandom, type SeededRandom } from '../simulation/seeded-random';
import { contentHash } from './content-hash';
import { EventColumnsBuilder, ROW_WORDS } from './event-columns';
import { ID_WORDS } from './event-id-bits';
import { EventScanner } from './event-scanner';

const OFFSET = 2 ** 40 + 1;
const LF = Buffer.from('\n');

/** All fields of the last event in the columns. scan-event.test.ts checks `addEvent` itself. */
function lastRow(columns: EventColumnsBuilder) {
  const row = columns.rowCount - 1;
  const wordNames = [
    ...([
      'time',
      'turn',
      'value',
      'change',
      'outcome',
      'content',
      'id',
      'byteOffset',
      'byteLength',
    ] as const),
  ];
  let link = columns.linkCount;
  while (link > 0 && columns.effect[link - 1] === row) link--;
  return {
    words: wordNames.map((name) => {
      const count = ROW_WORDS[name];
      return columns[name].slice(row * count, (row + 1) * count);
    }),
    type: columns.types[columns.type[row]!],
    agent: columns.agents[columns.agent[row]!],
    kind: columns.kinds[columns.kind[row]!],
    variable: columns.variable[row],
    idText: columns.idTexts.get(row),
    causes: columns.cause.slice(link * ID_WORDS, columns.linkCount * ID_WORDS),
  };
}

/** The number of lines that the scanner takes. Throws when it reads a wrong event. */
function countTaken(lines: readonly Buffer[]): number {
  const columns = new EventColumnsBuilder();
  const scanner = new EventScanner(columns);
  for (const content of lines) {
    const bytes = Buffer.concat([content, LF, LF]);
    if (!isUtf8(bytes)) continue;
    const { rowCount } = columns;
    scanner.scan(
      { bytes, to: 1, byteOffset: OFFSET, maxLineBytes: MAX_LINE_BYTES },
      () => bytes.length,
    );
    if (columns.rowCount === rowCount) continue;
    const line = bytes.toString('utf8', 0, bytes.indexOf(LF)).replace(/\r$/, '');
    const { event } = readEventLine(line);
    const expected = new EventColumnsBuilder();
    if (event !== undefined)
      expected.addEvent(event, contentHash(line), OFFSET, Buffer.byteLength(line));
    if (!isDeepStrictEqual(lastRow(columns), lastRow(expected))) {
      expect(lastRow(columns), line).toEqual(lastRow(expected));
    }
  }
  return columns.rowCount;
}

describe('a line that EventScanner takes equals the result of readEventLine', () => {
  it('in any order, spacing and notation', () => {
    const lines = fc.sample(anyLine, { seed: 13, numRuns: 3000 }).map((text) => Buffer.from(text));
    const taken = countTaken(lines);
    // Otherwise the test would be trivial.
    expect(taken).toBeGreaterThan(1000);
    expect(taken).toBeLessThan(2000);
  });

  it('when some of its bytes are damaged', () => {
    const random = createSeededRandom(14);
    const lines = fc.sample(anyLine, { seed: 15, numRuns: 300 }).map((text) => Buffer.from(text));
    const good = lines.filter((line) => countTaken([line]) === 1);
    const damaged = Array.from({ length: 6000 }, () => damage(random, random.pick(good)));
    expect(countTaken(damaged)).toBeGreaterThan(300);
  });
});

const ULIDS = Array.from({ length: 4 }, (_, i) => `01M43MGC6AWK8A9FN7F0ZEZPY${String(i)}`);

function damage(random: SeededRandom, line: Buffer): Buffer {
  let bytes = line;
  for (let edits = random.int(1, 3); edits > 0; edits--) {
    const at = random.int(0, bytes.length - 1);
    const end = at + random.pick([0, 1, 1, 2, 8, 40]);
    const from = random.int(0, bytes.length - 1);
    const added = random.pick([
      Buffer.alloc(0),
      Buffer.of((bytes[at] ?? 0) ^ (1 << random.int(0, 6))),
      Buffer.of(random.int(1, 127)),
      Buffer.from(
        random.pick(['",', '":', '"}', '{"', '\\"', '\\u0041', 'null', '":"', '","', '0']),
      ),
      bytes.subarray(from, from + random.int(1, 30)),
    ]);
    bytes = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(end)]);
    if (bytes.length === 0) return line;
  }
  return bytes;
}

/** Mostly the first; one time in forty the second, which damages or changes a line. */
function mostly<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 39, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

const pythonString = (text: string): string =>
  JSON.stringify(text).replace(
    /[^\0-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const anyText = fc.oneof(
  fc.constantFrom(
    '',
    'ada',
    'ben',
    'STATE',
    'åsa',
    '🚜',
    'a\\b',
    'say "x"',
    'a\nb',
    '\u2028',
    '\u007f',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

const anyString = mostly(
  fc
    .tuple(anyText, fc.boolean())
    .map(([text, isAscii]) => (isAscii ? pythonString(text) : JSON.stringify(text))),
  fc.constantFrom(
    ...[
      '"\\x41"',
      '"\\u12"',
      '"\\ud83d"',
      '"a\\udc00"',
      '"\\/"',
      '"\\u0061"',
      '"a\tb"',
      '"a\u0000b"',
    ],
    ...["'a'", '"', '"a', 'a"', '"\\"', '""""', '"a" "b"'],
  ),
);

const anyNumber = mostly(
  fc.oneof(
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
    fc.constantFrom('0', '-0', '1.0', '1e3', '1E+2', '0.0e-0', '12345678901234567890', '1e999'),
  ),
  fc.constantFrom('01', '1.', '.5', '+1', '1e', '-', '--1', 'NaN', 'Infinity', '-Infinity', '0x1'),
);

const anyWord = mostly(
  fc.constantFrom('true', 'false', 'null'),
  fc.constantFrom('None', 'True', 'nul', 'nulll', 'undefined', '', 'tru e'),
);

const [comma, colon] = [
  mostly(fc.constantFrom(',', ',', ', ', ' , '), fc.constantFrom(',\t', ',,', ' ', '', ';', ',\r')),
  mostly(fc.constantFrom(':', ':', ': ', ' : '), fc.constantFrom(':\t', '::', ' ', '', '=', '\r:')),
];
const pad = mostly(fc.constantFrom('', '', '', ' '), fc.constantFrom('\t', '  ', ',', '\r'));

/** Members or items, one after another, in one style. */
function joined(items: fc.Arbitrary<readonly string[]>, open: string, close: string) {
  return fc
    .tuple(items, comma, pad, pad)
    .map(([texts, mark, before, after]) => open + before + texts.join(mark) + after + close);
}

function objectOf(members: fc.Arbitrary<readonly (readonly [string, string])[]>) {
  const texts = fc
    .tuple(members, colon)
    .map(([pairs, mark]) => pairs.map((pair) => pair.join(mark)));
  return joined(texts, '{', '}');
}

const { anyValue } = fc.letrec<{ anyValue: string }>((tie) => ({
  anyValue: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 3, arbitrary: anyString },
    { weight: 2, arbitrary: anyNumber },
    { weight: 1, arbitrary: anyWord },
    { weight: 2, arbitrary: joined(fc.array(tie('anyValue'), { maxLength: 3 }), '[', ']') },
    {
      weight: 2,
      arbitrary: objectOf(fc.array(fc.tuple(anyString, tie('anyValue')), { maxLength: 3 })),
    },
  ),
}));

const deepValue = fc
  .tuple(fc.integer({ min: 26, max: 34 }), fc.boolean())
  .map(([depth, isList]) =>
    isList
      ? '['.repeat(depth) + ']'.repeat(depth)
      : `${'{"a": '.repeat(depth)}0${'}'.repeat(depth)}`,
  );

const anyId = mostly(
  fc.oneof(
    fc.constantFrom(...ULIDS).map((id) => JSON.stringify(id)),
    fc.stringMatching(/^[0-8][0-9A-HJKMNP-TV-Z]{25}$/).map((id) => JSON.stringify(id)),
    fc.constantFrom('"a"', '"b"', '"😀"', '" "', '"01m43mgc6awk8a9fn7f0zezpyj"'),
  ),
  fc.oneof(anyString, fc.constantFrom('""', 'null', '7', '["a"]')),
);

const two = (max: number) =>
  mostly(fc.integer({ min: 1, max }), fc.constantFrom(0, 29, 31, 32, 60)).map((number) =>
    String(number).padStart(2, '0'),
  );
const anyTime = mostly(
  fc
    .tuple(
      mostly(fc.integer({ min: 1970, max: 2199 }), fc.constantFrom(1, 1969, 2200, 9999)).map(
        (year) => String(year).padStart(4, '0'),
      ),
      ...[fc.constant('-'), two(12), fc.constant('-'), two(28)],
      mostly(fc.constant('T'), fc.constantFrom('t', ' ')),
      ...[two(23), fc.constant(':'), two(59), fc.constant(':'), two(59)],
      fc.oneof(fc.constant(''), fc.stringMatching(/^\.[0-9]{1,9}$/)),
      mostly(
        fc.constantFrom('Z', '+00:00', '-00:00', '+05:45', '-08:00'),
        fc.constantFrom('', 'z', '+0200', '-05', ' +01:00', '+24:00'),
      ),
    )
    .map((parts) => `"${parts.join('')}"`),
  fc.constantFrom(
    ...[
      '"2028-02-29T00:00:00Z"',
      '"2100-02-29T00:00:00Z"',
      '"2026-10-31T00:00:00Z"',
      '"2026-10-04"',
    ],
    ...['"10ab-10-04T14:00:00Z"', '"1969-12-31T23:59:59.999999Z"', '""', 'null', '1790000000'],
  ),
);

const anyTurn = mostly(
  fc.nat(10_000).map(String),
  fc.constantFrom(
    ...['00', '01', '1.0', '1e3', '-0', '-1', '9007199254740991', '9007199254740992', '"3"', '1.5'],
    ...['999999999999999', '1000000000000000', '4294967296', 'null', '', '1 2'],
  ),
);

const anyCauses = mostly(
  fc.oneof(
    fc.constantFrom('null', '[]', '[ ]'),
    joined(fc.uniqueArray(anyId, { minLength: 1, maxLength: 4 }), '[', ']'),
  ),
  fc.oneof(
    joined(fc.array(anyId, { minLength: 1, maxLength: 4 }), '[', ']'),
    fc.constant(JSON.stringify(Array.from({ length: 70 }, (_, i) => String(i)))),
    anyValue,
  ),
);

/** A word with an outcome, in any case, or close to one. */
const anyStatus = fc
  .tuple(
    fc.constantFrom(...STATUS_WORDS.failed, ...STATUS_WORDS.ok, ...SPAN_CODES.failed, DROP_REPORT),
    fc.constantFrom<(word: string) => string>(
      (word) => word,
      (word) => word.toUpperCase(),
      (word) => (word[0] ?? '').toUpperCase() + word.slice(1),
      (word) => `${word} `,
      (word) => word.slice(1),
      (word) => word.replace('k', '\u212a'),
      (word) => word.replace(/[a-z]/, (letter) => letter.toUpperCase().replace(/./, '@')),
    ),
  )
  .map(([word, change]) => JSON.stringify(change(word)));

/** The status of a span, or an object like it. */
const anySpanStatus = objectOf(
  fc.array(
    fc.tuple(
      mostly(fc.constantFrom('"code"', '"message"', '"codes"'), fc.constant('"c\\u006fde"')),
      fc.oneof(anyStatus, anyNumber, anyValue, fc.constantFrom('0', '1', '2', '2.0', '20e-1')),
    ),
    { maxLength: 2 },
  ),
);

/** Numbers with about as many digits as a double holds, and halfway between two doubles. */
const exactingNumber = fc.oneof(
  fc.stringMatching(/^-?(0|[1-9][0-9]{0,24})(\.[0-9]{1,24})?([eE][+-]?[0-9]{1,3})?$/),
  fc.bigInt({ min: 2n ** 52n, max: 2n ** 56n }).map(String),
  fc
    .tuple(
      fc.bigInt({ min: 2n ** 50n, max: 2n ** 54n }).map(String),
      fc.integer({ min: 1, max: 16 }),
    )
    .map(([digits, decimals]) => `${digits.slice(0, -decimals) || '0'}.${digits.slice(-decimals)}`),
  fc.constantFrom(
    ...['1.7976931348623157e308', '-1.7976931348623157e308', '1.7976931348623159e308', '5e-324'],
    ...[
      '-0.0',
      '9007199254740992',
      '9007199254740993',
      '900719925474099.25',
      '0.30000000000000004',
    ],
  ),
);

const anyDetails = fc.oneof(
  {
    weight: 5,
    arbitrary: objectOf(
      fc.uniqueArray(
        fc.oneof(
          fc.tuple(
            fc.constantFrom('"new_value"', '"old_value"'),
            fc.oneof(exactingNumber, anyValue),
          ),
          fc.tuple(fc.constantFrom('"status"', '"error_type"', '"status_code"'), anyStatus),
          fc.tuple(fc.constantFrom('"status"', '"status_code"'), anySpanStatus),
          fc.tuple(
            fc.constantFrom('"validated"', '"accepted"', '"is_error"'),
            fc.oneof(anyWord, anyString),
          ),
        ),
        { maxLength: 5, selector: ([key]) => key },
      ),
    ),
  },
  {
    weight: 5,
    arbitrary: objectOf(
      fc.uniqueArray(
        fc.tuple(
          fc.oneof(
            fc.constantFrom(...KIND_FIELDS).map((field) => `"${field}"`),
            fc.constantFrom('"variable_name"', '"scope"', '"new_value"'),
            mostly(
              fc.constantFrom('"x"', '"é"', '""'),
              fc.constantFrom('"statu\\u0073"', 'status'),
            ),
          ),
          fc.oneof(anyString, anyValue, fc.constantFrom('"global"', '"agent"', '"Global"')),
        ),
        { maxLength: 6, selector: ([key]) => key },
      ),
    ),
  },
  { weight: 1, arbitrary: anyValue },
  { weight: 1, arbitrary: deepValue },
);

const ANY_TYPE = [
  ...['"ACTION"', '"STATE"', '"ENV"', '"SYSTEM"', '"å"', '"STATED"', '"ENT"', '"SYSTEN"'],
] as const;

const anyMember = (
  key: string,
  value: fc.Arbitrary<string>,
): fc.Arbitrary<readonly [string, string]> => fc.tuple(fc.constant(key), value);

const anyLine = fc
  .tuple(
    fc.tuple(
      anyMember('"event_id"', anyId),
      anyMember('"timestamp"', anyTime),
      anyMember('"turn_number"', anyTurn),
      anyMember('"event_type"', mostly(fc.constantFrom(...ANY_TYPE), anyString)),
    ),
    fc.subarray([
      anyMember('"agent_id"', fc.oneof(anyString, fc.constant('null'))),
      anyMember('"caused_by"', anyCauses),
      anyMember('"details"', anyDetails),
      anyMember('"simulation_id"', anyValue),
      anyMember('"description"', anyString),
      anyMember('"Event_Id"', anyValue),
      anyMember('"status"', anyValue),
      anyMember('"__proto__"', anyValue),
    ]),
    mostly(
      fc.constant<readonly fc.Arbitrary<readonly [string, string]>[]>([]),
      fc
        .constantFrom(
          anyMember('"event_id"', anyId),
          anyMember('"turn_number"', anyTurn),
          anyMember('"agent_id"', anyString),
          anyMember('"caused_by"', anyCauses),
          anyMember('"details"', anyDetails),
          anyMember('"\\u0065vent_id"', anyId),
          anyMember('"\\u0061gent_id"', anyString),
        )
        .map((member) => [member]),
    ),
    mostly(fc.constantFrom('', '', '', '\r'), fc.constantFrom(' ', '\r\r', '\t', ',', '}', ' \r')),
  )
  .chain(([required, others, again, end]) =>
    objectOf(
      fc
        .tuple(...others, ...again)
        .map((members) => [...required, ...members])
        .chain((members) => fc.shuffledSubarray(members, { minLength: members.length })),
    ).map((text) => text + end),
  );
