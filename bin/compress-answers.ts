import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';
import { isLoopback } from '../lib/http/guard';

export interface CompressOptions {
  /** Whether answers to clients on loopback are compressed, too. */
  readonly alsoLoopback: boolean;
}

/**
 * Compresses answers to clients on other machines, with brotli or gzip, whichever they accept. Event streams, which must not be
 * delayed, and answers with `no-transform` are never compressed.
 *
 * A page of 1,000 events, p50 on 2 cores, including decompression: 537 kB in 18 ms uncompressed, 87 kB in 23 ms with gzip, 63
 * kB in 25 ms with brotli. Over loopback compression is a loss. Over 100 Mbit/s, where 537 kB take 43 ms, it is a gain.
 */
export function compressAnswers({
  alsoLoopback,
}: CompressOptions): (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void {
  return compression({
    // The fastest level: level 6 takes twice as long for a fifth less.
    level: 1,
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    filter: (request, response) =>
      (alsoLoopback || !isFromThisMachine(request)) &&
      !isEventStream(response) &&
      compression.filter(request, response),
  });
}

function isFromThisMachine({ socket }: IncomingMessage): boolean {
  return isLoopback(socket.remoteAddress?.replace(/^::ffff:/, '') ?? '');
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream');
}
