import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { SECURITY_HEADERS } from '../lib/http/door';

interface RawAnswer {
  readonly status: number;
  readonly title: string;
  readonly code: string;
  readonly detail: string;
  readonly headers?: readonly string[];
}

/** The responses to requests that Node cannot parse, by its error code. */
const ANSWERS: Readonly<Record<string, RawAnswer>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'Request Header Fields Too Large',
    code: 'headers_too_large',
    detail: 'Address and headers together are longer than 16 KiB.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'Request Timeout',
    code: 'request_timeout',
    detail: 'The request was not complete in time.',
  },
};

const MALFORMED: RawAnswer = {
  status: 400,
  title: 'Bad Request',
  code: 'malformed_request',
  detail: 'The request is not valid HTTP/1.1.',
};

const NO_TUNNELS: RawAnswer = {
  status: 405,
  title: 'Method Not Allowed',
  code: 'method_not_allowed',
  detail: 'This server opens no tunnels.',
  headers: ['allow: GET, HEAD, OPTIONS'],
};

/**
 * Answers requests that Node passes to no `request` listener with a problem: invalid, too large, too slow, or CONNECT. Their
 * connection is closed. Expectations other than 100-continue are ignored, as RFC 9110 10.1.1 allows.
 */
export function answerClientErrors(http: Server): void {
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // A client that has disconnected, or already has part of an answer, cannot read another one.
    if (error.code === 'ECONNRESET' || !socket.writable || hasBegun(socket)) socket.destroy();
    else endWith(ANSWERS[error.code ?? ''] ?? MALFORMED, socket);
  });
  http.on('connect', (_request, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    endWith(NO_TUNNELS, socket);
  });
  http.on('checkExpectation', (request, response) => void http.emit('request', request, response));
}

function endWith({ headers = [], ...problem }: RawAnswer, socket: Duplex): void {
  const body = JSON.stringify({ type: 'about:blank', ...problem });
  const head = [
    `HTTP/1.1 ${String(problem.status)} ${problem.title}`,
    'connection: close',
    'content-type: application/problem+json',
    `content-length: ${String(Buffer.byteLength(body))}`,
    ...headers,
    ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function hasBegun(socket: Duplex): boolean {
  return 'bytesWritten' in socket && Number(socket.bytesWritten) > 0;
}
