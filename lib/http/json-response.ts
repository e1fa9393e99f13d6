import type { JsonText } from './json-text';

/** About so many characters are encoded in one go. */
const CHUNK_LENGTH = 256 * 1024;

/** A body of text that is encoded while its client takes it, so that a long one holds nobody up. */
export function textBody(text: string | JsonText): string | ReadableStream<Uint8Array> {
  const pieces = typeof text === 'string' ? [text] : text;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length <= CHUNK_LENGTH) return pieces.join('');
  const chunks = chunksOf(pieces);
  return new ReadableStream(
    {
      pull(controller) {
        const next = chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(Buffer.from(next.value));
      },
    },
    { highWaterMark: 0 },
  );
}

function* chunksOf(pieces: readonly string[]): Generator<string, undefined> {
  for (const piece of pieces) {
    for (let from = 0; from < piece.length;) {
      const end = endOfChunk(piece, from + CHUNK_LENGTH);
      yield piece.slice(from, end);
      from = end;
    }
  }
}

/** Not between the halves of a character. */
function endOfChunk(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last < 0xdc00 ? end + 1 : end;
}

/** JSON text that is ready to be sent, and holds for this moment only. */
export function jsonResponse(text: string | JsonText): Response {
  return new Response(textBody(text), {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}
