import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { SECURITY_HEADERS } from '../lib/http/door';

/** What is answered to a client whose request cannot be read, by Node's code. */
const ANSWERS: Readonly<Record<string, readonly [status: string, code: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'headers_too_large',
    'Address and headers together are longer than 16 KiB.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'request_timeout',
    'The request did not come to its end in time.',
  ],
};

/** Answers requests that are not HTTP, too large or too slow with a problem, and hangs up. */
export function answerClientErrors(http: Server): void {
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // A client that is gone, or whose answer is under way, is told nothing.
    if (error.code === 'ECONNRESET' || !socket.writable || hasBegun(socket)) {
      socket.destroy();
      return;
    }
    const [status, code, detail] = ANSWERS[error.code ?? ''] ?? [
      '400 Bad Request',
      'malformed_request',
      'The request is not HTTP as it is written today.',
    ];
    const [number = '400', ...words] = status.split(' ');
    const problem = {
      type: 'about:blank',
      title: words.join(' '),
      status: Number(number),
      detail,
      code,
    };
    const body = JSON.stringify(problem);
    const head = [
      `HTTP/1.1 ${status}`,
      'connection: close',
      'content-type: application/problem+json',
      `content-length: ${String(Buffer.byteLength(body))}`,
      ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}

function hasBegun(socket: Duplex): boolean {
  return 'bytesWritten' in socket && Number(socket.bytesWritten) > 0;
}
