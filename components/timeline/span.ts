/** What of an axis is in view: turns, 31.5 being the middle of turn 31; on both time axes, microseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const SPAN = /^(-?\d{1,18}(?:\.\d{1,6})?)_(-?\d{1,18}(?:\.\d{1,6})?)$/;

/** Reads `from_to`; `undefined` when it is no span, or one of no width. */
export function readSpan(text: string): Span | undefined {
  const [, from, to] = SPAN.exec(text) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const span = { from: Number(from), to: Number(to) };
  return span.from < span.to ? span : undefined;
}

/** Writes what {@link readSpan} reads. */
export function writeSpan({ from, to }: Span): string {
  return `${toText(from)}_${toText(to)}`;
}

/** So many decimals that the narrowest span of turns does not jump by a pixel. */
function toText(place: number): string {
  return String(Number(place.toFixed(6)));
}
