import type { StoredEvent } from '../events/read-event';
import { eventKind } from '../events/event-kind';
import { eventOutcome, OUTCOMES } from '../events/event-outcome';
import { changeSize, numericValue } from '../events/value-change';
import { variableOf, type VariableScope } from '../replay/variable';
import { createByteDictionary, type ByteDictionary } from './byte-dictionary';
import { ID_WORDS, readUlidBits, writeDigestBits } from './event-id-bits';

/**
 * The indexed fields of events as columns, in the order of their lines. A 64-bit number takes two words and an id four, the
 * least significant first, as DuckDB stores them on little-endian machines. Columns may be longer than used.
 */
export interface EventColumns {
  readonly rowCount: number;
  /** Microseconds since 1970, signed. */
  readonly time: Uint32Array;
  readonly turn: Uint32Array;
  /** An index into {@link types}. `agent` and `kind` are indexes as well, with 0 for none. */
  readonly type: Uint32Array;
  readonly agent: Uint32Array;
  readonly kind: Uint32Array;
  /** The kind of variable that the event sets: see {@link VARIABLE_CODES}. Its name is `kind`. */
  readonly variable: Uint32Array;
  /** `numericValue` and `changeSize` as doubles; NaN for none. */
  readonly value: Uint32Array;
  readonly change: Uint32Array;
  /** The place of `eventOutcome` in `OUTCOMES`. */
  readonly outcome: Uint32Array;
  /** `contentHash`, 64 bits. */
  readonly content: Uint32Array;
  readonly id: Uint32Array;
  /** Ids that are not ULIDs, by row. */
  readonly idTexts: ReadonlyMap<number, string>;
  readonly byteOffset: Uint32Array;
  readonly byteLength: Uint32Array;

  /** As written in events. The first name is empty. */
  readonly types: readonly string[];
  readonly agents: readonly string[];
  readonly kinds: readonly string[];

  /** The number of events per simulation id. Events without one are not counted. */
  readonly simulationIds: ReadonlyMap<string, number>;
}

/** The layout of a column: words per row. */
export const ROW_WORDS = {
  time: 2,
  turn: 2,
  type: 1,
  agent: 1,
  kind: 1,
  variable: 1,
  value: 2,
  change: 2,
  outcome: 1,
  content: 2,
  id: ID_WORDS,
  byteOffset: 2,
  byteLength: 1,
} as const;

/** The layout of link columns: words per link. */
export const LINK_WORDS = { cause: ID_WORDS, effect: 1 } as const;

/** The values of `variable` for events that set one; 0 for others. */
export const VARIABLE_CODES: Readonly<Record<VariableScope, number>> = { global: 1, agent: 2 };

const MIN_ROWS = 16;
const TWO_TO_32 = 4_294_967_296;

/** Columns being filled. Its fields are public so that a scanner can write into them. */
export class EventColumnsBuilder implements EventColumns {
  rowCount = 0;
  time;
  turn;
  type;
  agent;
  kind;
  variable;
  value;
  change;
  outcome;
  content;
  id;
  readonly idTexts = new Map<number, string>();
  byteOffset;
  byteLength;

  linkCount = 0;
  cause;
  effect;

  readonly typeNames = namesWithNone();
  readonly agentNames = namesWithNone();
  readonly kindNames = namesWithNone();

  readonly simulationIds = new Map<string, number>();

  constructor(expectedRows = MIN_ROWS) {
    const rows = Math.max(MIN_ROWS, expectedRows);
    this.time = new Uint32Array(rows * ROW_WORDS.time);
    this.turn = new Uint32Array(rows * ROW_WORDS.turn);
    this.type = new Uint32Array(rows);
    this.agent = new Uint32Array(rows);
    this.kind = new Uint32Array(rows);
    this.variable = new Uint32Array(rows);
    this.value = new Uint32Array(rows * ROW_WORDS.value);
    this.change = new Uint32Array(rows * ROW_WORDS.change);
    this.outcome = new Uint32Array(rows);
    this.content = new Uint32Array(rows * ROW_WORDS.content);
    this.id = new Uint32Array(rows * ROW_WORDS.id);
    this.byteOffset = new Uint32Array(rows * ROW_WORDS.byteOffset);
    this.byteLength = new Uint32Array(rows);
    this.cause = new Uint32Array(rows * ID_WORDS);
    this.effect = new Uint32Array(rows);
  }

  get types(): readonly string[] {
    return this.typeNames.names;
  }
  get agents(): readonly string[] {
    return this.agentNames.names;
  }
  get kinds(): readonly string[] {
    return this.kindNames.names;
  }

  /** Adds to the count of events with a simulation id. */
  countSimulation(id: string, rows: number): void {
    this.simulationIds.set(id, (this.simulationIds.get(id) ?? 0) + rows);
  }

  /** Makes room for more rows and links. */
  reserve(rows: number, links: number): void {
    while (this.rowCount + rows > this.type.length) this.#doubleRows();
    while (this.linkCount + links > this.effect.length) {
      this.cause = doubled(this.cause);
      this.effect = doubled(this.effect);
    }
  }

  #doubleRows(): void {
    this.time = doubled(this.time);
    this.turn = doubled(this.turn);
    this.type = doubled(this.type);
    this.agent = doubled(this.agent);
    this.kind = doubled(this.kind);
    this.variable = doubled(this.variable);
    this.value = doubled(this.value);
    this.change = doubled(this.change);
    this.outcome = doubled(this.outcome);
    this.content = doubled(this.content);
    this.id = doubled(this.id);
    this.byteOffset = doubled(this.byteOffset);
    this.byteLength = doubled(this.byteLength);
  }

  /** Adds an event parsed by `readEventLine`, with the `contentHash` of its line. */
  addEvent(event: StoredEvent, content: bigint, byteOffset: number, byteLength: number): void {
    this.reserve(1, event.caused_by.length);
    const row = this.rowCount;
    writeBits(this.time, row, BigInt.asUintN(64, event.time));
    writeWords(this.turn, row, event.turn_number);
    this.type[row] = this.typeNames.codeOfText(event.event_type);
    this.agent[row] = this.agentNames.codeOfText(event.agent_id ?? '');
    this.kind[row] = this.kindNames.codeOfText(eventKind(event) ?? '');
    const variable = variableOf(event);
    this.variable[row] = variable === null ? 0 : VARIABLE_CODES[variable.scope];
    writeDouble(this.value, row, numericValue(event));
    writeDouble(this.change, row, changeSize(event));
    this.outcome[row] = OUTCOMES.indexOf(eventOutcome(event));
    writeBits(this.content, row, content);
    if (!writeId(event.event_id, this.id, row)) this.idTexts.set(row, event.event_id);
    writeWords(this.byteOffset, row, byteOffset);
    this.byteLength[row] = byteLength;
    if (event.simulation_id !== null) this.countSimulation(event.simulation_id, 1);
    for (const cause of event.caused_by) {
      writeId(cause, this.cause, this.linkCount);
      this.effect[this.linkCount] = row;
      this.linkCount++;
    }
    this.rowCount++;
  }
}

/** Writes a whole number of at most 2^53 as two words. */
export function writeWords(column: Uint32Array, row: number, value: number): void {
  const high = Math.floor(value / TWO_TO_32);
  column[2 * row] = value - high * TWO_TO_32;
  column[2 * row + 1] = high;
}

function writeBits(column: Uint32Array, row: number, bits: bigint): void {
  column[2 * row] = Number(bits & 0xffff_ffffn);
  column[2 * row + 1] = Number(bits >> 32n);
}

const DOUBLE = new Float64Array(1);
const DOUBLE_WORDS = new Uint32Array(DOUBLE.buffer);

/** Writes a number as the two words of a double, and NaN for none. */
function writeDouble(column: Uint32Array, row: number, value: number | null): void {
  DOUBLE[0] = value ?? NaN;
  column.set(DOUBLE_WORDS, 2 * row);
}

/** Writes an id's bits; `false` when its text must be kept as well. */
function writeId(text: string, column: Uint32Array, row: number): boolean {
  const bytes = Buffer.from(text);
  if (readUlidBits(bytes, 0, bytes.length, column, row * ID_WORDS)) return true;
  writeDigestBits(text, column, row * ID_WORDS);
  return false;
}

/** A dictionary with the empty name as number 0, for none. */
export function namesWithNone(): ByteDictionary {
  const names = createByteDictionary();
  names.codeOfText('');
  return names;
}

function doubled(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const twice = new Uint32Array(column.length * 2);
  twice.set(column);
  return twice;
}
