import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTimestamp, parseTimestamp, toEpochMicros } from '../events/epoch-micros';
import { MAX_LINE_BYTES } from '../files/line-bytes';
import { EventColumnsBuilder } from './event-columns';
import { EventScanner } from './event-scanner';

const DAY_MICROS = 86_400_000_000n;

const newScanner = (): EventScanner => new EventScanner(new EventColumnsBuilder());
const scanner = newScanner();

/** Its microseconds, or `undefined` when the scanner leaves it to `parseTimestamp`. */
function read(text: string, reader = scanner): bigint | undefined {
  const line = `{"event_id":"01M43MGC6AWK8A9FN7F0ZEZPYJ","turn_number":1,"event_type":"A","timestamp":"${text}"}
`;
  const bytes = Buffer.from(line);
  const { columns } = reader;
  const row = columns.rowCount;
  reader.scan({ bytes, to: 1, byteOffset: 0, maxLineBytes: MAX_LINE_BYTES }, () => bytes.length);
  if (columns.rowCount === row) return undefined;
  return BigInt(columns.time[2 * row]!) | (BigInt(columns.time[2 * row + 1]!) << 32n);
}

/** Whether it was read. Throws when it was read as a wrong time. */
function isReadRightly(text: string): boolean {
  const micros = read(text);
  // `expect` is too slow for a hundred thousand calls.
  if (micros !== undefined && micros !== parseTimestamp(text)) {
    throw new Error(`${JSON.stringify(text)} was read as ${String(micros)}`);
  }
  return micros !== undefined;
}

describe('EventScanner reads times', () => {
  it.each([
    '1970-01-01T00:00:00Z',
    '1970-01-01T00:00:00.000001+00:00',
    '2026-10-04T14:00:01+00:00',
    '2026-10-04T14:00:01.5Z',
    '2026-10-04T14:00:01.123456+00:00',
    '2026-10-04T14:00:01.1234569-00:00',
    '2026-10-04T14:00:01.999999999Z',
    '2026-10-04T19:45:03.000004+05:45',
    '2026-10-04T00:00:00.000000+23:59',
    '2026-10-04T23:59:59.999999-23:59',
    '1970-01-01T00:00:00-00:01',
    '2000-02-28T23:59:59Z',
    '2000-03-01T00:00:00Z',
    '2100-02-28T00:00:00Z',
    '2100-03-01T00:00:00Z',
    '2101-01-01T00:00:00Z',
    '2199-12-30T23:59:59.999999Z',
    `2026-10-04T14:00:01.${'123456'.padEnd(60, '7')}Z`,
  ])('reads %s', (text) => {
    expect(read(text)).toBe(parseTimestamp(text));
    expect(read(text)).toBeDefined();
  });

  it.each([
    ...['', 'now', '2026-10-04', '2026-10-04T14:00', '2026-10-04T14:00:01', '2026-10-04T14:00:01.'],
    ...['2026-10-04t14:00:01Z', '2026-10-04T14:00:01z', '2026-10-04 14:00:01Z'],
    ...['2026-10-04T14:00:01,5Z', '2026-10-04T14:00:01.Z', '2026-10-04T14:00:01 Z'],
    ...['2026-10-04T14:00:01+0200', '2026-10-04T14:00:01+02', '2026-10-04T14:00:01+02:0'],
    ...['2026-10-04T14:00:01+24:00', '2026-10-04T14:00:01+02:60', '2026-10-04T14:00:01+02:00Z'],
    ...['2026-00-04T14:00:01Z', '2026-13-04T14:00:01Z', '2026-10-00T14:00:01Z'],
    ...['2026-10-31T14:00:01Z', '2026-10-32T14:00:01Z', '2026-04-31T14:00:01Z'],
    ...['2028-02-29T14:00:01Z', '2026-02-29T14:00:01Z', '2026-02-30T14:00:01Z'],
    ...['2026-10-04T24:00:00Z', '2026-10-04T23:60:00Z', '2026-10-04T23:59:60Z'],
    ...['1969-12-30T23:59:59Z', '1970-01-01T00:00:00+00:01', '2200-01-01T00:00:00Z'],
    ...['0001-01-01T00:00:00Z', '9999-12-30T00:00:00Z', '+2026-10-04T14:00:01Z'],
    ...['10ab-10-04T14:00:01Z', '11  -10-04T14:00:01Z', '20 6-10-04T14:00:01Z'],
    ...['\0'.repeat(16) + ':01Z', '\0'.repeat(19) + 'Z', '2026-10-04T14:00\0:01Z'],
    ...['2026-1 -04T14:00:01Z', '２026-10-04T14:00:01Z', '2026-10-04T14:00:01.1２Z'],
  ])('leaves %j to parseTimestamp', (text) => {
    expect(read(text)).toBeUndefined();
    // A fresh scanner, and one that has just read a time of that minute.
    expect(read(text, newScanner())).toBeUndefined();
    const before = newScanner();
    read('2026-10-04T14:00:00Z', before);
    expect(read(text, before)).toBeUndefined();
  });

  it('reads times of a minute, of another and of the first again', () => {
    const reader = newScanner();
    const minutes = [
      '2026-10-04T14:00',
      '2026-10-04T14:01',
      '2026-10-04T14:00',
      '1970-01-01T00:00',
    ];
    for (const minute of minutes) {
      for (const rest of [':00Z', ':59.999999Z', ':60Z', ':07.5+00:00', ':1Z', '', ':00-01:30']) {
        const isPlain = rest !== '' && rest !== ':60Z';
        const expected = isPlain ? parseTimestamp(minute + rest) : undefined;
        expect([minute, rest, read(minute + rest, reader)]).toEqual([minute, rest, expected]);
      }
    }
  });

  it('reads every day from 1970 to 2199 but the last of some months', () => {
    let passedOver = 0;
    for (let day = 0n; day < 84_006n; day++) {
      const text = formatTimestamp(toEpochMicros(day * DAY_MICROS + 1n));
      if (isReadRightly(text)) continue;
      passedOver++;
      expect(text).toMatch(/-(02-29|\d\d-31)T/);
    }
    // 7 months per year have 31 days. Leap years are 1972, 1976, …, 2196 except 2100.
    expect(passedOver).toBe(230 * 7 + 56);
  });

  it('reads a time of any year and any two characters elsewhere as parseTimestamp does, or not at all', () => {
    const characters = Array.from('0123456789 -/:a');
    const pairs = characters.flatMap((a) => characters.map((b) => a + b));
    let count = 0;
    const tryText = (text: string): void => {
      if (isReadRightly(text)) count++;
    };
    for (const century of pairs) {
      for (const year of pairs) tryText(`${century}${year}-10-04T14:00:01.5+02:00`);
    }
    expect(count).toBe(230);
    const common = '2026-10-04T14:00:01.123456+02:30';
    for (let at = 4; at < common.length; at++) {
      for (const pair of pairs) tryText(common.slice(0, at) + pair + common.slice(at + 2));
    }
    expect(count).toBeGreaterThan(1000);
  });

  it('reads any time like parseTimestamp, and all times of the common form', () => {
    const two = fc.integer({ min: 0, max: 61 }).map((number) => String(number).padStart(2, '0'));
    const text = fc
      .tuple(
        fc.oneof(
          fc.integer({ min: 1968, max: 2201 }).map(String),
          fc.constantFrom('1000', '1099', '1100'),
        ),
        ...[fc.constant('-'), two, fc.constant('-'), two, fc.constantFrom('T', 'T', 'T', 't', ' ')],
        ...[two, fc.constant(':'), two, fc.constant(':'), two],
        fc.oneof(
          fc.constant(''),
          fc.stringMatching(/^\.[0-9]{1,9}$/),
          fc.stringMatching(/^[.,][0-9 ]?$/),
        ),
        fc.oneof(
          fc.constantFrom('Z', 'z', '', '+00:00', '-00:00', ' Z', '+02'),
          fc.tuple(two, two).map(([hours, minutes]) => `+${hours}:${minutes}`),
          fc.tuple(two, two).map(([hours, minutes]) => `-${hours}:${minutes}`),
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (timestamp) => {
        isReadRightly(timestamp);
      }),
      { seed: 1, numRuns: 8000 },
    );
    fc.assert(
      fc.property(
        fc.bigInt(0n, 84_000n * DAY_MICROS),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom('Z', '+00:00', '+05:45', '-08:00'),
        (micros, digits, zone) => {
          const written = formatTimestamp(toEpochMicros(micros));
          fc.pre(Number(written.slice(8, 10)) <= 28 && micros > DAY_MICROS);
          const fraction = digits === 0 ? '' : written.slice(19, 20 + digits);
          expect(isReadRightly(written.slice(0, 19) + fraction + zone)).toBe(true);
        },
      ),
      { seed: 2, numRuns: 1000 },
    );
  });
});
