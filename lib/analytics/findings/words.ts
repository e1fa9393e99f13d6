/** A number with separators, at most four significant digits after the point. */
export function writeNumber(value: number): string {
  return value.toLocaleString('en-US', {
    maximumSignificantDigits: Number.isInteger(value) ? 21 : 4,
  });
}

/** `1 event`, `3 events`. */
export function count(number: number, noun: string): string {
  return `${writeNumber(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** A duration with its unit. */
export function writeDuration(micros: number): string {
  const seconds = micros / 1_000_000;
  if (seconds < 120) return `${writeNumber(Number(seconds.toPrecision(3)))} s`;
  if (seconds < 7200) return `${writeNumber(Math.round(seconds / 60))} min`;
  return `${writeNumber(Number((seconds / 3600).toPrecision(3)))} h`;
}

const MAX_QUOTE = 80;

/** The start of a text, in quotation marks. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const cut = Array.from(line).slice(0, MAX_QUOTE).join('');
  return `“${cut}${cut.length < line.length ? '…' : ''}”`;
}
