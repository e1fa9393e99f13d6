import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { isCausewayError } from '../errors';
import type { EventService } from '../service/event-service';
import { HEARTBEAT_MS } from './heartbeat';
import { SECURITY_HEADERS, type Door } from './door';
import { parseStreamRequest } from './parse-stream-request';
import { problemAnswer, problemResponse } from './problem-response';
import { sendToWebSocket } from './send-to-web-socket';

export interface WebSocketOptions {
  /** The check that every request must pass. */
  readonly door: Door;
  /** Requests that arrive before the service is ready wait for it. */
  readonly service: Promise<EventService>;
  /** Default 15,000. */
  readonly heartbeatMs?: number;
  /** Handles all other paths. Default: they are refused with 404. */
  readonly otherwise?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

const STREAM_PATH = /^\/simulations\/([^/]+)\/stream$/;

/** Clients have nothing to send. */
const MAX_PAYLOAD_BYTES = 1024;

/**
 * Accepts WebSockets at the path of a stream, with its parameters and messages. A refused client gets the reason as an HTTP
 * response, as for any other request.
 */
export function acceptWebSockets(server: Server, options: WebSocketOptions): void {
  const { door, service, heartbeatMs = HEARTBEAT_MS, otherwise } = options;
  const handshakes = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_PAYLOAD_BYTES,
  });

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const refusal = door.check(request);
    if (refusal !== undefined) {
      decline(socket, refusal);
      return;
    }
    const url = readUrl(request);
    const simulationId = url === undefined ? undefined : readSimulationId(url);
    if (simulationId === undefined && otherwise !== undefined) {
      otherwise(request, socket, head);
      return;
    }
    if (url === undefined || simulationId === undefined) {
      decline(socket, noStream());
      return;
    }
    const ending = new AbortController();
    const lastEventId = request.headers['last-event-id']?.toString();
    const { criteria, ...options } = parseStreamRequest(url.searchParams, lastEventId);
    const stream = { ...options, signal: ending.signal };
    const messages = await (await service).streamEvents(simulationId, criteria, stream);
    handshakes.handleUpgrade(request, socket, head, (webSocket) => {
      void sendToWebSocket(webSocket, messages, { ending, transport: socket, heartbeatMs });
    });
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Errors of clients that disconnect before the answer are ignored.
    socket.on('error', () => socket.destroy());
    accept(request, socket, head).catch((error: unknown) => {
      if (!isCausewayError(error)) console.error(error);
      decline(socket, problemResponse(error));
    });
  });
}

function noStream(): Response {
  return problemAnswer({
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    detail: 'WebSockets are answered at /simulations/{id}/stream only.',
    code: 'not_found',
  });
}

function readUrl({ url = '/' }: IncomingMessage): URL | undefined {
  const base = 'http://localhost';
  return URL.canParse(url, base) ? new URL(url, base) : undefined;
}

/** The id in the path; `undefined` when it is not the path of a stream. */
function readSimulationId({ pathname }: URL): string | undefined {
  const [, id] = STREAM_PATH.exec(pathname) ?? [];
  try {
    return id === undefined ? undefined : decodeURIComponent(id);
  } catch {
    return undefined;
  }
}

/** Sends an HTTP response and closes the connection. */
function decline(socket: Duplex, answer: Response): void {
  if (socket.destroyed) return;
  void answer.text().then((body) => {
    const head = [
      `HTTP/1.1 ${String(answer.status)} ${STATUS_CODES[answer.status] ?? ''}`,
      'connection: close',
      `content-length: ${String(Buffer.byteLength(body))}`,
      ...[...Object.entries(SECURITY_HEADERS), ...answer.headers].map(
        ([name, value]) => `${name}: ${value}`,
      ),
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}
