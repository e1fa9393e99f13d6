/** Of answers that hold lines of events, so many bytes of lines; one line at least, whatever its length. */
export const MAX_LINES_BYTES = 32 * 1024 * 1024;
/** Of lists of names, so many characters of names. */
export const MAX_NAMES_LENGTH = 4 * 1024 * 1024;

/** The first items that have so many bytes in sum; one at least, if there is one. */
export function withinBytes<Item>(
  items: readonly Item[],
  bytesOf: (item: Item) => number,
  maxBytes: number,
): readonly Item[] {
  let bytes = 0;
  const end = items.findIndex((item, at) => {
    bytes += bytesOf(item);
    return at > 0 && bytes > maxBytes;
  });
  return end === -1 ? items : items.slice(0, end);
}
