/** One of the two runs. */
export const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];

/** A value for each of the two runs. */
export type Both<Value> = Readonly<Record<Side, Value>>;

/** The letter by which the page names a run. */
export const LETTERS: Both<string> = { a: 'A', b: 'B' };
