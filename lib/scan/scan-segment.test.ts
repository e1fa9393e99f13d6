import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compareEvents } from '../events/event-order';
import { eventKind } from '../events/event-kind';
import { variableOf } from '../replay/variable';
import { readEventLine, type StoredEvent } from '../events/read-event';
import { HOLE_REASON, MAX_LINE_BYTES, readLineBytes } from '../files/line-bytes';
import { arbitraryEventFiles } from '../testing/arbitrary-event-files';
import { buildSimulation } from '../testing/build-simulation';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { createSeededRandom } from '../simulation/seeded-random';
import { makeTempRoot } from '../testing/temp-root';
import { bitsAt, idBits, ulidOf } from './event-id-bits';
import type { Segment } from './line-blocks';
import { scanSegment, type InvalidRow, type SegmentScan } from './scan-segment';

type Range = Pick<Segment, 'fromByte' | 'toByte' | 'maxLineBytes'>;

/** A file for writing and scanning one content after another. */
async function openScratch() {
  const root = await makeTempRoot(onTestFinished);
  const fileDescriptor = openSync(path.join(root.path, 'events.jsonl'), 'w+');
  onTestFinished(() => closeSync(fileDescriptor));
  let fileBytes = 0;
  return {
    fileDescriptor,
    write(content: Buffer): void {
      ftruncateSync(fileDescriptor, 0);
      writeSync(fileDescriptor, content, 0, content.length, 0);
      fileBytes = content.length;
    },
    scan: (range: Partial<Segment> = {}): SegmentScan =>
      scanSegment({
        fileDescriptor,
        fileBytes,
        fromByte: 0,
        toByte: fileBytes,
        isAligned: false,
        ...range,
      }),
  };
}

/** The result of a scan as plain values. */
function decode({ columns, links, ...rest }: SegmentScan) {
  const pair = (words: Uint32Array, row: number): bigint =>
    BigInt(words[2 * row]!) | (BigInt(words[2 * row + 1]!) << 32n);
  const rows = Array.from({ length: columns.rowCount }, (_, row) => ({
    time: BigInt.asIntN(64, pair(columns.time, row)),
    turn: Number(pair(columns.turn, row)),
    type: columns.types[columns.type[row]!],
    agent: columns.agents[columns.agent[row]!],
    kind: columns.kinds[columns.kind[row]!],
    variable: columns.variable[row],
    id: columns.idTexts.get(row) ?? ulidOf(bitsAt(columns.id, row)),
    bits: bitsAt(columns.id, row),
    byteOffset: Number(pair(columns.byteOffset, row)),
    byteLength: columns.byteLength[row],
  }));
  const { near, far } = links;
  return {
    ...rest,
    invalid: rest.invalid.toSorted((a, b) => a.byteOffset - b.byteOffset),
    rows,
    near: Array.from({ length: near.count }, (_, i) => [near.cause[i], near.effect[i]]),
    far: Array.from({ length: far.count }, (_, i) => [bitsAt(far.cause, i), far.effect[i]]),
  };
}

interface PlainLine {
  readonly start: number;
  readonly isEnded: boolean;
  readonly holes: readonly InvalidRow[];
  readonly invalid?: InvalidRow;
  readonly event?: StoredEvent;
  readonly byteOffset?: number;
  readonly byteLength?: number;
}

/** The lines of a file, each read by `readEventLine`. */
function readLines(content: Buffer, maxLineBytes = MAX_LINE_BYTES): readonly PlainLine[] {
  const lines: PlainLine[] = [];
  for (let start = 0; start < content.length;) {
    const lineFeed = content.indexOf('\n', start);
    const isEnded = lineFeed !== -1;
    const end = isEnded ? lineFeed : content.length;
    const options = { blockOffset: 0, isKnownUtf8: false, maxLineBytes };
    const { line, holes } = readLineBytes(content, start, end, options);
    const told = holes.map((hole) => ({ ...hole, reason: HOLE_REASON }));
    const place = { start, isEnded, holes: told };
    if (line === undefined) {
      lines.push(place);
    } else {
      const { byteOffset, byteLength, text, problem } = line;
      const { event, reason } = text === undefined ? { reason: problem } : readEventLine(text);
      if (event !== undefined) lines.push({ ...place, event, byteOffset, byteLength });
      else lines.push({ ...place, invalid: { byteOffset, byteLength, reason } });
    }
    start = end + 1;
  }
  return lines;
}

/** The expected result for the lines that begin in a range, computed the simple way. */
function expectedScan(content: Buffer, { fromByte, toByte, maxLineBytes }: Range) {
  const lines = readLines(content, maxLineBytes);
  const lineFrom = (at: number): number =>
    lines.find(({ start }) => start >= at)?.start ?? content.length;
  const own = lines.filter(({ start }) => start >= fromByte && start < toByte);
  const before = content.subarray(Math.max(0, fromByte - 1), toByte);
  const isThrough = fromByte > 0 && content.length >= toByte && !before.includes('\n');
  const events = own.flatMap(({ event, byteOffset, byteLength }) =>
    event === undefined ? [] : [{ event, byteOffset, byteLength }],
  );
  const rest = own.find(({ isEnded, event }) => !isEnded && event === undefined);
  const rows = events.map(({ event, byteOffset, byteLength }) => ({
    time: event.time,
    turn: event.turn_number,
    // Columns hold UTF-8, where half a surrogate pair becomes U+FFFD.
    type: event.event_type.toWellFormed(),
    agent: event.agent_id?.toWellFormed() ?? '',
    kind: eventKind(event)?.toWellFormed() ?? '',
    variable: ['none', 'global', 'agent'].indexOf(variableOf(event)?.scope ?? 'none'),
    id: event.event_id,
    bits: idBits(event.event_id),
    byteOffset,
    byteLength,
  }));
  const firstRows = new Map<string, number>();
  for (const [row, { id }] of rows.entries()) if (!firstRows.has(id)) firstRows.set(id, row);
  const links = events.flatMap(({ event }, effect) =>
    event.caused_by.map((cause) => ({ cause, effect, row: firstRows.get(cause) })),
  );
  const sorted = rows.map(({ bits }) => bits).sort((a, b) => (a < b ? -1 : Number(a > b)));
  const inOrder = events
    .map(({ event }, row) => ({ event, row }))
    .sort((a, b) => compareEvents(a.event, b.event));
  return {
    rows,
    near: links.flatMap(({ effect, row }) => (row === undefined ? [] : [[row, effect]])),
    far: links.flatMap(({ cause, effect, row }) =>
      row === undefined ? [[idBits(cause), effect]] : [],
    ),
    ids:
      rows.length === 0
        ? undefined
        : {
            lowest: sorted[0],
            highest: sorted.at(-1),
            duplicateCount: rows.length - firstRows.size,
          },
    order:
      rows.length === 0
        ? undefined
        : {
            isOrdered: inOrder.every(({ row }, at) => row === at),
            first: inOrder[0]?.row,
            last: inOrder.at(-1)?.row,
          },
    invalid: own
      .filter((line) => line !== rest)
      .flatMap(({ holes, invalid }) => (invalid ? [...holes, invalid] : holes))
      .sort((a, b) => a.byteOffset - b.byteOffset),
    startByte: isThrough ? undefined : lineFrom(fromByte),
    endByte: isThrough ? toByte : (rest?.start ?? lineFrom(toByte)),
    unfinished: rest?.invalid ?? rest?.holes[0],
  };
}

function expectSame(found: unknown, expected: unknown): void {
  // `expect` is too slow for thousands of rows.
  if (!isDeepStrictEqual(found, expected)) expect(found).toEqual(expected);
}

/** The ranges between these places, in order, from the start to the end. */
function rangesBetween(cuts: readonly number[], fileBytes: number): readonly Range[] {
  const places = [0, ...[...cuts].sort((a, b) => a - b), fileBytes];
  return places.slice(1).map((toByte, i) => ({ fromByte: places[i] ?? 0, toByte }));
}

const anyFile = arbitraryEventFiles.map((parts) => Buffer.concat(parts.map(({ bytes }) => bytes)));

const EVENT =
  '{"event_id":"e","timestamp":"2026-10-04T14:00:00Z","turn_number":1,"event_type":"A"}';

/** Short lines of every kind, and longer ones, with line ends anywhere. */
const anyBytes = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\n', '\r\n', '\r', ' ', '\t', '\uFEFF', '{', 'é', '😀', EVENT),
      fc.nat(200).map((count) => ' '.repeat(count)),
      fc.nat(200).map((count) => 'x'.repeat(count)),
      fc.constantFrom(1, 2, 3).map((count) => `${EVENT.slice(0, -1)},"n":"${'é'.repeat(count)}"}`),
      fc
        .constantFrom(...HOSTILE_LINES.filter(({ bytes }) => bytes.length < 300))
        .map(({ bytes }) => bytes),
      fc.constant(Buffer.of(0xff)),
    ),
    { maxLength: 16 },
  )
  .map((pieces) => Buffer.concat(pieces.map((piece) => Buffer.from(piece))));

/** A file and places to cut it, mostly inside it. */
const anyCutFile = fc
  .oneof(anyFile, anyBytes)
  .chain((content) =>
    fc.tuple(fc.constant(content), fc.array(fc.nat(content.length), { maxLength: 5 })),
  );

describe('scanSegment', () => {
  it('reads hostile lines as they are read one by one', async () => {
    const file = await openScratch();
    for (const lineEnd of ['\n', '\r\n']) {
      const content = Buffer.concat(
        HOSTILE_LINES.flatMap(({ bytes }) => [bytes, Buffer.from(lineEnd)]),
      );
      file.write(content);
      expect(decode(file.scan())).toEqual(
        expectedScan(content, { fromByte: 0, toByte: content.length }),
      );
    }
    for (const { bytes } of HOSTILE_LINES) {
      file.write(bytes);
      expect(decode(file.scan())).toEqual(
        expectedScan(bytes, { fromByte: 0, toByte: bytes.length }),
      );
    }
  });

  it('reads of a file cut anywhere the lines that begin in each part', async () => {
    const file = await openScratch();
    fc.assert(
      fc.property(anyCutFile, ([content, cuts]) => {
        file.write(content);
        for (const range of rangesBetween(cuts, content.length)) {
          expectSame(decode(file.scan(range)), expectedScan(content, range));
        }
      }),
      { seed: 16, numRuns: 80 },
    );
  });

  it('loses no line between two parts, and reads none twice', async () => {
    const file = await openScratch();
    fc.assert(
      fc.property(anyCutFile, ([content, cuts]) => {
        file.write(content);
        const whole = decode(file.scan());
        const scans = rangesBetween(cuts, content.length).map((range) => decode(file.scan(range)));
        expect(scans.flatMap(({ rows }) => rows)).toEqual(whole.rows);
        expect(scans.flatMap(({ invalid }) => invalid)).toEqual(whole.invalid);
        expect(scans.find(({ unfinished }) => unfinished)?.unfinished).toEqual(whole.unfinished);
        let at = 0;
        for (const { startByte, endByte } of scans) {
          if (startByte === undefined) continue;
          // An unended line that is not an event is not consumed, and nothing follows it.
          expect(startByte).toBe(at === whole.endByte ? startByte : at);
          at = at === whole.endByte ? at : endByte;
        }
        expect(at).toBe(whole.endByte);
      }),
      { seed: 17, numRuns: 50 },
    );
  });

  it('begins at an aligned line, and continues at its end', async () => {
    const file = await openScratch();
    fc.assert(
      fc.property(fc.oneof(anyFile, anyBytes), fc.nat(), (content, choice) => {
        file.write(content);
        const lines = readLines(content);
        const fromByte = lines[choice % (lines.length + 1)]?.start ?? content.length;
        const range = { fromByte, toByte: content.length };
        const { startByte, ...scan } = decode(file.scan({ ...range, isAligned: true }));
        expect(startByte).toBe(fromByte);
        expect({ startByte, ...scan }).toEqual({ ...expectedScan(content, range), startByte });
        const again = file.scan({ fromByte: scan.endByte, isAligned: true });
        expect(decode(again)).toMatchObject({
          rows: [],
          invalid: [],
          endByte: scan.endByte,
          unfinished: scan.unfinished,
        });
      }),
      { seed: 18, numRuns: 40 },
    );
  });

  it('reads bytes appended to an event without a line end as a separate line', async () => {
    const file = await openScratch();
    const content = Buffer.from(`${EVENT}more\n${EVENT}`);
    file.write(content);
    const known = { toByte: EVENT.length, fileBytes: EVENT.length };
    expect(decode(file.scan(known))).toMatchObject({ rows: [{ byteOffset: 0 }], invalid: [] });
    expect(decode(file.scan({ fromByte: EVENT.length, isAligned: true }))).toMatchObject({
      rows: [{ byteOffset: EVENT.length + 5 }],
      invalid: [{ byteOffset: EVENT.length, byteLength: 4 }],
    });
  });

  it('passes over lines that are too long, wherever the file is cut', async () => {
    const file = await openScratch();
    fc.assert(
      fc.property(anyCutFile, fc.integer({ min: 1, max: 300 }), ([content, cuts], maxLineBytes) => {
        file.write(content);
        for (const range of rangesBetween(cuts, content.length)) {
          const scan = file.scan({ ...range, maxLineBytes });
          expectSame(decode(scan), expectedScan(content, { ...range, maxLineBytes }));
        }
      }),
      { seed: 19, numRuns: 120 },
    );
  });

  it.each([
    ['a CR after a line of the maximum length', `${EVENT}\r\n`, EVENT.length],
    ['a byte order mark before a line of the maximum length', `\uFEFF${EVENT}\n`, EVENT.length],
    ['both', `\uFEFF${EVENT}\r\n${EVENT}\n`, EVENT.length],
    ['more spaces than a line may have bytes', `${' '.repeat(50)}\n${EVENT}\n`, 20],
    ['more spaces and a CR', `${' '.repeat(50)}\r\n${EVENT}\n`, 20],
    ['more spaces at its end', `${EVENT}\n${' '.repeat(50)}`, 20],
    ['a line one byte too long', `${EVENT} \r\n${EVENT}\r\n`, EVENT.length],
    ['a line far too long', `${'x'.repeat(99)}\r\n${EVENT}\r\n`, 40],
    ['a line far too long with a byte order mark', `\uFEFF${'x'.repeat(99)}\r\n${EVENT}`, 40],
    ['a line far too long at its end', `${EVENT}\n${'x'.repeat(99)}\r`, 40],
  ])('reads a file with %s the same wherever it is cut', async (_, text, maxLineBytes) => {
    const file = await openScratch();
    const content = Buffer.from(text);
    file.write(content);
    for (let cut = 0; cut <= content.length; cut += cut < 110 ? 1 : 5) {
      for (const range of rangesBetween([cut], content.length)) {
        const expected = expectedScan(content, { ...range, maxLineBytes });
        expectSame([cut, decode(file.scan({ ...range, maxLineBytes }))], [cut, expected]);
      }
    }
  });

  it('reads files and lines longer than it holds in memory', async () => {
    const file = await openScratch();
    const random = createSeededRandom(20);
    const lines: string[] = [];
    const events = [...buildSimulation()];
    for (const event of events) {
      const description = '€'.repeat(random.chance(0.01) ? 30_000 : random.int(0, 600));
      lines.push(JSON.stringify({ ...event, description }) + random.pick(['\n', '\r\n']));
      if (random.chance(0.02)) lines.push(random.pick(['\n', 'no event\n', `${EVENT} \n`]));
    }
    lines.splice(
      50,
      0,
      `${JSON.stringify({ ...events[0], description: '€'.repeat(900_000) })}\r\n`,
    );
    const content = Buffer.from(lines.join(''));
    expect(content.length).toBeGreaterThan(3_000_000);
    file.write(content);
    const cuts = Array.from({ length: 4 }, () => random.int(0, content.length));
    for (const range of [
      { fromByte: 0, toByte: content.length },
      ...rangesBetween([...cuts, 2 ** 20], content.length),
    ]) {
      expectSame(decode(file.scan(range)), expectedScan(content, range));
    }
  });

  it('ignores bytes appended beyond the given size', async () => {
    const file = await openScratch();
    fc.assert(
      fc.property(anyCutFile, fc.nat(), ([content, cuts], more) => {
        const fileBytes = more % (content.length + 1);
        const known = content.subarray(0, fileBytes);
        file.write(content);
        for (const range of rangesBetween(
          cuts.map((cut) => cut % (fileBytes + 1)),
          fileBytes,
        )) {
          expect(decode(file.scan({ ...range, fileBytes }))).toEqual(expectedScan(known, range));
        }
      }),
      { seed: 21, numRuns: 40 },
    );
  });

  it('reads the rest of a file that has become shorter', async () => {
    const file = await openScratch();
    fc.assert(
      fc.property(anyCutFile, fc.integer({ min: 1, max: 3000 }), ([content, cuts], missing) => {
        file.write(content);
        const fileBytes = content.length + missing;
        for (const range of rangesBetween(cuts, fileBytes)) {
          const { startByte, endByte, ...scan } = decode(file.scan({ ...range, fileBytes }));
          expect({ ...scan, startByte, endByte }).toEqual(expectedScan(content, range));
        }
        const beyond = { fromByte: content.length + 1, toByte: fileBytes + 1 };
        expect(file.scan({ ...beyond, fileBytes: fileBytes + 1 })).toMatchObject({
          columns: { rowCount: 0 },
          invalid: [],
        });
      }),
      { seed: 22, numRuns: 40 },
    );
  });

  it('skips a hole that is larger than memory for a line, and loses no line after it', async () => {
    const { fileDescriptor, scan } = await openScratch();
    const line = Buffer.from(
      '{"event_id":"a","timestamp":"2026-10-04","turn_number":1,"event_type":"STATE"}\n',
    );
    const [first, hole] = [1024 * 1024, 2 * MAX_LINE_BYTES];
    writeSync(fileDescriptor, line, 0, line.length, 0);
    writeSync(fileDescriptor, line, 0, line.length, line.length + hole);
    const fileBytes = 2 * line.length + hole;
    const scans = [first, first + 10, fileBytes].map((toByte, i, ends) =>
      decode(scan({ fromByte: ends[i - 1] ?? 0, toByte, fileBytes })),
    );
    expect(scans.flatMap(({ rows }) => rows.map(({ byteOffset }) => byteOffset))).toEqual([
      0,
      line.length + hole,
    ]);
    expect(scans.flatMap(({ invalid }) => invalid)).toEqual([
      { byteOffset: line.length, byteLength: hole, reason: HOLE_REASON },
    ]);
    expect(scans.map(({ startByte, endByte }) => [startByte, endByte])).toEqual([
      [0, fileBytes],
      [undefined, first + 10],
      [fileBytes, fileBytes],
    ]);
  });

  it('reads nothing in an empty file', async () => {
    const file = await openScratch();
    for (const isAligned of [true, false]) {
      const nothing = { rows: [], near: [], far: [], invalid: [], startByte: 0, endByte: 0 };
      expect(decode(file.scan({ isAligned }))).toEqual({
        ...nothing,
        ids: undefined,
        unfinished: undefined,
      });
    }
  });

  it('fails when the file cannot be read', async () => {
    const root = await makeTempRoot(onTestFinished);
    const fileDescriptor = openSync(root.path, 'r');
    onTestFinished(() => closeSync(fileDescriptor));
    const range = { fileDescriptor, fromByte: 0, toByte: 10, fileBytes: 10 };
    expect(() => scanSegment({ ...range, isAligned: true })).toThrow('EISDIR');
  });
});
