import { isCausewayError } from '../errors';
import type { ApiRequest } from './api-request';
import { attachment } from './attachment';

/** A file that is generated while it is sent. */
export interface Download {
  readonly contentType: string;
  readonly fileName: string;
  readonly chunks: AsyncIterableIterator<Uint8Array>;
}

/**
 * A response with a file to be saved. The file is generated at the pace of the client, and no longer once the client
 * disconnects. An error in the middle aborts the transfer, so that the client does not take a part for the whole; Next logs it.
 */
export async function downloadResponse(
  request: ApiRequest,
  { contentType, fileName, chunks }: Download,
): Promise<Response> {
  const headers = {
    'content-type': contentType,
    'content-disposition': attachment(fileName),
    // On the same machine, compressing takes longer than sending.
    'cache-control': 'no-store, no-transform',
  };
  if (request.method !== 'HEAD') return new Response(streamOf(chunks), { headers });
  // Without this, nothing would consume or close the chunks.
  await chunks.return?.();
  return new Response(null, { headers });
}

/** Next does not log aborts. Stopping the server is not an error. */
function asAbort(error: unknown): never {
  if (!isCausewayError(error) || error.code !== 'cancelled') throw error;
  throw new DOMException(error.message, 'AbortError');
}

/** `ReadableStream.from`, which is missing in the types of browsers. */
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
