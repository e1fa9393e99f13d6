import { closeSync, fstatSync, readSync } from 'node:fs';
import path from 'node:path';
import { readEventLine } from '../events/read-event';
import type { EpochMicros } from '../events/epoch-micros';
import { identityOf, type EventPart } from '../files/event-parts';
import { openRegularFileSync } from '../files/regular-file';
import { saysRunEnd, STREAM_END_BYTES } from '../files/run-end';
import { MAX_RUN_DOCUMENT_BYTES, nameInConfig } from '../files/run-document';
import type { EventColumns } from './event-columns';
import { compareRows } from './row-order';
import { scanSegment } from './scan-segment';

/** A run whose files are small enough to be read completely for a list. */
export interface RunToSummarise {
  readonly directory: string;
  /** Oldest first. */
  readonly parts: readonly Pick<EventPart, 'path' | 'identity' | 'bytes'>[];
}

/** The figures of a run for a list, counted like in an index. */
export interface RunSummary {
  /** The name in its config.json, if it has one. */
  readonly name: string | undefined;
  /** Whether the last boundary in its stream is its end. */
  readonly saysEnd: boolean;
  readonly eventCount: number;
  readonly start: SummaryTime | null;
  readonly end: SummaryTime | null;
  readonly firstTurn: number | null;
  readonly lastTurn: number | null;
  readonly agentCount: number;
  /** The size of all whole lines. */
  readonly wholeBytes: number;
}

/** A time, and its text in the event. */
export interface SummaryTime {
  readonly time: EpochMicros;
  readonly timestamp: string;
}

/** The file has been replaced since the look, or cannot be read: look again. */
class FileMovedError extends Error {}

/** `undefined` when the files have changed since the look, or cannot be read. */
export function summariseRun(run: RunToSummarise): RunSummary | undefined {
  try {
    return summarise(run);
  } catch {
    return undefined;
  }
}

/** The first or the last event of the run. */
interface Edge {
  readonly columns: EventColumns;
  readonly row: number;
  readonly part: RunToSummarise['parts'][number];
}

function summarise(run: RunToSummarise): RunSummary {
  using files = new OpenPart();
  return summariseParts(run, files);
}

function summariseParts({ directory, parts }: RunToSummarise, files: OpenPart): RunSummary {
  let first: Edge | undefined;
  let last: Edge | undefined;
  let eventCount = 0;
  let wholeBytes = 0;
  let firstTurn = Infinity;
  let lastTurn = -Infinity;
  const agents = new Set<string>();
  for (const part of parts) {
    const { columns, order, endByte } = scanSegment({
      fileDescriptor: files.open(part),
      fromByte: 0,
      toByte: part.bytes,
      isAligned: true,
      fileBytes: part.bytes,
    });
    wholeBytes += endByte;
    eventCount += columns.rowCount;
    // A line that is not an event may have given its agent a code.
    const codes = new Set(columns.agent.subarray(0, columns.rowCount));
    for (const code of codes) if (code !== 0) agents.add(columns.agents[code] ?? '');
    for (let row = 0; row < columns.rowCount; row++) {
      const turn = (columns.turn[2 * row] ?? 0) + (columns.turn[2 * row + 1] ?? 0) * 2 ** 32;
      firstTurn = Math.min(firstTurn, turn);
      lastTurn = Math.max(lastTurn, turn);
    }
    if (order === undefined) continue;
    const earliest = { columns, row: order.first, part };
    const latest = { columns, row: order.last, part };
    if (first === undefined || compareEdges(earliest, first) < 0) first = earliest;
    if (last === undefined || compareEdges(last, latest) <= 0) last = latest;
  }
  const end = last === undefined ? null : timeOf(last, files);
  const isOneEvent = first?.part === last?.part && first?.row === last?.row;
  return {
    name: readName(directory),
    saysEnd: saysRunEnd(linesFromEnd(parts, files)),
    eventCount,
    wholeBytes,
    start: first === undefined || isOneEvent ? end : timeOf(first, files),
    end,
    firstTurn: eventCount === 0 ? null : firstTurn,
    lastTurn: eventCount === 0 ? null : lastTurn,
    agentCount: agents.size,
  };
}

function compareEdges(a: Edge, b: Edge): number {
  return compareRows(a.columns, a.row, b.columns, b.row);
}

function timeOf({ columns, row, part }: Edge, files: OpenPart): SummaryTime | null {
  const from =
    (columns.byteOffset[2 * row] ?? 0) + (columns.byteOffset[2 * row + 1] ?? 0) * 2 ** 32;
  const text = readText(files.open(part), from, columns.byteLength[row] ?? 0);
  const { event } = readEventLine(text);
  return event === undefined ? null : { time: event.time, timestamp: event.timestamp };
}

/** The last lines of a stream, newest first, like `readLastLines`. */
function* linesFromEnd(parts: RunToSummarise['parts'], files: OpenPart): Generator<string> {
  let budget = STREAM_END_BYTES;
  for (const part of parts.toReversed()) {
    if (budget <= 0) return;
    const from = Math.max(0, part.bytes - budget);
    const text = readText(files.open(part), from, part.bytes - from);
    const lines = text.split('\n');
    if (from > 0) lines.shift();
    yield* lines.filter((line) => line !== '').reverse();
    budget -= part.bytes;
  }
}

function readName(directory: string): string | undefined {
  try {
    const file = openRegularFileSync(path.join(directory, 'config.json'));
    try {
      const { size } = fstatSync(file);
      return size > MAX_RUN_DOCUMENT_BYTES ? undefined : nameInConfig(readBytes(file, 0, size));
    } finally {
      closeSync(file);
    }
  } catch {
    // A simulation without a readable config.json is shown by its id.
    return undefined;
  }
}

/** The part being read. It stays open over several reads, and only one part is open at a time. */
class OpenPart implements Disposable {
  #part: Edge['part'] | undefined;
  #file: number | undefined;

  /** @throws {FileMovedError} when the file has been replaced */
  open(part: Edge['part']): number {
    if (this.#file !== undefined && this.#part === part) return this.#file;
    this[Symbol.dispose]();
    const file = openRegularFileSync(part.path);
    this.#file = file;
    this.#part = part;
    if (identityOf(fstatSync(file, { bigint: true })) !== part.identity) {
      throw new FileMovedError(part.path);
    }
    return file;
  }

  [Symbol.dispose](): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

function readText(file: number, from: number, length: number): string {
  return readBytes(file, from, length).toString('utf8');
}

function readBytes(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, from));
}
