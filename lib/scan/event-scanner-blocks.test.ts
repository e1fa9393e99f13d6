import { describe, expect, it } from 'vitest';
import { readEventLine } from '../events/read-event';
import { MAX_LINE_BYTES } from '../files/line-bytes';
import { createSeededRandom } from '../simulation/seeded-random';
import { contentHash } from './content-hash';
import { EventColumnsBuilder, LINK_WORDS, ROW_WORDS } from './event-columns';
import { EventScanner } from './event-scanner';

const OFFSET = 2 ** 33 + 1;
/** The size of the scanner's block. */
const BLOCK_BYTES = 256 * 1024;

const scanner = new EventScanner(new EventColumnsBuilder());

const eventLine = (fields: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    event_id: '01M43MGC6AWK8A9FN7F0ZEZPYJ',
    timestamp: '2026-10-04T14:00:00Z',
    turn_number: 1,
    event_type: 'ACTION',
    ...fields,
  });

/** Scans lines into new columns. Returns the lines that the scanner left; they are added as in `scanSegment`. */
function scanLines(lines: readonly string[], maxLineBytes = MAX_LINE_BYTES) {
  const columns = new EventColumnsBuilder();
  scanner.columns = columns;
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const left: string[] = [];
  const end = scanner.scan(
    { bytes, to: bytes.length, byteOffset: OFFSET, maxLineBytes },
    (start) => {
      const lineEnd = bytes.indexOf('\n', start);
      const line = bytes.toString('utf8', start, lineEnd);
      left.push(line);
      const { event } = readEventLine(line);
      if (event !== undefined)
        columns.addEvent(event, contentHash(line), OFFSET + start, lineEnd - start);
      return lineEnd + 1;
    },
  );
  expect(end).toBe(bytes.length);
  expect(used(columns)).toEqual(used(columnsOf(lines)));
  return { columns, left };
}

/** The same lines, parsed by `readEventLine`. */
function columnsOf(lines: readonly string[]): EventColumnsBuilder {
  const columns = new EventColumnsBuilder();
  let offset = OFFSET;
  for (const line of lines) {
    const { event } = readEventLine(line);
    const length = Buffer.byteLength(line);
    if (event !== undefined) columns.addEvent(event, contentHash(line), offset, length);
    offset += length + 1;
  }
  return columns;
}

/** The content of columns, with names instead of numbers, which depend on the order of fields. */
function used(columns: EventColumnsBuilder) {
  const { rowCount, linkCount, idTexts } = columns;
  const words = (['time', 'turn', 'id', 'byteOffset', 'byteLength'] as const).map((name) =>
    columns[name].slice(0, rowCount * ROW_WORDS[name]),
  );
  const links = (['cause', 'effect'] as const).map((name) =>
    columns[name].slice(0, linkCount * LINK_WORDS[name]),
  );
  const names = Array.from({ length: rowCount }, (_, row) => [
    columns.types[columns.type[row]!],
    columns.agents[columns.agent[row]!],
    columns.kinds[columns.kind[row]!],
  ]);
  return { rowCount, linkCount, idTexts, words, links, names };
}

describe('EventScanner', () => {
  it('reads more lines than its memory holds, left ones among them', () => {
    const random = createSeededRandom(31);
    const lines = Array.from({ length: 6000 }, (_, i) =>
      random.chance(0.01)
        ? random.pick(['', 'no event', eventLine({ event_id: 'x', turn_number: -i }), '{"a":'])
        : eventLine({ agent_id: `agent_${String(i % 7)}`, turn_number: i }),
    );
    const { columns, left } = scanLines(lines);
    expect(columns.rowCount + left.length).toBe(lines.length);
    expect(left.length).toBeGreaterThan(30);
  });

  it('reads lines with so many causes that its memory is soon full of them', () => {
    const causes = Array.from({ length: 65 }, (_, i) => String(i));
    const lines = Array.from({ length: 600 }, (_, i) =>
      eventLine({ caused_by: i % 300 === 299 ? [...causes, 'again', 'again'] : causes }),
    );
    const { columns, left } = scanLines(lines);
    expect(columns.linkCount).toBe(600 * 65 + 2);
    expect(left).toHaveLength(2);
  });

  it('reads lines that just fit into its memory and leaves longer ones', () => {
    const short = Buffer.byteLength(eventLine({ description: '' })) + 1;
    const long = (bytes: number): string => eventLine({ description: 'x'.repeat(bytes - short) });
    const lines = [-2, -1, 0, 1, 2].flatMap((more) => [
      eventLine(),
      long(BLOCK_BYTES + more),
      eventLine(),
      eventLine(),
    ]);
    expect(scanLines(lines).left).toEqual([long(BLOCK_BYTES + 1), long(BLOCK_BYTES + 2)]);
  });

  it('leaves lines longer than the limit', () => {
    const lines = [eventLine(), eventLine({ description: 'x' }), eventLine()];
    expect(scanLines(lines, lines[0]!.length).left).toEqual([lines[1]]);
  });

  it('reads no line that begins where it is to stop', () => {
    const lines = [eventLine(), eventLine({ turn_number: 2 }), eventLine({ turn_number: 3 })];
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const second = lines[0]!.length + 1;
    for (const [to, rowCount] of [
      [0, 0],
      [1, 1],
      [second, 1],
      [second + 1, 2],
    ] as const) {
      const columns = new EventColumnsBuilder();
      scanner.columns = columns;
      const next = scanner.scan({ bytes, to, byteOffset: 0, maxLineBytes: MAX_LINE_BYTES }, () =>
        expect.unreachable(),
      );
      expect([columns.rowCount, next]).toEqual([rowCount, rowCount * second]);
    }
  });

  it('distinguishes thousands of names of any length, and finds them again', () => {
    const random = createSeededRandom(32);
    const lengths = [0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 46, 47, 48, 49, 50, 64, 100];
    const names = Array.from({ length: 3000 }, () => {
      const name = random.pick(['a', 'å', 'ab', '🚜']).repeat(100);
      return (
        name.slice(0, random.pick(lengths)).toWellFormed() +
        random.pick(['', 'x', String(random.int(0, 999))])
      );
    });
    const lines = Array.from({ length: 9000 }, () => {
      const [type, agent, kind] = [random.pick(names), random.pick(names), random.pick(names)];
      return eventLine({ event_type: type || '-', agent_id: agent, details: { status: kind } });
    });
    expect(scanLines(lines).left).toEqual([]);
    // Other columns have other numbers.
    expect(scanLines(lines.toReversed()).left).toEqual([]);
  });

  it('reads an id with any letter anywhere, as bits when it is a ULID', () => {
    const letters = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i));
    const plain = letters.filter((letter) => letter !== '"' && letter !== '\\');
    const ulid = '7M43MGC6AWK8A9FN7F0ZEZPYJH';
    const ids = Array.from(ulid).flatMap((_, at) =>
      [...plain, 'å'].map((letter) => ulid.slice(0, at) + letter + ulid.slice(at + 1)),
    );
    const others = [
      ulid.slice(1),
      `${ulid}0`,
      '8'.padEnd(26, '0'),
      'Z'.repeat(26),
      '7'.padEnd(26, 'Z'),
    ];
    const lines = [...ids, ...others].map((id) => eventLine({ event_id: id, caused_by: [id] }));
    const { columns, left } = scanLines(lines);
    expect(left).toEqual([]);
    // 32 letters per place, 8 in the first. 'Z'.repeat(26) and two texts of other lengths are not ULIDs.
    expect(columns.rowCount - columns.idTexts.size).toBe(25 * 32 + 8 + 1);
  });
});
