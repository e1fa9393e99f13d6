/** About so many characters are worked on in one go. */
const CHUNK_LENGTH = 256 * 1024;

/** Whether a text is worked on in several goes. */
export function isLongText(text: string): boolean {
  return text.length > CHUNK_LENGTH;
}

/** A text in chunks, of which none ends between the halves of a character; no chunk of an empty one. */
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
