import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { isCausewayError } from '../errors';
import type { EventsMessage, LiveMessage } from '../service/event-service';
import { textFrame } from './web-socket-frame';
import { streamProgressJson } from './wire-json';

/** The client is expected to come again, elsewhere or later. */
const GOING_AWAY = 1001;
const INTERNAL_ERROR = 1011;

/** A client that does not say goodbye is left. */
const GOODBYE_MS = 1000;

/** With so many pings it has not answered, a client is taken for gone. */
const MAX_UNANSWERED = 2;

export interface TellOptions {
  /** Aborted when nobody listens any more. */
  readonly ending: AbortController;
  /** What the frames go out by. */
  readonly transport: Duplex;
  readonly heartbeatMs: number;
}

/**
 * Sends messages as text frames, each when those before are out; ends when the messages do (close code 1001), when the
 * client goes, and when it answers no ping.
 */
export async function tellWebSocket(
  socket: WebSocket,
  messages: AsyncGenerator<LiveMessage>,
  { ending, transport, heartbeatMs }: TellOptions,
): Promise<void> {
  socket.on('close', () => ending.abort());
  // It closes after that, which is all there is to do.
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

/** Pings, for a connection that died unnoticed; and a message, for a browser's page is told of no ping. */
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

/** Resolves when the frames are out. @throws when the socket is closed before */
function send(socket: WebSocket, transport: Duplex, frames: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) {
      reject(new Error('the client is gone'));
      return;
    }
    // Past `socket.send`, which makes two writes of each frame for each client.
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

// What many are sent is put into words once.
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
