import { isCausewayError } from '../errors';
import type { ApiRequest } from './api-request';
import { attachment } from './attachment';

/** A file that is made while it is sent. */
export interface Download {
  readonly contentType: string;
  readonly fileName: string;
  readonly chunks: AsyncIterableIterator<Uint8Array>;
}

/**
 * A file to be saved, made as its client takes it; the making ends when the client goes away. An error midway breaks
 * the transfer off, so that no client takes what it has for the whole; Next logs it.
 */
export async function downloadResponse(
  request: ApiRequest,
  { contentType, fileName, chunks }: Download,
): Promise<Response> {
  const headers = {
    'content-type': contentType,
    'content-disposition': attachment(fileName),
    // Compressing takes longer than sending does on the machine itself.
    'cache-control': 'no-store, no-transform',
  };
  if (request.method !== 'HEAD') return new Response(streamOf(chunks), { headers });
  // Nobody would take the body, nor end it.
  await chunks.return?.();
  return new Response(null, { headers });
}

/** As an abort, of which Next logs nothing: that the server stops is no trouble. */
function asAbort(error: unknown): never {
  if (!isCausewayError(error) || error.code !== 'cancelled') throw error;
  throw new DOMException(error.message, 'AbortError');
}

/** `ReadableStream.from`, which the types of browsers do not have. */
function streamOf(chunks: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await chunks.next().catch(asAbort);
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
