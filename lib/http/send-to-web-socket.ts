import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { isCausewayError } from '../errors';
import type { EventsMessage, LiveMessage } from '../service/event-service';
import { textFrame } from './web-socket-frame';
import { streamProgressJson } from './wire-json';

/** The close code: the client should reconnect. */
const GOING_AWAY = 1001;
const INTERNAL_ERROR = 1011;

/** How long a client may take to close the connection, ms. */
const GOODBYE_MS = 1000;

/** With this many unanswered pings, a client is considered gone. */
const MAX_UNANSWERED = 2;

export interface SendOptions {
  /** Aborts when nothing listens any more. */
  readonly ending: AbortController;
  /** The socket below, to which frames are written. */
  readonly transport: Duplex;
  readonly heartbeatMs: number;
}

/**
 * Sends messages as text frames, each after the previous ones are sent. Ends when the messages end (close code 1001), when the
 * client disconnects, and when it does not answer pings.
 */
export async function sendToWebSocket(
  socket: WebSocket,
  messages: AsyncGenerator<LiveMessage>,
  { ending, transport, heartbeatMs }: SendOptions,
): Promise<void> {
  socket.on('close', () => ending.abort());
  // The socket closes after an error; nothing else needs to be done.
  socket.on('error', () => undefined);
  const stopBeating = beat(socket, heartbeatMs);
  try {
    for await (const message of messages) await send(socket, transport, encodeMessage(message));
    close(socket, GOING_AWAY, 'the server ends the stream');
  } catch (error) {
    const isGone = socket.readyState !== socket.OPEN;
    if (isGone) return;
    const isExpected = isCausewayError(error);
    if (!isExpected) console.error(error);
    close(socket, INTERNAL_ERROR, isExpected ? error.code : 'internal_error');
  } finally {
    stopBeating();
    ending.abort();
  }
}

/** Sends pings, to detect dead connections, and messages, because a browser does not show pings to its page. */
function beat(socket: WebSocket, heartbeatMs: number): () => void {
  let unanswered = 0;
  socket.on('pong', () => {
    unanswered = 0;
  });
  const timer = setInterval(() => {
    if (unanswered === MAX_UNANSWERED) {
      socket.terminate();
      return;
    }
    unanswered += 1;
    socket.ping();
    if (socket.bufferedAmount === 0) socket.send(HEARTBEAT);
  }, heartbeatMs);
  return () => clearInterval(timer);
}

const HEARTBEAT = '{"type":"heartbeat"}';

/** Resolves when the frames are sent. @throws when the socket is closed before */
function send(socket: WebSocket, transport: Duplex, frames: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) {
      reject(new Error('the client is gone'));
      return;
    }
    // Bypasses `socket.send`, which makes two writes per frame and client.
    transport.write(frames, (error) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}

function close(socket: WebSocket, code: number, reason: string): void {
  if (socket.readyState !== socket.OPEN) return;
  const timer = setTimeout(() => socket.terminate(), GOODBYE_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.close(code, reason);
}

// A message to several clients is encoded once.
const encoded = new WeakMap<EventsMessage, Buffer>();

function encodeMessage(message: LiveMessage): Buffer {
  if (message.type !== 'events') return textFrame(encodeOne(message));
  const known = encoded.get(message);
  if (known !== undefined) return known;
  const frames = message.events.map(({ position, text }) =>
    textFrame(`{"type":"event","id":"${position}","event":${text}}`),
  );
  const bytes = Buffer.concat(frames);
  encoded.set(message, bytes);
  return bytes;
}

function encodeOne(message: Exclude<LiveMessage, EventsMessage>): string {
  const head = `{"type":"${message.type}","id":"${message.position}"`;
  return message.type === 'reset' ? `${head}}` : `${head},${streamProgressJson(message).slice(1)}`;
}
