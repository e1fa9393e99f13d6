// What is done outside, in ../event-scanner.ts.

/** The number of the name in `[start, end)` among types, agents, kinds or simulation ids. */
export declare function codeOfName(table: u32, start: usize, end: usize): u32;

/** So many more events have the simulation id of this number. */
export declare function countSimulation(code: u32, rows: u32): void;

/** Writes at `to` the digest of the id in `[start, end)`. An event's id is kept as text, too; of a cause `row` is -1. */
export declare function writeDigest(start: usize, end: usize, to: usize, row: i32): void;
