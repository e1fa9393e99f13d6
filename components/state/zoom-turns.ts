import type { TurnRange } from './turn-range';

/** The turns around one of them, scaled by a factor, within the run and at least two turns. `null` for all of them. */
export function zoomTurns(
  turns: TurnRange,
  range: TurnRange,
  { around, factor }: { readonly around: number; readonly factor: number },
): TurnRange | null {
  const width = Math.max(1, Math.round((turns.last - turns.first) * factor));
  if (width >= range.last - range.first) return null;
  const isInView = around >= turns.first && around <= turns.last;
  const middle = isInView ? around : (turns.first + turns.last) / 2;
  const first = Math.min(Math.max(range.first, Math.round(middle - width / 2)), range.last - width);
  return { first, last: first + width };
}
