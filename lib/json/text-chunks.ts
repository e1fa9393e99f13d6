/** The approximate number of characters processed in one go. */
const CHUNK_LENGTH = 256 * 1024;

/** Whether a text is processed in several chunks. */
export function isLongText(text: string): boolean {
  return text.length > CHUNK_LENGTH;
}

/** Splits a text into chunks, never between the halves of a surrogate pair. An empty text has no chunks. */
export function* chunksOf(text: string): Generator<string, undefined> {
  for (let from = 0; from < text.length;) {
    const end = endOfChunk(text, from + CHUNK_LENGTH);
    yield text.slice(from, end);
    from = end;
  }
}

function endOfChunk(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last < 0xdc00 ? end + 1 : end;
}
