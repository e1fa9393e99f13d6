/** The range of an axis in view: turns, where 31.5 is the middle of turn 31; on both time axes, microseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const SPAN = /^(-?\d{1,18}(?:\.\d{1,6})?)_(-?\d{1,18}(?:\.\d{1,6})?)$/;

/** Parses `from_to`; `undefined` when the text is not a span, or its width is not positive. */
export function readSpan(text: string): Span | undefined {
  const [, from, to] = SPAN.exec(text) ?? [];
  if (from === undefined || to === undefined) return undefined;
  const span = { from: Number(from), to: Number(to) };
  return span.from < span.to ? span : undefined;
}

/** Writes a text for {@link readSpan}. */
export function writeSpan({ from, to }: Span): string {
  return `${toText(from)}_${toText(to)}`;
}

/** Has enough decimals that the narrowest span of turns does not jump by a pixel. */
function toText(place: number): string {
  return String(Number(place.toFixed(6)));
}
