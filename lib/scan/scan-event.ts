import type { EventColumnsBuilder } from './event-columns';
import { writeWords } from './event-columns';
import { ID_WORDS, readUlidBits, writeDigestBits } from './event-id-bits';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  findPlainStringEnd,
  NOT_READ,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipColon,
  skipNull,
  skipSpaces,
  skipString,
  skipValue,
  SMALL_N,
} from './json-bytes';
import { KIND_FIELDS } from '../events/event-kind';
import { readPlainTime } from './plain-time';

const LF = 0x0a;
const CR = 0x0d;
const ZERO = 0x30;

/** Bits that say which fields a line has. */
const EVENT_ID = 1;
const TIMESTAMP = 2;
const TURN_NUMBER = 4;
const EVENT_TYPE = 8;
const AGENT_ID = 16;
const CAUSED_BY = 32;
const DETAILS = 64;
const REQUIRED = EVENT_ID | TIMESTAMP | TURN_NUMBER | EVENT_TYPE;

const NAMES = {
  event_id: Buffer.from('event_id'),
  timestamp: Buffer.from('timestamp'),
  turn_number: Buffer.from('turn_number'),
  event_type: Buffer.from('event_type'),
  agent_id: Buffer.from('agent_id'),
  caused_by: Buffer.from('caused_by'),
  details: Buffer.from('details'),
} as const;
const SMALL_A = 0x61;
const SMALL_C = 0x63;
const SMALL_D = 0x64;
const SMALL_E = 0x65;
const SMALL_T = 0x74;

const KINDS = KIND_FIELDS.map((field) => Buffer.from(field));
const MIN_KIND_LENGTH = Math.min(...KINDS.map((name) => name.length));
const KIND_LETTERS = new Uint8Array(256);
for (const [letter] of KINDS) if (letter !== undefined) KIND_LETTERS[letter] = 1;

/** More digits may not fit a double. */
const MAX_TURN_DIGITS = 15;

/**
 * Reads the lines of event files as bytes, without making a string or an object of any, and adds what it finds to
 * `columns`. It reads the common form of an event: what is written in a rarer way (an escaped key, a field given twice, a
 * turn of 1.0) is left to `readEventLine`, and so is what is no event. What it does read, it reads as that does.
 */
export class EventScanner {
  readonly columns: EventColumnsBuilder;
  /** Where the last line it read ends, without its line ending. */
  lineEnd = 0;
  #kindStart = 0;
  #kindEnd = 0;

  constructor(columns: EventColumnsBuilder) {
    this.columns = columns;
  }

  /**
   * Adds the event whose line begins at `start`. `bytes` are UTF-8 and end in a line feed.
   * @returns where the next line begins, or `NOT_READ` when this one has to be read the thorough way
   */
  scan(bytes: Buffer, start: number, byteOffset: number): number {
    const { columns } = this;
    columns.reserveRow();
    const row = columns.rowCount;
    const firstLink = columns.linkCount;
    const next = this.#scanObject(bytes, start, row);
    if (next === NOT_READ) {
      columns.idTexts.delete(row);
      columns.linkCount = firstLink;
      return NOT_READ;
    }
    writeWords(columns.byteOffset, row, byteOffset);
    columns.byteLength[row] = this.lineEnd - start;
    columns.rowCount = row + 1;
    return next;
  }

  #scanObject(bytes: Buffer, start: number, row: number): number {
    const { columns } = this;
    if (bytes[start] !== OPEN_BRACE) return NOT_READ;
    columns.agent[row] = 0;
    columns.kind[row] = 0;
    let seen = 0;
    let at = skipSpaces(bytes, start + 1);
    for (;;) {
      if (bytes[at] !== QUOTE) return NOT_READ;
      const keyEnd = findPlainStringEnd(bytes, at + 1);
      if (keyEnd === NOT_READ) return NOT_READ;
      const field = fieldOf(bytes, at + 1, keyEnd);
      at = skipColon(bytes, keyEnd + 1);
      if (at === NOT_READ || (seen & field) !== 0) return NOT_READ;
      seen |= field;
      at = field === 0 ? skipValue(bytes, at) : this.#scanField(bytes, at, field, row);
      if (at === NOT_READ) return NOT_READ;
      at = skipSpaces(bytes, at);
      if (bytes[at] === CLOSE_BRACE) break;
      if (bytes[at] !== COMMA) return NOT_READ;
      at = skipSpaces(bytes, at + 1);
    }
    if ((seen & REQUIRED) !== REQUIRED) return NOT_READ;
    this.lineEnd = at + 1;
    if (bytes[at + 1] === LF) return at + 2;
    return bytes[at + 1] === CR && bytes[at + 2] === LF ? at + 3 : NOT_READ;
  }

  #scanField(bytes: Buffer, at: number, field: number, row: number): number {
    const { columns } = this;
    switch (field) {
      case TURN_NUMBER:
        return this.#scanTurn(bytes, at, row);
      case CAUSED_BY:
        return this.#scanCauses(bytes, at, row);
      case DETAILS:
        return bytes[at] === OPEN_BRACE ? this.#scanDetails(bytes, at, row) : skipValue(bytes, at);
      case AGENT_ID:
        if (bytes[at] === SMALL_N) return skipNull(bytes, at);
    }
    if (bytes[at] !== QUOTE) return NOT_READ;
    const start = at + 1;
    const end = findPlainStringEnd(bytes, start);
    if (end === NOT_READ) return NOT_READ;
    switch (field) {
      case EVENT_ID:
        if (end === start) return NOT_READ;
        if (!readUlidBits(bytes, start, end, columns.id, row * ID_WORDS)) {
          const text = bytes.toString('utf8', start, end);
          writeDigestBits(text, columns.id, row * ID_WORDS);
          columns.idTexts.set(row, text);
        }
        break;
      case TIMESTAMP:
        if (!readPlainTime(bytes, start, end, columns.time, row)) return NOT_READ;
        break;
      case EVENT_TYPE:
        if (end === start) return NOT_READ;
        columns.type[row] = columns.typeNames.codeOf(bytes, start, end);
        break;
      default:
        columns.agent[row] = columns.agentNames.codeOf(bytes, start, end);
    }
    return end + 1;
  }

  #scanTurn(bytes: Buffer, at: number, row: number): number {
    let turn = 0;
    const start = at;
    for (let digit = digitOf(bytes[at]); digit <= 9; digit = digitOf(bytes[++at])) {
      turn = turn * 10 + digit;
    }
    const digits = at - start;
    if (digits === 0 || digits > MAX_TURN_DIGITS) return NOT_READ;
    if (digits > 1 && bytes[start] === ZERO) return NOT_READ;
    const mark = bytes[at];
    // A fraction or an exponent would follow; anything else is for the caller to judge.
    if (mark === 0x2e || mark === 0x65 || mark === 0x45) return NOT_READ;
    writeWords(this.columns.turn, row, turn);
    return at;
  }

  #scanCauses(bytes: Buffer, at: number, row: number): number {
    if (bytes[at] === SMALL_N) return skipNull(bytes, at);
    if (bytes[at] !== OPEN_BRACKET) return NOT_READ;
    at = skipSpaces(bytes, at + 1);
    if (bytes[at] === CLOSE_BRACKET) return at + 1;
    for (let ordinal = 0; ; ordinal++) {
      if (bytes[at] !== QUOTE) return NOT_READ;
      const end = findPlainStringEnd(bytes, at + 1);
      if (end === NOT_READ || end === at + 1) return NOT_READ;
      if (!this.#addCause(bytes, at + 1, end, row, ordinal)) return NOT_READ;
      at = skipSpaces(bytes, end + 1);
      if (bytes[at] === CLOSE_BRACKET) return at + 1;
      if (bytes[at] !== COMMA) return NOT_READ;
      at = skipSpaces(bytes, at + 1);
    }
  }

  /** `false` when the cause was named before, or there are so many that looking would take long. */
  #addCause(bytes: Buffer, start: number, end: number, row: number, ordinal: number): boolean {
    const { columns } = this;
    columns.reserveLink();
    const link = columns.linkCount;
    const at = link * ID_WORDS;
    const { cause } = columns;
    if (!readUlidBits(bytes, start, end, cause, at)) {
      writeDigestBits(bytes.toString('utf8', start, end), cause, at);
    }
    if (ordinal > MAX_CAUSES) return false;
    for (let other = at - ID_WORDS; other >= at - ordinal * ID_WORDS; other -= ID_WORDS) {
      if (
        cause[other] === cause[at] &&
        cause[other + 1] === cause[at + 1] &&
        cause[other + 2] === cause[at + 2] &&
        cause[other + 3] === cause[at + 3]
      ) {
        return false;
      }
    }
    columns.effect[link] = row;
    columns.linkCount = link + 1;
    return true;
  }

  #scanDetails(bytes: Buffer, at: number, row: number): number {
    let best = KINDS.length;
    let seen = 0;
    at = skipSpaces(bytes, at + 1);
    if (bytes[at] === CLOSE_BRACE) return at + 1;
    for (;;) {
      if (bytes[at] !== QUOTE) return NOT_READ;
      const keyEnd = findPlainStringEnd(bytes, at + 1);
      if (keyEnd === NOT_READ) return NOT_READ;
      const rank = kindRank(bytes, at + 1, keyEnd);
      at = skipColon(bytes, keyEnd + 1);
      if (at === NOT_READ) return NOT_READ;
      if (rank === NOT_READ) {
        at = skipValue(bytes, at);
      } else {
        if ((seen & (1 << rank)) !== 0) return NOT_READ;
        seen |= 1 << rank;
        const start = at + 1;
        if (bytes[at] !== QUOTE) {
          at = skipValue(bytes, at);
        } else if (rank > best) {
          at = skipString(bytes, start);
        } else {
          const end = findPlainStringEnd(bytes, start);
          if (end === NOT_READ) return NOT_READ;
          at = end + 1;
          if (end > start) {
            best = rank;
            this.#kindStart = start;
            this.#kindEnd = end;
          }
        }
      }
      if (at === NOT_READ) return NOT_READ;
      at = skipSpaces(bytes, at);
      if (bytes[at] === CLOSE_BRACE) break;
      if (bytes[at] !== COMMA) return NOT_READ;
      at = skipSpaces(bytes, at + 1);
    }
    if (best < KINDS.length) {
      const { columns } = this;
      columns.kind[row] = columns.kindNames.codeOf(bytes, this.#kindStart, this.#kindEnd);
    }
    return at + 1;
  }
}

/** Beyond so many, looking for a cause named twice is left to a set. */
const MAX_CAUSES = 64;

/** The bit of a field the index keeps, 0 for any other. Most keys are told by their length and first letter. */
function fieldOf(bytes: Buffer, start: number, end: number): number {
  const letter = bytes[start];
  switch (end - start) {
    case 7:
      return letter === SMALL_D && isAt(bytes, start, NAMES.details) ? DETAILS : 0;
    case 8:
      if (letter === SMALL_E) return isAt(bytes, start, NAMES.event_id) ? EVENT_ID : 0;
      return letter === SMALL_A && isAt(bytes, start, NAMES.agent_id) ? AGENT_ID : 0;
    case 9:
      if (letter === SMALL_T) return isAt(bytes, start, NAMES.timestamp) ? TIMESTAMP : 0;
      return letter === SMALL_C && isAt(bytes, start, NAMES.caused_by) ? CAUSED_BY : 0;
    case 10:
      return letter === SMALL_E && isAt(bytes, start, NAMES.event_type) ? EVENT_TYPE : 0;
    case 11:
      return letter === SMALL_T && isAt(bytes, start, NAMES.turn_number) ? TURN_NUMBER : 0;
    default:
      return 0;
  }
}

/** The rank among KIND_FIELDS, or NOT_READ for any other key. */
function kindRank(bytes: Buffer, start: number, end: number): number {
  const length = end - start;
  if ((KIND_LETTERS[bytes[start] ?? 0] ?? 0) === 0 || length < MIN_KIND_LENGTH) return NOT_READ;
  for (let rank = 0; rank < KINDS.length; rank++) {
    const name = KINDS[rank];
    if (name?.length === length && isAt(bytes, start, name)) return rank;
  }
  return NOT_READ;
}

function isAt(bytes: Buffer, at: number, name: Buffer): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name[i]) return false;
  return true;
}

function digitOf(byte: number | undefined): number {
  return ((byte ?? 0) - ZERO) >>> 0;
}
