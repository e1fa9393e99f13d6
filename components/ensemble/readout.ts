import type { RunLine } from './band-plot';
import { numberText } from './number-text';

/** What is said about a run at a point of its line. */
export interface Readout {
  /** The turn of the marked point; `null` without a value. */
  readonly turn: number | null;
  readonly value: number | null;
  /** One text a line: its name, the value in the turn, the highest value. */
  readonly words: readonly string[];
}

/** @param at the place of the point; `null` marks the highest value */
export function readoutOf(
  { values }: RunLine,
  at: number | null,
  turns: readonly number[],
  name: string,
): Readout {
  let top = -1;
  for (const [place, value] of values.entries()) {
    if (value !== null && (top === -1 || value > (values[top] ?? 0))) top = place;
  }
  const highest =
    top === -1 ? [] : [`highest ${numberText(values[top])} in turn ${numberText(turns[top])}`];
  const place = at ?? top;
  const value = values[place] ?? null;
  const turn = turns[place] ?? null;
  const here =
    at === null || turn === null
      ? []
      : [`turn ${numberText(turn)}: ${value === null ? 'no value' : numberText(value)}`];
  return { turn: value === null ? null : turn, value, words: [name, ...here, ...highest] };
}
