// Where things lie in the module's memory, which never grows. What is exported here is known to
// ../event-scanner.ts and ../search-segment.ts.

/** 16 bytes of ones, then 16 of zeros. */
export const MASKS: usize = 0x400;

/**
 * The names of fields of `details` that are read, in 32 bytes each, filled with zeros: first those that tell an event's
 * kind, of which the first has precedence.
 */
export const DETAIL_FIELDS: usize = 0x600;
/** For each length up to 32 the ranks of the names that have it, as bits. */
export const DETAIL_FIELD_LENGTHS: usize = 0x800;
/** The ranks of those that tell more than a kind. */
export const VARIABLE_NAME: u32 = 5;
export const SCOPE: u32 = 9;
export const NEW_VALUE: u32 = 10;

/** A text that is searched for. */
export const TEXT: usize = 0xa00;
export const TEXT_BYTES: usize = 0x400;

/** Types, agents and kinds that were met; see names.ts. */
export const NAMES: usize = 0x1000;

/** The simulation id that was met last, with its closing quote; see simulation-id.ts. */
export const SIMULATION: usize = 0x3_2000;
export const SIMULATION_BYTES: usize = 0x400;

// Columns, as EventColumns has them.
export const MAX_ROWS: u32 = 4096;
export const VARIABLE: usize = 0x3_c000;
export const TIME: usize = 0x4_0000;
export const TURN: usize = 0x4_8000;
export const BYTE_OFFSET: usize = 0x5_0000;
export const ID: usize = 0x5_8000;
export const TYPE: usize = 0x6_8000;
export const AGENT: usize = 0x6_c000;
export const KIND: usize = 0x7_0000;
export const BYTE_LENGTH: usize = 0x7_4000;

export const MAX_LINKS: u32 = 8192;
export const CAUSE: usize = 0x7_8000;
export const EFFECT: usize = 0x9_8000;

/** Lines that were found by a search, where columns are in a scan. */
export const FOUND: usize = TIME;
export const MAX_FOUND: u32 = 0x1_0000;

/** Lines to read, the last one with its line feed. */
export const BLOCK: usize = 0xa_0000;
export const BLOCK_BYTES: usize = 0x4_0000;
