import { isUtf8 } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventKind, KIND_FIELDS } from '../events/event-kind';
import {
  DROP_REPORT,
  eventOutcome,
  OUTCOMES,
  SPAN_CODES,
  STATUS_WORDS,
} from '../events/event-outcome';
import { readEventLine } from '../events/read-event';
import { changeSize, numericValue } from '../events/value-change';
import { MAX_LINE_BYTES } from '../files/line-bytes';
import { variableOf } from '../replay/variable';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { contentHash } from './content-hash';
import { EventColumnsBuilder } from './event-columns';
import { bitsAt, idBits, ulidOf } from './event-id-bits';
import { EventScanner } from './event-scanner';

/** Follows each line: a scanner that reads past the end of a line would find these fields. */
const AFTER = Buffer.from(
  '\n"event_id":"after","timestamp":"2026-10-04T14:00:00Z","turn_number":9,"event_type":"AFTER"}\n',
);
/** Beyond 32 bits. */
const OFFSET = 5 * 2 ** 32 + 7;

function doubleAt(words: Uint32Array, row: number): number | undefined {
  return new Float64Array(words.slice(2 * row, 2 * row + 2).buffer)[0];
}

/** The last event in the columns, as plain values. */
function lastRow(columns: EventColumnsBuilder) {
  const row = columns.rowCount - 1;
  const pair = (words: Uint32Array): bigint =>
    BigInt(words[2 * row]!) | (BigInt(words[2 * row + 1]!) << 32n);
  const causes: bigint[] = [];
  for (let link = columns.linkCount - 1; link >= 0 && columns.effect[link] === row; link--) {
    causes.unshift(bitsAt(columns.cause, link));
  }
  return {
    time: BigInt.asIntN(64, pair(columns.time)),
    turn: Number(pair(columns.turn)),
    type: columns.types[columns.type[row]!],
    agent: columns.agents[columns.agent[row]!],
    kind: columns.kinds[columns.kind[row]!],
    variable: columns.variable[row],
    value: doubleAt(columns.value, row),
    change: doubleAt(columns.change, row),
    outcome: OUTCOMES[columns.outcome[row] ?? -1],
    content: pair(columns.content),
    id: columns.idTexts.get(row) ?? ulidOf(bitsAt(columns.id, row)),
    idBits: bitsAt(columns.id, row),
    causes,
    byteOffset: Number(pair(columns.byteOffset)),
    byteLength: columns.byteLength[row],
  };
}

/** The expected values; `undefined` when the line is not an event. */
function expectedRow(line: Buffer) {
  const { event } = readEventLine(line.toString());
  if (event === undefined) return undefined;
  return {
    time: event.time,
    turn: event.turn_number,
    // Columns hold UTF-8, where half a surrogate pair becomes U+FFFD.
    type: event.event_type.toWellFormed(),
    agent: event.agent_id?.toWellFormed() ?? '',
    kind: eventKind(event)?.toWellFormed() ?? '',
    variable: ['none', 'global', 'agent'].indexOf(variableOf(event)?.scope ?? 'none'),
    value: numericValue(event) ?? NaN,
    change: changeSize(event) ?? NaN,
    outcome: eventOutcome(event),
    content: contentHash(line.toString()),
    id: event.event_id,
    idBits: idBits(event.event_id),
    causes: event.caused_by.map(idBits),
    byteOffset: OFFSET,
    byteLength: line.length,
  };
}

/** Whether the scanner takes the line up to its first LF. Throws when it reads a wrong event. */
function takes(scanner: EventScanner, content: Buffer | string): boolean {
  const bytes = Buffer.concat([Buffer.from(content), AFTER]);
  const lineFeed = bytes.indexOf('\n');
  const { columns } = scanner;
  const { rowCount, linkCount, idTexts } = columns;
  const textCount = idTexts.size;
  const simulationIds = new Map(columns.simulationIds);
  const left: number[] = [];
  const next = scanner.scan(
    { bytes, to: 1, byteOffset: OFFSET, maxLineBytes: MAX_LINE_BYTES },
    (start) => {
      left.push(start);
      return lineFeed + 1;
    },
  );
  if (left.length > 0) {
    const isAsBefore = isDeepStrictEqual(
      [left, columns.rowCount, columns.linkCount, idTexts.size, columns.simulationIds],
      [[0], rowCount, linkCount, textCount, simulationIds],
    );
    if (!isAsBefore) throw new Error(`something was left of ${bytes.toString()}`);
    return false;
  }
  const end = bytes[lineFeed - 1] === 0x0d ? lineFeed - 1 : lineFeed;
  const line = bytes.subarray(0, end);
  const id = readEventLine(line.toString()).event?.simulation_id ?? null;
  if (id !== null) simulationIds.set(id, (simulationIds.get(id) ?? 0) + 1);
  const counts = new Map(columns.simulationIds);
  const found = { next, rowCount: columns.rowCount, row: lastRow(columns), counts };
  const row = expectedRow(line);
  const expected = { next: lineFeed + 1, rowCount: rowCount + 1, row, counts: simulationIds };
  // `expect` is too slow for ten thousand calls.
  if (!isDeepStrictEqual(found, expected)) expect(found, bytes.toString()).toEqual(expected);
  return true;
}

const newScanner = (): EventScanner => new EventScanner(new EventColumnsBuilder());

const REQUIRED = {
  event_id: '01M43MGC6AWK8A9FN7F0ZEZPYJ',
  timestamp: '2026-10-04T14:00:00.000001+00:00',
  turn_number: 12,
  event_type: 'ACTION',
};
const CAUSES = ['01M43MGC6AWK8A9FN7F0ZEZPY0', '01M43MGC6AWK8A9FN7F0ZEZPY1', 'other'];

const event = (fields: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ ...REQUIRED, ...fields });

/** Events in order, with one field written in each of these ways. */
const written = (field: string, ...values: readonly string[]): readonly string[] =>
  values.map((json) => event({ [field]: '@' }).replace('"@"', () => json));

const manyCauses = (count: number): string =>
  event({ caused_by: Array.from({ length: count }, (_, i) => `cause-${String(i)}`) });

const deep = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe('EventScanner', () => {
  it.each([
    ['the least there can be', [event()]],
    ['all fields', [event({ agent_id: 'åsa 🚜', caused_by: CAUSES, description: 'a "b" \\ \n' })]],
    [
      'nothing in its fields',
      [
        event({ agent_id: null, caused_by: null, simulation_id: null, details: null }),
        event({ agent_id: '', caused_by: [], description: '', details: {} }),
      ],
    ],
    ['an id of another sort', [event({ event_id: 'another' }), event({ event_id: '😀' })]],
    ['an unknown type', [event({ event_type: 'ENV' }), event({ event_type: 'å' })]],
    ['a turn of up to 15 digits', written('turn_number', '0', '7', '10', '999999999999999')],
    ['spaces in a list of causes', written('caused_by', '[ ]', '[ "a" ,"b" , "c"]')],
    ['sixty causes', [manyCauses(60)]],
    [
      'spaces around punctuation',
      [
        event({ caused_by: CAUSES })
          .replace(/(?<=")[:,]|[{}]/g, ' $& ')
          .trim(),
      ],
    ],
    [
      'a simulation id, repeated or new',
      [
        ...['a', 'a', 'b', 'a', 'ab', 'a"', '', 'å 😀', 'sixteen_bytes_15', 'sixteen_bytes_1'],
        ...['sixteen_bytes_15\\', 'x'.repeat(1023), 'x'.repeat(1023), 'x'.repeat(1024)],
        ...['x'.repeat(1024), 'x'.repeat(3000), 'a'],
      ].map((simulation_id) => event({ simulation_id })),
    ],
    [
      'a simulation id in another form',
      written('simulation_id', '"\\u0061"', '"a"', '"\\ud800"', '7', '{"a":[]}', 'null', ' "a"'),
    ],
    ['a CR at its end', [`${event({ agent_id: 'ada' })}\r`]],
    [
      'fields of nearly the same name',
      [event({ Event_id: 'x', event_ib: 'x', status: 'x', '': 1 })],
    ],
    ['a field called __proto__', [event().replace('{', '{"__proto__":{"event_id":"x"},')]],
    [
      'details that are not an object',
      written('details', '"none"', '7', '[1,{"status":"x"}]', 'true'),
    ],
    ['details within details', [event({ details: { deep: { status: 'no' }, status: 'yes' } })]],
    ['details nested 30 deep', written('details', deep(29))],
    ['escapes where nothing is read', written('details', '{"status":"a","x":"\\u0061\\n\\""}')],
  ])('takes a line with %s', (_, lines) => {
    const scanner = newScanner();
    for (const line of lines) expect([line, takes(scanner, line)]).toEqual([line, true]);
  });

  it.each([
    ['nothing, or no object', ['', ' ', '\r', '{}', '{ }', '[]', 'null', '"event_id"', '7']],
    ['its end missing', ['{', '{"', '{"event_id', '{"event_id"', event().slice(0, -1)]],
    ['something before it', [` ${event()}`, `\uFEFF${event()}`, `,${event()}`, `[${event()}]`]],
    [
      'something after it',
      [' ', '\r\r', ' \r', '\t', '}', ',', '\u0000', event()].map((end) => event() + end),
    ],
    ['a field missing', Object.keys(REQUIRED).map((field) => event({ [field]: undefined }))],
    ['null for a field', Object.keys(REQUIRED).map((field) => event({ [field]: null }))],
    ['an empty field', Object.keys(REQUIRED).map((field) => event({ [field]: '' }))],
    [
      'a turn in another form',
      written('turn_number', '1.0', '1e3', '2E0', '-0', '"3"', '1234567890123456'),
    ],
    ['a turn beyond 2^53', written('turn_number', '9007199254740992', '1'.repeat(400))],
    [
      'a turn that is none',
      written('turn_number', '-1', '01', '00', '+1', '1.', '1e', '0x1', '1 2', 'true', ''),
    ],
    [
      'another value for a text',
      ['event_id', 'event_type', 'agent_id'].flatMap((field) =>
        written(
          field,
          '7',
          '["a"]',
          '{}',
          "'a'",
          '"a\tb"',
          '"\\u0041"',
          'None',
          'nul',
          'nulll',
          '',
        ),
      ),
    ],
    [
      'other causes than a list of texts',
      written(
        'caused_by',
        '"a"',
        '7',
        '{}',
        '[7]',
        '[null]',
        '[["a"]]',
        '["a",""]',
        '["\\u0061"]',
        'nul',
      ),
    ],
    [
      'a list that is broken',
      written('caused_by', '["a",]', '[,"a"]', '["a" "b"]', '["a"', '["a"}', '["a"],]'),
    ],
    ['a cause twice', written('caused_by', '["a","b","a"]', '["a","a"]')],
    ['a hundred causes', [manyCauses(100)]],
    [
      'a kind that takes reading',
      written(
        'details',
        '{"status":"a","status":"b"}',
        '{"status":1,"status":"b"}',
        '{"status":"\\u0061"}',
      ),
    ],
    [
      'an outcome that takes reading',
      written(
        'details',
        '{"status":{"code":1,"code":2}}',
        '{"status":{"c\\u006fde":2}}',
        '{"status":{"code":"\\u0065rror"}}',
        '{"status":{"code":2,}}',
        '{"status":{"code":02}}',
        '{"status_code":"\\u0065rror"}',
        '{"accepted":true,"accepted":false}',
        '{"accepted":falsy}',
        '{"action_type":"a","error_type":"\\u0061"}',
      ),
    ],
    [
      'a variable that takes reading',
      written(
        'details',
        '{"scope":"global","scope":"agent"}',
        '{"scope":"\\u0067lobal"}',
        '{"new_value":1,"new_value":2}',
        '{"action_type":"trade","variable_name":"price\\n"}',
      ),
    ],
    ['a key with escapes', written('details', '{"\\u0073tatus":"a"}')],
    [
      'details that are broken',
      written(
        'details',
        '{"a":1,}',
        '{"a"}',
        '{"a":}',
        '{a:1}',
        '{"a":1]',
        '{,}',
        '{"a":NaN}',
        '{"a":01}',
      ).concat(
        written(
          'details',
          '{',
          '{"status"}',
          '{"status":}',
          '{"status":"a}',
          '{"status":"a""b"}',
          '{"a":1}}',
        ),
      ),
    ],
    ['details nested 32 deep', written('details', deep(31))],
    [
      'a field twice',
      [
        event().replace('{', '{"event_id":"first",'),
        event().replace(/}$/, ',"turn_number":"one"}'),
        event().replace(/}$/, ',"details":{},"details":null}'),
        event().replace(/}$/, ',"agent_id":"a","agent_id":null}'),
        event().replace(/}$/, ',"simulation_id":"a","simulation_id":"a"}'),
        event().replace(/}$/, ',"caused_by":["a"],"caused_by":["b"]}'),
      ],
    ],
    ['a field whose name has escapes', [event().replace('"event_id"', '"\\u0065vent_id"')]],
    [
      'missing or extra punctuation',
      [/}$/, ',', ':', '{'].flatMap((mark) =>
        [',,', '::', ' ', '', ';', ',}'].map((by) => event().replace(mark, by)),
      ),
    ],
    [
      'an end that is wrong',
      [event({ event_id: 'x', caused_by: ['a', 'b'] }).replace(/}$/, ',"n":01}')],
    ],
    [
      'a time in another form',
      [event({ timestamp: '2026-10-04 14:00:00' }), event({ timestamp: '2028-02-29T14:00:00Z' })],
    ],
  ])('leaves a line with %s, and no trace of it', (_, lines) => {
    for (const line of lines) {
      const scanner = newScanner();
      expect([line, takes(scanner, line)]).toEqual([line, false]);
      expect(takes(scanner, event({ agent_id: 'next' }))).toBe(true);
    }
  });

  it.each(
    HOSTILE_LINES.filter(({ bytes }) => isUtf8(bytes)).map((line) => [line.name, line] as const),
  )('reads as readEventLine does, or not at all, a line with %s', (_, { bytes }) => {
    const scanner = newScanner();
    takes(scanner, bytes);
    expect(takes(scanner, event())).toBe(true);
  });

  it('finds the kind in the first field that has one, at any place', () => {
    const scanner = newScanner();
    const value = fc.constantFrom('trade', 'å', '', null, 7, ['trade'], { status: 'x' });
    const fields = fc.subarray([...KIND_FIELDS, 'statu', 'status_', 'action_typo', 'other']);
    fc.assert(
      fc.property(
        fields.chain((names) => fc.shuffledSubarray(names, { minLength: names.length })),
        fc.array(value, { minLength: 13, maxLength: 13 }),
        (names, values) => {
          const details = Object.fromEntries(names.map((name, i) => [name, values[i]]));
          expect(takes(scanner, event({ details }))).toBe(true);
        },
      ),
      { seed: 12, numRuns: 300 },
    );
  });

  it('finds the variable that is set, with its fields in any order', () => {
    const scanner = newScanner();
    const text = fc.constantFrom('price', 'å', '', 'global', null, 7, ['price']);
    const fields = fc.record(
      {
        event_type: fc.constantFrom('STATE', 'ENV', 'STATES', 'EN', 'ACTION'),
        agent_id: fc.constantFrom('ada', '', null),
        details: fc.record(
          {
            variable_name: text,
            new_value: fc.constantFrom(null, 0, '', 'text "quoted"', { a: [1] }),
            scope: fc.constantFrom('global', 'agent', 'globals', 'Global', '', null, 1, ['global']),
            action_type: text,
            status: text,
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['event_type'] },
    );
    const shuffled = <T extends object>(of: T): fc.Arbitrary<T> =>
      fc
        .shuffledSubarray(Object.entries(of), { minLength: Object.keys(of).length })
        .map((entries): T => Object.fromEntries(entries) as T);
    let found = 0;
    fc.assert(
      fc.property(
        fields.chain(({ details = {}, ...rest }) =>
          shuffled(details).chain((inner) => shuffled({ ...REQUIRED, ...rest, details: inner })),
        ),
        (line) => {
          expect(takes(scanner, JSON.stringify(line))).toBe(true);
          if (lastRow(scanner.columns).variable !== 0) found++;
        },
      ),
      { seed: 16, numRuns: 1500 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it('reads the numbers that are set, to the last bit', () => {
    const scanner = newScanner();
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.stringMatching(/^-?(0|[1-9][0-9]{0,24})(\.[0-9]{1,24})?([eE][+-]?[0-9]{1,3})?$/),
      fc.bigInt({ min: 2n ** 52n, max: 2n ** 56n }).map(String),
      // About as many digits as a double holds.
      fc
        .tuple(fc.bigInt({ min: 2n ** 48n, max: 2n ** 58n }), fc.integer({ min: 1, max: 19 }))
        .map(([digits, decimals]) => {
          const text = String(digits).padStart(decimals + 1, '0');
          return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
        }),
      fc.constantFrom('-0', '-0.0', '1e999', '-1e999', '1e-999', '5e-324', '9007199254740993'),
    );
    fc.assert(
      fc.property(number, number, (before, after) => {
        const details = `{"old_value":${before},"new_value": ${after} }`;
        expect([details, takes(scanner, written('details', details)[0] ?? '')]).toEqual([
          details,
          true,
        ]);
      }),
      { seed: 17, numRuns: 5000 },
    );
  });

  it('finds the outcome that is stated, in fields of any order', () => {
    const scanner = newScanner();
    const words = [...STATUS_WORDS.failed, ...STATUS_WORDS.ok, ...SPAN_CODES.failed];
    const word = fc
      .tuple(fc.constantFrom(...words, 'running', ''), fc.constantFrom('', ' ', 's'), fc.boolean())
      .map(([text, end, isUpper]) => (isUpper ? text.toUpperCase() : text) + end);
    const flag = fc.constantFrom(true, false, null, 'true', 0, {});
    const code = fc.oneof(word, fc.constantFrom(0, 1, 2, 2.5, null, [2]));
    const details = fc.record(
      {
        error_type: fc.constantFrom('llm_timeout', DROP_REPORT, `${DROP_REPORT}_again`, '', 7),
        status: fc.oneof(word, fc.record({ code, message: word }, { requiredKeys: [] }), flag),
        status_code: code,
        validated: flag,
        accepted: flag,
        is_error: flag,
        action_type: word,
      },
      { requiredKeys: [] },
    );
    const found = new Set<string | undefined>();
    fc.assert(
      fc.property(
        fc.constantFrom('SYSTEM', 'ACTION', 'SYSTEMS'),
        details.chain((fields) =>
          fc.shuffledSubarray(Object.entries(fields), { minLength: Object.keys(fields).length }),
        ),
        (event_type, entries) => {
          const line = event({ details: Object.fromEntries(entries), event_type });
          expect([line, takes(scanner, line)]).toEqual([line, true]);
          found.add(lastRow(scanner.columns).outcome);
        },
      ),
      { seed: 18, numRuns: 3000 },
    );
    expect(found).toEqual(new Set(OUTCOMES));
  });

  it('reads a line with any one byte damaged as readEventLine does, or not at all', () => {
    const scanner = newScanner();
    const marks = Buffer.from('"\\{}[]:, 0179-+.eEnutfaZ\r\t\u0000\u007f');
    const line = Buffer.from(
      '{"event_id": "01M43MGC6AWK8A9FN7F0ZEZPYJ", "timestamp":"2026-10-04T14:00:00.5+02:00","turn_number":10,' +
        '"event_type":"ENV","agent_id":"å","caused_by":["a","b"],"details":{"x":[-1.5e3,true],"status":"up",' +
        '"variable_name":"price","scope":"global","new_value":1}}\r',
    );
    expect(takes(scanner, line)).toBe(true);
    let taken = 0;
    for (let at = 0; at < line.length; at++) {
      const [before, after] = [line.subarray(0, at), line.subarray(at + 1)];
      const damaged = [Buffer.concat([before, after])];
      for (const mark of marks) {
        damaged.push(Buffer.concat([before, Buffer.of(mark), after]));
        damaged.push(Buffer.concat([before, Buffer.of(mark), line.subarray(at)]));
      }
      for (const bytes of damaged) if (isUtf8(bytes) && takes(scanner, bytes)) taken++;
    }
    expect(taken).toBeGreaterThan(1000);
  });
});

describe('EventColumnsBuilder', () => {
  it('are the same from readEventLine as from the scanner', () => {
    const columns = new EventColumnsBuilder();
    for (const { bytes, reading } of HOSTILE_LINES) {
      const { event: read } = readEventLine(bytes.toString());
      if (read === undefined || reading !== 'event') continue;
      columns.addEvent(read, contentHash(bytes.toString()), OFFSET, bytes.length);
      expect(lastRow(columns)).toEqual(expectedRow(bytes));
    }
    expect(columns.rowCount).toBe(
      HOSTILE_LINES.filter(({ reading }) => reading === 'event').length,
    );
  });
});
