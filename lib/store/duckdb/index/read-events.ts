import type { FileHandle } from 'node:fs/promises';
import type { EventLine } from '../../../events/event-line';
import { readLineRanges, type LineRange } from '../../../files/line-ranges';
import { openPart } from '../../../files/open-part';
import { breathe, isBreathDue, throwIfCancelled } from '../../../work/work';
import { numberOf, type Row } from '../sql/connections';
import { readId, readLongId } from '../ingest/event-ids';
import type { SimulationIndex } from './simulation-index';

/** A file is gone, or was renamed or rewritten since its index was brought up to date. */
export class FilesChangedError extends Error {
  /** The indexed file is still there, but its content has changed. */
  readonly isRewritten: boolean;
  constructor(message: string, isRewritten: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isRewritten = isRewritten;
  }
}

/** The place of a line: the number of its file in the index, and its byte range. */
export interface LinePlace extends LineRange {
  readonly part: number;
}

/** The columns needed by {@link readEvents}. */
export const PLACE_COLUMNS = [
  ...['id_high', 'id_low', 'id_text'],
  ...['part', 'byte_offset', 'byte_length'],
] as const;
export const SELECT_PLACES = `SELECT ${PLACE_COLUMNS.join(', ')}`;

/** Reads the lines of rows from the files, in the order of the rows, and checks that each holds the expected event. */
export async function readEvents(
  index: SimulationIndex,
  rows: readonly Row[],
): Promise<readonly EventLine[]> {
  const places = rows.map((row) => ({
    part: numberOf(row, 'part') ?? -1,
    byteOffset: numberOf(row, 'byte_offset') ?? 0,
    byteLength: numberOf(row, 'byte_length') ?? 0,
    row,
  }));
  const texts = await readLines(index, places);
  const events: EventLine[] = [];
  for (const [at, { row, part }] of places.entries()) {
    if (isBreathDue()) await breathe();
    const text = texts[at] ?? '';
    const event_id = readId(row, text) ?? (await readLongId(row, text));
    if (event_id === undefined) throw notThere(index, part, 'the event');
    events.push({ event_id, text });
  }
  return events;
}

/** Reads lines from the files, in the order of the places. */
async function readLines(
  index: SimulationIndex,
  places: readonly LinePlace[],
): Promise<readonly string[]> {
  await using files = holdFiles(index);
  return await files.readLines(places);
}

/** The files of an index, kept open while lines are read from them. */
export interface HeldFiles extends AsyncDisposable {
  /** The lines, in the order of the places. @throws {FilesChangedError} */
  readLines(places: readonly LinePlace[]): Promise<readonly string[]>;
}

/** With more files than this, each is open only while it is read: a page of events may come from a thousand parts. */
const MAX_HELD = 32;
/** The number of Node's threads for reading files. */
const FILES_AT_ONCE = 4;

/** Opens each file when it is first read. */
export function holdFiles(index: SimulationIndex): HeldFiles {
  const files = new Map<number, Promise<FileHandle>>();

  async function readFile(part: number, ranges: readonly LinePlace[]): Promise<readonly string[]> {
    const held = files.get(part);
    if (held !== undefined) return readLineRanges(await held, ranges);
    const found = index.part(part)?.found;
    if (found === undefined) throw new FilesChangedError('An event file is gone.', false);
    if (files.size < MAX_HELD) {
      const opened = openPart(found);
      files.set(part, opened);
      return readLineRanges(await opened, ranges);
    }
    await using file = await openPart(found);
    return await readLineRanges(file, ranges);
  }

  async function readOf(part: number, ranges: readonly LinePlace[]): Promise<readonly string[]> {
    try {
      return await readFile(part, ranges);
    } catch (error) {
      throwIfCancelled();
      if (error instanceof FilesChangedError) throw error;
      throw new FilesChangedError(`${nameOf(index, part)} cannot be read.`, false, {
        cause: error,
      });
    }
  }

  return {
    async readLines(places) {
      const texts = new Array<string>(places.length);
      const waiting = [...positionsByPart(places)].reverse();
      const readNext = async (): Promise<void> => {
        for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
          const [part, positions] = next;
          const ranges = positions.flatMap((at) => places[at] ?? []);
          const read = await readOf(part, ranges);
          positions.forEach((position, at) => (texts[position] = read[at] ?? ''));
        }
      };
      const readers = Math.min(FILES_AT_ONCE, waiting.length);
      const reading = Array.from({ length: readers }, readNext);
      // Waits for files that are being opened, before the error is thrown.
      await Promise.allSettled(reading);
      await Promise.all(reading);
      return texts;
    },
    async [Symbol.asyncDispose]() {
      for (const opened of files.values()) {
        const file = await opened.catch(() => undefined);
        await file?.close();
      }
    },
  };
}

/** By part, the indexes of its places in the list. */
function positionsByPart(places: readonly LinePlace[]): ReadonlyMap<number, number[]> {
  const positions = new Map<number, number[]>();
  for (const [at, { part }] of places.entries()) {
    const before = positions.get(part);
    if (before === undefined) positions.set(part, [at]);
    else before.push(at);
  }
  return positions;
}

/** The error for a line that differs from the indexed one. */
export function notThere(index: SimulationIndex, part: number, content: string): FilesChangedError {
  return new FilesChangedError(
    `${nameOf(index, part)} does not hold ${content} where it was indexed.`,
    true,
  );
}

function nameOf(index: SimulationIndex, part: number): string {
  return index.part(part)?.found.name ?? 'An event file';
}
