import { addressOf } from '../events/event-address';
import { KIND_FIELDS } from '../events/event-kind';
import { DROP_REPORT, SPAN_CODES, STATUS_WORDS } from '../events/event-outcome';
import { VOLATILE_FIELDS } from '../events/volatile-fields';
import { LINK_WORDS, namesWithNone, ROW_WORDS, type EventColumnsBuilder } from './event-columns';
import { writeDigestBits } from './event-id-bits';
import { ScanLines } from './scan-lines';

/** Whole lines in UTF-8. */
export interface Lines {
  readonly bytes: Buffer;
  /** Lines that begin here or later are not read. */
  readonly to: number;
  /** The offset of the bytes in their file. */
  readonly byteOffset: number;
  readonly maxLineBytes: number;
}

/** The module's names of columns. */
const ROW_PLACES = {
  time: 'TIME',
  turn: 'TURN',
  type: 'TYPE',
  agent: 'AGENT',
  kind: 'KIND',
  id: 'ID',
  variable: 'VARIABLE',
  value: 'VALUE',
  change: 'CHANGE',
  outcome: 'OUTCOME',
  content: 'CONTENT',
  byteOffset: 'BYTE_OFFSET',
  byteLength: 'BYTE_LENGTH',
} as const;
const LINK_PLACES = { cause: 'CAUSE', effect: 'EFFECT' } as const;
const ROW_COLUMNS = keysOf(ROW_PLACES);
const LINK_COLUMNS = keysOf(LINK_PLACES);

const LF = 0x0a;
const WORD_BYTES = Uint32Array.BYTES_PER_ELEMENT;
/** The size of the slot of a text in a table of the module. */
const SLOT_BYTES = 32;
const MAX_SLOTS = 31;
/** The fields read from details, in the module's order. */
const DETAIL_FIELDS = [
  ...KIND_FIELDS,
  ...['scope', 'new_value', 'old_value', 'status_code', 'validated', 'accepted', 'is_error'],
] as const;
const DETAIL_RANKS = {
  VARIABLE_NAME: 'variable_name',
  ERROR_TYPE: 'error_type',
  STATUS: 'status',
  SCOPE: 'scope',
  NEW_VALUE: 'new_value',
  OLD_VALUE: 'old_value',
  STATUS_CODE: 'status_code',
  VALIDATED: 'validated',
  ACCEPTED: 'accepted',
  IS_ERROR: 'is_error',
} as const;
/**
 * Reads lines of event files as bytes, without making strings or objects. It reads events in their common form. Rarer forms (an
 * escaped key, a repeated field, a turn of 1.0) and lines that are not events are left to `readEventLine`. For the lines it
 * reads, the results are the same.
 */
export class EventScanner {
  readonly #module: ScanLines;
  readonly #memory: Buffer;
  readonly #words: Uint32Array;
  readonly #block: number;
  readonly #blockBytes: number;
  readonly #isLeft: number;
  #columns: EventColumnsBuilder;
  /** With their escapes; the first is empty. */
  #simulationIds = namesWithNone();

  constructor(columns: EventColumnsBuilder) {
    this.#columns = columns;
    this.#module = new ScanLines({
      codeOfName: (table, start, end) => this.#codeOfName(table, start, end),
      countSimulation: (code, rows) => this.#countSimulation(code, rows),
      writeDigest: (start, end, to, row) => this.#writeDigest(start, end, to, row),
      numberOf: (start, end) => Number(this.#memory.toString('latin1', start, end)),
    });
    const { memory } = this.#module;
    this.#memory = Buffer.from(memory);
    this.#words = new Uint32Array(memory);
    this.#block = this.#module.numberOf('BLOCK');
    this.#blockBytes = this.#module.numberOf('BLOCK_BYTES');
    this.#isLeft = this.#module.numberOf('IS_LEFT');
    this.#writeTables();
    this.#module.forgetNames();
  }

  /** The columns to which it adds. */
  get columns(): EventColumnsBuilder {
    return this.#columns;
  }

  set columns(columns: EventColumnsBuilder) {
    this.#columns = columns;
    this.#simulationIds = namesWithNone();
    this.#module.forgetNames();
  }

  /**
   * Adds the events of lines to the columns. For each line that it leaves, it calls `read` with the start of the line, after
   * adding all lines before it; `read` returns the start of the next line.
   * @returns the start of the line after the last one
   */
  scan({ bytes, to, byteOffset, maxLineBytes }: Lines, read: (start: number) => number): number {
    const reader = this.#module;
    let at = 0;
    // The range of bytes in the block, which are whole lines.
    let from = 0;
    let end = 0;
    while (at < to) {
      if (at >= end) {
        from = at;
        end = bytes.lastIndexOf(LF, from + this.#blockBytes - 1) + 1;
        bytes.copy(this.#memory, this.#block, from, end);
      }
      if (at >= end) {
        // A line that is longer than the block.
        at = read(at);
        continue;
      }
      const { rowCount } = this.#columns;
      const base = this.#block - from;
      const stop = base + Math.min(end, to);
      const state = reader.scanLines(base + at, stop, byteOffset + from, rowCount, maxLineBytes);
      this.#takeColumns();
      at = reader.numberOf('stoppedAt') - base;
      if (state !== this.#isLeft) continue;
      // The module keeps nothing of that line, but its id may already have been noted.
      this.#columns.idTexts.delete(this.#columns.rowCount);
      at = read(at);
    }
    return at;
  }

  #takeColumns(): void {
    const columns = this.#columns;
    const rows = this.#module.numberOf('rowCount');
    const links = this.#module.numberOf('linkCount');
    columns.reserve(rows, links);
    for (const name of ROW_COLUMNS) {
      const words = ROW_WORDS[name];
      columns[name].set(this.#column(ROW_PLACES[name], rows * words), columns.rowCount * words);
    }
    for (const name of LINK_COLUMNS) {
      const words = LINK_WORDS[name];
      columns[name].set(this.#column(LINK_PLACES[name], links * words), columns.linkCount * words);
    }
    columns.rowCount += rows;
    columns.linkCount += links;
  }

  #column(name: string, words: number): Uint32Array {
    const start = this.#module.numberOf(name) / WORD_BYTES;
    return this.#words.subarray(start, start + words);
  }

  #codeOfName(table: number, start: number, end: number): number {
    const { typeNames, agentNames, kindNames } = this.#columns;
    const names = [typeNames, agentNames, kindNames, this.#simulationIds][table];
    if (names === undefined) throw new RangeError(`there is no table ${table} of names`);
    return names.codeOf(this.#memory, start, end);
  }

  #countSimulation(code: number, rows: number): void {
    const written = this.#simulationIds.names[code] ?? '';
    this.#columns.countSimulation(unescape(written), rows);
  }

  #writeDigest(start: number, end: number, to: number, row: number): void {
    const text = addressOf(this.#memory.toString('utf8', start, end));
    writeDigestBits(text, this.#words, to / WORD_BYTES);
    if (row >= 0) this.#columns.idTexts.set(row, text);
  }

  #writeTables(): void {
    const masks = this.#module.numberOf('MASKS');
    this.#memory.fill(0xff, masks, masks + 16);
    for (const name of keysOf(DETAIL_RANKS)) {
      const isKnown = DETAIL_FIELDS[this.#module.numberOf(name)] === DETAIL_RANKS[name];
      if (!isKnown) throw new RangeError(`the module has another rank for ${DETAIL_RANKS[name]}`);
    }
    this.#writeSlots('DETAIL_FIELDS', 'DETAIL_FIELD_LENGTHS', DETAIL_FIELDS);
    const volatile = Object.values(VOLATILE_FIELDS).flat();
    this.#writeSlots('VOLATILE_FIELDS', 'VOLATILE_LENGTHS', volatile.slice(0, MAX_SLOTS));
    this.#writeSlots('VOLATILE_FIELDS_2', 'VOLATILE_LENGTHS_2', volatile.slice(MAX_SLOTS));
    this.#writeWords('STATUS_WORDS', 'STATUS_WORD_LENGTHS', 'FAILED_STATUS_WORDS', STATUS_WORDS);
    this.#writeWords('SPAN_CODES', 'SPAN_CODE_LENGTHS', 'FAILED_SPAN_CODES', SPAN_CODES);
    this.#memory.write(DROP_REPORT, this.#module.numberOf('DROP_REPORT'));
    const powers = new Float64Array(
      this.#module.memory,
      this.#module.numberOf('POWERS'),
      this.#module.numberOf('MAX_DECIMALS') + 1,
    );
    for (const power of powers.keys()) powers[power] = Number(`1e${String(power)}`);
  }

  /** Writes words with an outcome, and which of them are of a failure. */
  #writeWords(
    table: string,
    lengths: string,
    failedWords: string,
    { failed, ok }: Readonly<Record<'failed' | 'ok', readonly string[]>>,
  ): void {
    this.#writeSlots(table, lengths, [...failed, ...ok]);
    this.#words[this.#module.numberOf(failedWords) / WORD_BYTES] = 2 ** failed.length - 1;
  }

  #writeSlots(table: string, lengths: string, texts: readonly string[]): void {
    const slots = this.#module.numberOf(table);
    const bits = this.#module.numberOf(lengths) / WORD_BYTES;
    if (texts.length > MAX_SLOTS) throw new RangeError(`${table} has too many texts`);
    for (const [rank, text] of texts.entries()) {
      if (text.length > SLOT_BYTES) throw new RangeError(`${text} is too long`);
      this.#memory.write(text, slots + rank * SLOT_BYTES);
      this.#words[bits + text.length] = (this.#words[bits + text.length] ?? 0) | (1 << rank);
    }
  }
}

/** Decodes a string as written between its quotes. */
function unescape(written: string): string {
  if (!written.includes('\\')) return written;
  const text: unknown = JSON.parse(`"${written}"`);
  return String(text).toWellFormed();
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
