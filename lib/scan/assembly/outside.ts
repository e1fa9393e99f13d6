// Functions implemented in ../event-scanner.ts.

/** The number of the name in `[start, end)` among types, agents, kinds or simulation ids. */
export declare function codeOfName(table: u32, start: usize, end: usize): u32;

/** Adds to the count of events with the simulation id of this number. */
export declare function countSimulation(code: u32, rows: u32): void;

/**
 * Writes the digest of the id in `[start, end)` to `to`. The text of an event's id is kept as well; for a cause, `row` is -1.
 */
export declare function writeDigest(start: usize, end: usize, to: usize, row: i32): void;

/** The number written in `[start, end)`, like `JSON.parse`. */
export declare function numberOf(start: usize, end: usize): f64;
