import { describe, expect, it } from 'vitest';
import { EventColumnsBuilder } from './event-columns';
import { EventScanner } from './event-scanner';
import { contentHash } from './content-hash';
import { relaxedRules } from './relaxed-rules';

const lineWith = (rest: string): string =>
  `{"event_id":"a","timestamp":"2026-10-04T14:00:00Z","turn_number":1,"event_type":"A",${rest}}`;
const details = (json: string): string => lineWith(`"details":${json}`);

/** The content that the scanner computes from bytes; `undefined` for a line that it leaves. */
function scanned(line: string): bigint | undefined {
  const columns = new EventColumnsBuilder();
  const bytes = Buffer.from(`${line}\n\n`);
  new EventScanner(columns).scan(
    { bytes, to: 1, byteOffset: 0, maxLineBytes: 1_000_000 },
    () => bytes.length,
  );
  if (columns.rowCount === 0) return undefined;
  const [low = 0, high = 0] = columns.content;
  return (BigInt(high) << 32n) | BigInt(low);
}

const ULID = '01M43MGC6AWK8A9FN7F0ZEZPY0';
const UUID = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';

describe('the content of an event', () => {
  it.each([
    ['members in another order', '{"a":1,"b":{"c":2,"d":3}}', '{"b":{"d":3,"c":2},"a":1}'],
    ['spaces', '{"a":[1,2]}', '{ "a" : [ 1, 2 ] }'],
    ['another notation of a number', '{"a":100}', '{"a":1e2}'],
    ['decimals of a whole number', '{"a":[1, 0.5, 0]}', '{"a":[1.000, 5e-1, -0.0]}'],
    ['escapes in a text', '{"a":"é \\n/ 🚜"}', '{"a":"\\u00e9 \\u000a\\/ \\ud83d\\ude9c"}'],
    ['half a surrogate pair', '{"a":"\\ud83d x"}', '{"a":"\uFFFD x"}'],
    ['volatile fields', '{"a":1,"latency_ms":5,"usage":{"x":1}}', '{"a":1,"request_id":"r"}'],
    ['volatile fields within', '{"a":[{"b":1,"timestamp":"x"}]}', '{"a":[{"b":1}]}'],
    ['another ULID', `{"a":"${ULID}"}`, `{"a":"${ULID.replace('0', '1')}"}`],
    ['a UUID', `{"a":["${UUID}"]}`, `{"a":["${UUID.toUpperCase()}"]}`],
  ])('is the same with %s', (_, one, other) => {
    expect(contentHash(details(one))).toBe(contentHash(details(other)));
    expect(scanned(details(one))).toBe(contentHash(details(one)));
    expect(scanned(details(other))).toBe(contentHash(details(other)));
  });

  it.each([
    ['another value', '{"a":1}', '{"a":2}'],
    ['another name', '{"a":1}', '{"b":1}'],
    ['values that changed places', '{"a":1,"b":2}', '{"a":2,"b":1}'],
    ['items in another order', '{"a":[1,2]}', '{"a":[2,1]}'],
    ['a list in a list', '{"a":[[1],2]}', '{"a":[[1,2]]}'],
    ['a number as text', '{"a":1}', '{"a":"1"}'],
    ['another sign', '{"a":1.5}', '{"a":-1.5}'],
    ['integers beyond doubles', '{"a":9007199254740993}', '{"a":9007199254740992}'],
    ['null instead of nothing', '{"a":null}', '{}'],
    ['true instead of false', '{"a":true}', '{"a":false}'],
    ['a text of zeros', '{"a":"\\u0000"}', '{"a":"\\u0000\\u0000"}'],
    ['a setting with a volatile name in it', '{"timeout_ms":1}', '{"timeout_ms":2}'],
    ['an id of another form', '{"a":"agent_1"}', '{"a":"agent_2"}'],
  ])('is another with %s', (_, one, other) => {
    expect(contentHash(details(one))).not.toBe(contentHash(details(other)));
    expect(scanned(details(one))).toBe(contentHash(details(one)));
    expect(scanned(details(other))).toBe(contentHash(details(other)));
  });

  it('is its description without details', () => {
    const one = lineWith('"description":"a"');
    expect(contentHash(one)).toBe(contentHash(lineWith('"details":null,"description":"a"')));
    expect(contentHash(one)).not.toBe(contentHash(lineWith('"description":"b"')));
    expect(contentHash(lineWith('"description":"a","details":{"x":1}'))).toBe(
      contentHash(details('{"x":1}')),
    );
    expect(contentHash(lineWith('"description":""'))).toBe(0n);
    for (const line of [one, lineWith('"description":"a","details":{"x":1}')]) {
      expect(scanned(line)).toBe(contentHash(line));
    }
  });

  it('is compared as written when it is nested too deep for the scanner', () => {
    const deep = (depth: number, leaf: string): string =>
      details(`{"a":${'['.repeat(depth)}${leaf}${']'.repeat(depth)}}`);
    expect(scanned(deep(30, '1'))).toBe(contentHash(deep(30, '1')));
    expect(scanned(deep(31, '1'))).toBeUndefined();
    expect(contentHash(deep(40_000, '1'))).not.toBe(contentHash(deep(40_000, '2')));
  });

  it('leaves out further fields by name or path, and replaces texts', () => {
    const hash = (json: string, ignored: readonly string[] = []): bigint =>
      contentHash(details(json), relaxedRules(ignored, new Map([['bo', 'ben']])));
    const line = '{"price":1,"order":{"price":2,"amount":3}}';
    expect(hash(line, ['price'])).toBe(hash('{"order":{"amount":3}}'));
    expect(hash(line, ['details.order.price'])).toBe(hash('{"price":1,"order":{"amount":3}}'));
    expect(hash(line, ['order'])).toBe(hash('{"price":1}'));
    expect(hash('{"with":"bo"}')).toBe(hash('{"with":"ben"}'));
    expect(hash('{"bo":1}')).toBe(hash('{"ben":1}'));
    expect(hash('{"with":"bob"}')).not.toBe(hash('{"with":"ben"}'));
  });
});
