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

function shorten(characters: readonly string[], length: number): string {
  return `${characters.slice(0, length).join('').trimEnd()}…`;
}
