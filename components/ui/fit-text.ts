/** The width of a text, in pixels. */
export type MeasureText = (text: string) => number;

/** The text if it fits into `widthPx`, otherwise as much of its beginning as fits, with an ellipsis. */
export function fitText(text: string, widthPx: number, measure: MeasureText): string {
  if (measure(text) <= widthPx) return text;
  // By code points, so that no surrogate pair is cut.
  const characters = Array.from(text);
  let fits = 0;
  let tooLong = characters.length;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (measure(shorten(characters, middle)) <= widthPx) fits = middle;
    else tooLong = middle;
  }
  return fits === 0 ? '' : shorten(characters, fits);
}

/**
 * The text in at most as many lines as there are widths, broken between words where that is possible. What does not fit ends in
 * an ellipsis.
 */
export function wrapText(
  text: string,
  widthsPx: readonly number[],
  measure: MeasureText,
): readonly string[] {
  const [widthPx, ...others] = widthsPx;
  if (widthPx === undefined || text === '') return [];
  const line = fitText(text, widthPx, measure);
  if (line === text || others.length === 0) return [line];
  const fitting = line.slice(0, -1);
  const isWordEnd = /^\s/.test(text.slice(fitting.length));
  const lastBlank = fitting.search(/\s\S*$/);
  const end = isWordEnd || lastBlank <= 0 ? fitting.length : lastBlank;
  if (end === 0) return [line];
  return [text.slice(0, end), ...wrapText(text.slice(end).trimStart(), others, measure)];
}

function shorten(characters: readonly string[], length: number): string {
  return `${characters.slice(0, length).join('').trimEnd()}…`;
}
