import {
  hashDescription,
  hashed,
  hashOfObject,
  hashString,
  hashValue,
  isVolatile,
  step,
} from './content';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  countDigits,
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
} from './json';
import {
  AGENT,
  BLOCK,
  BYTE_LENGTH,
  BYTE_OFFSET,
  CAUSE,
  CHANGE,
  CONTENT,
  DETAIL_FIELD_LENGTHS,
  DETAIL_FIELDS,
  EFFECT,
  ERROR_TYPE,
  ID,
  KIND,
  MAX_LINKS,
  MAX_ROWS,
  NEW_VALUE,
  OLD_VALUE,
  OUTCOME,
  SCOPE,
  STATUS,
  STATUS_CODE,
  TIME,
  TURN,
  TYPE,
  VALUE,
  VARIABLE,
  VARIABLE_NAME,
} from './memory';
import { AGENT_NAMES, codeOf, forgetTables, KIND_NAMES, TYPE_NAMES } from './names';
import { number, readNumber } from './numbers';
import {
  beginOutcome,
  isFlag,
  noteErrorType,
  noteFlag,
  noteSpanCode,
  noteStatus,
  outcomeOf,
  readSpanStatus,
} from './outcome';
import { writeDigest } from './outside';
import { beginLine, countRow, forgetSimulation, readSimulationId, tellRows } from './simulation-id';
import { NOT_LISTED, rankOf } from './slots';
import { readTime, time } from './time';
import { readUlid, ULID_LENGTH } from './ulid';

export * from './memory';

/** Makes all names unknown, because numbers start again outside. */
export function forgetNames(): void {
  forgetTables();
  forgetSimulation();
}

const LF: u8 = 0x0a;
const CR: u8 = 0x0d;

/** Bits for the fields present in a line. */
const EVENT_ID: u32 = 1;
const TIMESTAMP: u32 = 2;
const TURN_NUMBER: u32 = 4;
const EVENT_TYPE: u32 = 8;
const AGENT_ID: u32 = 16;
const CAUSED_BY: u32 = 32;
const DETAILS: u32 = 64;
const SIMULATION_ID: u32 = 128;
const DESCRIPTION: u32 = 256;
const REQUIRED: u32 = EVENT_ID | TIMESTAMP | TURN_NUMBER | EVENT_TYPE;

/** A double may not hold more digits exactly. */
const MAX_TURN_DIGITS: u32 = 15;
/** With more causes than this, duplicates are found outside, by a set. */
const MAX_CAUSES: u32 = 64;
const ID_BYTES: usize = 16;
/** The bits of a NaN. */
const NO_NUMBER: u64 = 0x7ff8_0000_0000_0000;

/** The kind of variable that an event sets: none, a global one, or one of its agent. */
const NO_VARIABLE: u32 = 0;
const GLOBAL_VARIABLE: u32 = 1;
const AGENT_VARIABLE: u32 = 2;

/** From the type of the current line. */
let isState: bool = false;
let isSystem: bool = false;
/** From its details: two texts, empty when absent. */
let kindStart: usize = 0;
let kindEnd: usize = 0;
let variableStart: usize = 0;
let variableEnd: usize = 0;
let isGlobal: bool = false;
let hasValue: bool = false;
/** The hash of its content; whether it is of its details. */
let content: u64 = 0;
let hasDetails: bool = false;
/** Two numbers, NaN when absent. */
let oldValue: f64 = NaN;
let newValue: f64 = NaN;

/** Rows and links written since the columns were last taken. */
export let rowCount: u32 = 0;
export let linkCount: u32 = 0;
/** The position at which the scan stopped. */
export let stoppedAt: usize = 0;

export const IS_DONE: u32 = 0;
export const IS_FULL: u32 = 1;
export const IS_LEFT: u32 = 2;

/**
 * Reads the lines of the block that begin in `[at, to)`, into the first row and following.
 * @param blockOffset the offset of the block in the file
 * @param firstRow the number added to rows in effects of links
 * @returns IS_DONE; IS_FULL when there is no room for another line; IS_LEFT when the line at `stoppedAt` must be read by
 * `readEventLine`
 */
export function scanLines(
  at: usize,
  to: usize,
  blockOffset: f64,
  firstRow: u32,
  maxLineBytes: usize,
): u32 {
  const offset = i64(blockOffset);
  let row: u32 = 0;
  let state = IS_DONE;
  linkCount = 0;
  while (at < to) {
    if (row == MAX_ROWS || linkCount > MAX_LINKS - MAX_CAUSES - 2) {
      state = IS_FULL;
      break;
    }
    const links = linkCount;
    const end = scanObject(at, row, firstRow);
    const next = end == NOT_READ ? NOT_READ : skipLineEnd(end);
    if (next == NOT_READ || end - at > maxLineBytes) {
      linkCount = links;
      state = IS_LEFT;
      break;
    }
    store<u64>(BYTE_OFFSET + 8 * usize(row), offset + i64(at - BLOCK));
    store<u32>(BYTE_LENGTH + 4 * usize(row), u32(end - at));
    countRow();
    row++;
    at = next;
  }
  tellRows();
  rowCount = row;
  stoppedAt = at;
  return state;
}

function skipLineEnd(at: usize): usize {
  if (load<u8>(at) == LF) return at + 1;
  return load<u8>(at) == CR && load<u8>(at + 1) == LF ? at + 2 : NOT_READ;
}

/** From the first byte of a line to after the end of the object. */
function scanObject(at: usize, row: u32, firstRow: u32): usize {
  if (load<u8>(at) != OPEN_BRACE) return NOT_READ;
  store<u32>(AGENT + 4 * usize(row), 0);
  beginLine();
  beginOutcome();
  isState = isSystem = false;
  oldValue = newValue = NaN;
  kindStart = kindEnd = variableStart = variableEnd = 0;
  isGlobal = hasValue = hasDetails = false;
  content = 0;
  let descriptionStart: usize = 0;
  let seen: u32 = 0;
  at = skipSpaces(at + 1);
  while (true) {
    if (load<u8>(at) != QUOTE) return NOT_READ;
    const field = fieldAt(at + 1);
    const keyEnd = field == 0 ? findPlainStringEnd(at + 1) : at + 1 + lengthOf(field);
    if (keyEnd == NOT_READ) return NOT_READ;
    at = skipColon(keyEnd + 1);
    if (at == NOT_READ || (seen & field) != 0) return NOT_READ;
    seen |= field;
    if (field == DESCRIPTION && load<u8>(at) == QUOTE) descriptionStart = at + 1;
    at = field == 0 ? skipValue(at) : scanField(at, field, row, firstRow);
    if (at == NOT_READ) return NOT_READ;
    at = skipSpaces(at);
    const mark = load<u8>(at);
    if (mark == CLOSE_BRACE) break;
    if (mark != COMMA) return NOT_READ;
    at = skipSpaces(at + 1);
  }
  if ((seen & REQUIRED) != REQUIRED) return NOT_READ;
  storeKind(row);
  storeNumber(VALUE, row, newValue);
  storeNumber(CHANGE, row, abs(newValue - oldValue));
  store<u32>(OUTCOME + 4 * usize(row), outcomeOf(isSystem));
  if (!hasDetails && descriptionStart != 0) content = hashDescription(descriptionStart);
  store<u64>(CONTENT + 8 * usize(row), content);
  return at + 1;
}

/** Stores the fields that depend on both type and details. */
function storeKind(row: u32): void {
  let kind: u32 = 0;
  let variable = NO_VARIABLE;
  if (isState && variableEnd > variableStart) {
    kind = codeOf(KIND_NAMES, variableStart, variableEnd);
    if (hasValue) {
      const hasAgent = load<u32>(AGENT + 4 * usize(row)) != 0;
      variable = hasAgent && !isGlobal ? AGENT_VARIABLE : GLOBAL_VARIABLE;
    }
  } else if (kindEnd > kindStart) {
    kind = codeOf(KIND_NAMES, kindStart, kindEnd);
  }
  store<u32>(KIND + 4 * usize(row), kind);
  store<u32>(VARIABLE + 4 * usize(row), variable);
}

/** Stores a number that may be none: not finite. */
function storeNumber(column: usize, row: u32, number: f64): void {
  const isFinite = number - number == 0;
  store<u64>(column + 8 * usize(row), isFinite ? reinterpret<u64>(number) : NO_NUMBER);
}

// Names in memory order, with their closing quote.
const EVENT_ID_NAME: u64 = 0x64695f746e657665;
const TIMESTAMP_NAME: u64 = 0x6d617473656d6974;
const TURN_NUMBER_NAME: u64 = 0x6d756e5f6e727574;
const EVENT_TYPE_NAME: u64 = 0x79745f746e657665;
const AGENT_ID_NAME: u64 = 0x64695f746e656761;
const CAUSED_BY_NAME: u64 = 0x625f646573756163;
const DETAILS_NAME: u64 = 0x22736c6961746564;
const SIMULATION_ID_NAME: u64 = 0x6974616c756d6973;
const DESCRIPTION_NAME: u64 = 0x7470697263736564;

/** The bit of the field whose name begins at `start`, 0 for other names. */
function fieldAt(start: usize): u32 {
  const name = load<u64>(start);
  if (name == EVENT_ID_NAME) return load<u8>(start, 8) == 0x22 ? EVENT_ID : 0;
  if (name == TIMESTAMP_NAME) return load<u16>(start, 8) == 0x2270 ? TIMESTAMP : 0;
  if (name == TURN_NUMBER_NAME) return load<u32>(start, 8) == 0x22726562 ? TURN_NUMBER : 0;
  if (name == EVENT_TYPE_NAME)
    return (load<u32>(start, 8) & 0xff_ffff) == 0x226570 ? EVENT_TYPE : 0;
  if (name == AGENT_ID_NAME) return load<u8>(start, 8) == 0x22 ? AGENT_ID : 0;
  if (name == CAUSED_BY_NAME) return load<u16>(start, 8) == 0x2279 ? CAUSED_BY : 0;
  if (name == SIMULATION_ID_NAME) {
    // `on_id"`
    const isWhole = load<u32>(start, 8) == 0x695f_6e6f && load<u16>(start, 12) == 0x2264;
    return isWhole ? SIMULATION_ID : 0;
  }
  // `ion"`
  if (name == DESCRIPTION_NAME) return load<u32>(start, 8) == 0x226e_6f69 ? DESCRIPTION : 0;
  return name == DETAILS_NAME ? DETAILS : 0;
}

/** The length of a field's name, four bits each. */
function lengthOf(field: u32): usize {
  return usize(((<u64>0xb_d798_ab98) >>> (u64(ctz(field)) << 2)) & 15);
}

function scanField(at: usize, field: u32, row: u32, firstRow: u32): usize {
  const first = load<u8>(at);
  switch (field) {
    case TURN_NUMBER:
      return scanTurn(at, row);
    case CAUSED_BY:
      return scanCauses(at, firstRow + row);
    case SIMULATION_ID:
      return first == QUOTE ? readSimulationId(at + 1) : skipValue(at);
    case DETAILS:
      return first == OPEN_BRACE ? scanDetails(at) : skipValue(at);
    case DESCRIPTION:
      return skipValue(at);
    case TIMESTAMP: {
      const end = first == QUOTE ? readTime(at + 1) : NOT_READ;
      store<i64>(TIME + 8 * usize(row), time);
      return end;
    }
    case AGENT_ID:
      if (first == SMALL_N) return skipNull(at);
  }
  if (first != QUOTE) return NOT_READ;
  const start = at + 1;
  if (field == EVENT_ID) return scanId(start, ID + ID_BYTES * usize(row), i32(row + firstRow));
  const end = findPlainStringEnd(start);
  if (end == NOT_READ) return NOT_READ;
  if (field == AGENT_ID) {
    store<u32>(AGENT + 4 * usize(row), codeOf(AGENT_NAMES, start, end));
  } else {
    if (end == start) return NOT_READ;
    isState = isStateType(start, end);
    isSystem = isSystemType(start, end);
    store<u32>(TYPE + 4 * usize(row), codeOf(TYPE_NAMES, start, end));
  }
  return end + 1;
}

/** From after the opening quote of an id to after the closing quote. */
function scanId(start: usize, to: usize, row: i32): usize {
  if (load<u8>(start, ULID_LENGTH) == QUOTE && readUlid(start, to)) return start + ULID_LENGTH + 1;
  const end = findPlainStringEnd(start);
  if (end == NOT_READ || end == start) return NOT_READ;
  writeDigest(start, end, to, row);
  return end + 1;
}

function scanTurn(at: usize, row: u32): usize {
  const digits = countDigits(at);
  if (digits == 0 || digits > MAX_TURN_DIGITS) return NOT_READ;
  if (digits > 1 && load<u8>(at) == 0x30) return NOT_READ;
  const end = at + digits;
  let turn: u64 = 0;
  for (; at < end; at++) turn = turn * 10 + u64(load<u8>(at) - 0x30);
  const mark = load<u8>(at);
  // A fraction or an exponent follows. Other characters are checked by the caller.
  if (mark == 0x2e || mark == 0x65 || mark == 0x45) return NOT_READ;
  store<u64>(TURN + 8 * usize(row), turn);
  return at;
}

function scanCauses(at: usize, effect: u32): usize {
  if (load<u8>(at) != OPEN_BRACKET) return skipNull(at);
  at = skipSpaces(at + 1);
  if (load<u8>(at) == CLOSE_BRACKET) return at + 1;
  const first = linkCount;
  while (true) {
    if (load<u8>(at) != QUOTE || linkCount - first > MAX_CAUSES) return NOT_READ;
    const cause = CAUSE + ID_BYTES * usize(linkCount);
    at = scanId(at + 1, cause, -1);
    if (at == NOT_READ || isNamedBefore(cause, CAUSE + ID_BYTES * usize(first))) return NOT_READ;
    store<u32>(EFFECT + 4 * usize(linkCount), effect);
    linkCount++;
    at = skipSpaces(at);
    const mark = load<u8>(at);
    if (mark == CLOSE_BRACKET) return at + 1;
    if (mark != COMMA) return NOT_READ;
    at = skipSpaces(at + 1);
  }
}

/** Whether the cause equals an earlier one, from `first` on. */
function isNamedBefore(cause: usize, first: usize): bool {
  const id = v128.load(cause);
  for (let other = first; other < cause; other += ID_BYTES) {
    if (!v128.any_true(v128.xor(id, v128.load(other)))) return true;
  }
  return false;
}

function scanDetails(at: usize): usize {
  let best: u32 = NOT_LISTED;
  let seen: u32 = 0;
  let sum: u64 = 0;
  hasDetails = true;
  content = hashOfObject(0);
  at = skipSpaces(at + 1);
  if (load<u8>(at) == CLOSE_BRACE) return at + 1;
  while (true) {
    if (load<u8>(at) != QUOTE) return NOT_READ;
    const keyStart = at + 1;
    const keyEnd = findPlainStringEnd(keyStart);
    if (keyEnd == NOT_READ) return NOT_READ;
    const rank = rankOf(DETAIL_FIELDS, DETAIL_FIELD_LENGTHS, keyStart, keyEnd);
    at = skipColon(keyEnd + 1);
    if (at == NOT_READ) return NOT_READ;
    const valueStart = at;
    if (rank == NOT_LISTED) {
      if (isVolatile(keyStart, keyEnd)) {
        at = skipValue(at);
      } else {
        at = hashValue(at);
        sum += memberHash(keyStart);
      }
    } else {
      if ((seen & (1 << rank)) != 0) return NOT_READ;
      seen |= 1 << rank;
      const first = load<u8>(at);
      if (rank == NEW_VALUE) {
        at = readNumber(at);
        newValue = number;
      } else if (rank == OLD_VALUE) {
        at = readNumber(at);
        oldValue = number;
      } else if (isFlag(rank)) {
        noteFlag(rank, first);
        at = skipValue(at);
      } else if (first != QUOTE) {
        at = rank == STATUS && first == OPEN_BRACE ? readSpanStatus(at) : skipValue(at);
      } else if (rank > best && rank < ERROR_TYPE && rank != VARIABLE_NAME) {
        at = skipString(at + 1);
      } else {
        const start = at + 1;
        const end = findPlainStringEnd(start);
        if (end == NOT_READ) return NOT_READ;
        at = end + 1;
        if (rank == STATUS) noteStatus(start, end);
        else if (rank == ERROR_TYPE) noteErrorType(start, end);
        if (rank == SCOPE) {
          isGlobal = isGlobalScope(start, end);
        } else if (rank == STATUS_CODE) {
          noteSpanCode(start, end);
        } else if (end > start) {
          if (rank == VARIABLE_NAME) {
            variableStart = start;
            variableEnd = end;
          }
          if (rank < best) {
            best = rank;
            kindStart = start;
            kindEnd = end;
          }
        }
      }
    }
    if (at == NOT_READ) return NOT_READ;
    if (rank != NOT_LISTED) {
      if (hashValue(valueStart) == NOT_READ) return NOT_READ;
      sum += memberHash(keyStart);
    }
    at = skipSpaces(at);
    const mark = load<u8>(at);
    if (mark == CLOSE_BRACE) break;
    if (mark != COMMA) return NOT_READ;
    at = skipSpaces(at + 1);
  }
  content = hashOfObject(sum);
  hasValue = (seen & (1 << NEW_VALUE)) != 0;
  return at + 1;
}

/** The hash of a member with the last hashed value. */
function memberHash(keyStart: usize): u64 {
  const value = hashed;
  hashString(keyStart);
  return step(hashed, value);
}

function isSystemType(start: usize, end: usize): bool {
  return end - start == 6 && load<u32>(start) == 0x5453_5953 && load<u16>(start, 4) == 0x4d45;
}

/** `STATE`, or its other spelling `ENV`. */
function isStateType(start: usize, end: usize): bool {
  if (end - start == 3) return (load<u32>(start) & 0xff_ffff) == 0x56_4e45;
  return end - start == 5 && load<u32>(start) == 0x5441_5453 && load<u8>(start, 4) == 0x45;
}

function isGlobalScope(start: usize, end: usize): bool {
  return end - start == 6 && load<u32>(start) == 0x626f_6c67 && load<u16>(start, 4) == 0x6c61;
}
