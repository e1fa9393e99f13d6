import {
  CLOSE_BRACE,
  COMMA,
  findPlainStringEnd,
  NOT_READ,
  QUOTE,
  skipColon,
  skipSpaces,
  skipValue,
} from './json';
import {
  ACCEPTED,
  DROP_REPORT,
  FAILED_SPAN_CODES,
  FAILED_STATUS_WORDS,
  IS_ERROR,
  SPAN_CODE_LENGTHS,
  SPAN_CODES,
  STATUS_WORD_LENGTHS,
  STATUS_WORDS,
  VALIDATED,
} from './memory';
import { load16 } from './names';
import { number, readNumber } from './numbers';
import { NOT_LISTED, rankOfWord } from './slots';

// What the details of a line state of an outcome; see `eventOutcome`.

/** The numbers of the outcomes; see OUTCOMES of `lib/events/event-outcome.ts`. */
const NONE: u32 = 0;
const OK: u32 = 1;
const FAILED: u32 = 2;

const SPAN_OK: f64 = 1;
const SPAN_ERROR: f64 = 2;
const SMALL_T: u8 = 0x74;
const SMALL_F: u8 = 0x66;
const CODE_NAME: u32 = 0x65646f63;

let stated: u32 = NONE;
/** Whether the details name an error, which is a failure of a SYSTEM event. */
let namesError: bool = false;

/** Forgets the details of the line before. */
export function beginOutcome(): void {
  stated = NONE;
  namesError = false;
}

export function outcomeOf(isSystem: bool): u32 {
  return isSystem && namesError ? FAILED : stated;
}

function state(outcome: u32): void {
  stated = max(stated, outcome);
}

/** Notes the text of an `error_type`. */
export function noteErrorType(start: usize, end: usize): void {
  const length = end - start;
  if (length == 0) return;
  // The name of a report of drops has at most 16 bytes.
  const isOther =
    length > 16 || v128.any_true(v128.xor(load16(start, length), v128.load(DROP_REPORT)));
  if (isOther) namesError = true;
}

/** Notes the text of a `status`. */
export function noteStatus(start: usize, end: usize): void {
  stateWord(rankOfWord(STATUS_WORDS, STATUS_WORD_LENGTHS, start, end), FAILED_STATUS_WORDS);
}

/** Notes the text of a span's status. */
export function noteSpanCode(start: usize, end: usize): void {
  stateWord(rankOfWord(SPAN_CODES, SPAN_CODE_LENGTHS, start, end), FAILED_SPAN_CODES);
}

function stateWord(rank: u32, failedWords: usize): void {
  if (rank == NOT_LISTED) return;
  state((load<u32>(failedWords) & (1 << rank)) != 0 ? FAILED : OK);
}

/** Notes the first byte of `validated`, `accepted` or `is_error`. */
export function noteFlag(rank: u32, first: u8): void {
  if (rank == IS_ERROR) {
    if (first == SMALL_T) state(FAILED);
  } else if (first == SMALL_T) {
    state(OK);
  } else if (first == SMALL_F) {
    state(FAILED);
  }
}

/** Whether a field of details of this rank states an outcome by true or false. */
export function isFlag(rank: u32): bool {
  return rank == VALIDATED || rank == ACCEPTED || rank == IS_ERROR;
}

/** Reads a `status` that is an object. Returns the position after it, or NOT_READ. */
export function readSpanStatus(at: usize): usize {
  at = skipSpaces(at + 1);
  if (load<u8>(at) == CLOSE_BRACE) return at + 1;
  let isCodeSeen = false;
  while (true) {
    if (load<u8>(at) != QUOTE) return NOT_READ;
    const keyEnd = findPlainStringEnd(at + 1);
    if (keyEnd == NOT_READ) return NOT_READ;
    const isCode = keyEnd - at == 5 && load<u32>(at + 1) == CODE_NAME;
    at = skipColon(keyEnd + 1);
    if (at == NOT_READ) return NOT_READ;
    if (!isCode) {
      at = skipValue(at);
    } else {
      // For a repeated name the last value counts, which is left to `JSON.parse`.
      if (isCodeSeen) return NOT_READ;
      isCodeSeen = true;
      at = readSpanCode(at);
    }
    if (at == NOT_READ) return NOT_READ;
    at = skipSpaces(at);
    const mark = load<u8>(at);
    if (mark == CLOSE_BRACE) return at + 1;
    if (mark != COMMA) return NOT_READ;
    at = skipSpaces(at + 1);
  }
}

function readSpanCode(at: usize): usize {
  if (load<u8>(at) == QUOTE) {
    const end = findPlainStringEnd(at + 1);
    if (end == NOT_READ) return NOT_READ;
    noteSpanCode(at + 1, end);
    return end + 1;
  }
  const end = readNumber(at);
  if (number == SPAN_ERROR) state(FAILED);
  else if (number == SPAN_OK) state(OK);
  return end;
}
