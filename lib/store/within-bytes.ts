/** The maximum size of the lines in an answer, in bytes. There is at least one line, whatever its length. */
export const MAX_LINES_BYTES = 32 * 1024 * 1024;
/** The maximum length of all names in an answer, in characters. */
export const MAX_NAMES_LENGTH = 4 * 1024 * 1024;

/** The first items with at most this many bytes in sum, but at least one. */
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
