// The layout of the module's memory, which never grows. ../event-scanner.ts and ../search-segment.ts use these exports.

/** 16 bytes of ones, then 16 of zeros. */
export const MASKS: usize = 0x400;

/**
 * The names of the fields read from `details`, 32 bytes each, padded with zeros. The fields with the kind of an event come
 * first, in order of precedence.
 */
export const DETAIL_FIELDS: usize = 0x600;
/** For each length up to 32: the ranks of the names of this length, as bits. */
export const DETAIL_FIELD_LENGTHS: usize = 0x800;
/** The ranks of the fields with a meaning beyond the kind. */
export const VARIABLE_NAME: u32 = 5;
export const SCOPE: u32 = 9;
export const NEW_VALUE: u32 = 10;
export const OLD_VALUE: u32 = 11;
export const ERROR_TYPE: u32 = 7;
export const STATUS: u32 = 8;
export const STATUS_CODE: u32 = 12;
export const VALIDATED: u32 = 13;
export const ACCEPTED: u32 = 14;
export const IS_ERROR: u32 = 15;

/** The searched text. */
export const TEXT: usize = 0xa00;
export const TEXT_BYTES: usize = 0x400;

/** The known types, agents and kinds; see names.ts. */
export const NAMES: usize = 0x1000;

/** The last simulation id, with its closing quote; see simulation-id.ts. */
export const SIMULATION: usize = 0x3_2000;
export const SIMULATION_BYTES: usize = 0x400;

/**
 * The words with an outcome, in the slots of a table like DETAIL_FIELDS: first those of a `status`, then those of a span's
 * status. For each table: the words of each length as bits, and the words for a failure as bits.
 */
export const STATUS_WORDS: usize = 0x3_2400;
export const STATUS_WORD_LENGTHS: usize = 0x3_2800;
export const FAILED_STATUS_WORDS: usize = 0x3_28f0;
export const SPAN_CODES: usize = 0x3_2900;
export const SPAN_CODE_LENGTHS: usize = 0x3_2d00;
export const FAILED_SPAN_CODES: usize = 0x3_2df0;
/** The `error_type` of a report of drops, in one slot. */
export const DROP_REPORT: usize = 0x3_2e00;
/** The powers of ten from 0 up, as doubles: one for each number of decimals read here. */
export const POWERS: usize = 0x3_2e80;
export const MAX_DECIMALS: u32 = 16;

// The columns of EventColumns.
export const MAX_ROWS: u32 = 4096;
export const VALUE: usize = 0x3_4000;
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

/** The lines found by a search, in the memory that a scan uses for columns. */
export const FOUND: usize = TIME;
export const MAX_FOUND: u32 = 0x1_0000;

/** The lines to read; the last one has its line feed. */
export const BLOCK: usize = 0xa_0000;
export const BLOCK_BYTES: usize = 0x4_0000;

// More columns.
export const CHANGE: usize = 0xe_8000;
export const OUTCOME: usize = 0xf_0000;
export const CONTENT: usize = 0xf_4000;

/** The names of fields that do not count as content, in two tables like DETAIL_FIELDS. */
export const VOLATILE_FIELDS: usize = 0xf_c000;
export const VOLATILE_FIELDS_2: usize = 0xf_c400;
export const VOLATILE_LENGTHS: usize = 0xf_c800;
export const VOLATILE_LENGTHS_2: usize = 0xf_c900;
/** The bits of a text that may be a ULID. */
export const ULID_BITS: usize = 0xf_ca00;
