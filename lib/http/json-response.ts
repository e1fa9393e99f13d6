import { chunksOf, isLongText } from '../json/text-chunks';
import type { JsonText } from './json-text';

/** Up to this many short pieces are joined. */
const FEW_PIECES = 4;

/** A body that is encoded at the pace of its client, so that a long text does not block other requests. */
export function textBody(text: string | JsonText): string | ReadableStream<Uint8Array> {
  const pieces = typeof text === 'string' ? [text] : text;
  if (pieces.length <= FEW_PIECES && !pieces.some(isLongText)) return pieces.join('');
  const chunks = chunksOfAll(pieces);
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

function* chunksOfAll(pieces: readonly string[]): Generator<string, undefined> {
  for (const piece of pieces) yield* chunksOf(piece);
}

/** Responds with JSON text that must not be cached. */
export function jsonResponse(text: string | JsonText): Response {
  return new Response(textBody(text), {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}
