import { ApiUnreachableError, NoWebSocketError } from './api-error';
import type { FollowMessage } from './follow-events';
import { readFollowMessage, withinSilence } from './read-follow-message';
import { openStream } from './receive-server-sent-events';

/** The used part of a WebSocket: browsers and the package ws have it. */
export interface WebSocketLike {
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

export type WebSocketConstructor = new (url: string) => WebSocketLike;

export interface WebSocketRequest {
  /** Default: the global one. */
  readonly webSocket: WebSocketConstructor | undefined;
  readonly ask: typeof fetch;
  /** The URL for fetching the stream. */
  readonly url: string;
  readonly signal: AbortSignal;
  /** Called for every frame, including heartbeats. */
  readonly onSign?: (() => void) | undefined;
}

/** A browser with too many open WebSockets, or a proxy, may keep a new one waiting. */
const OPEN_WITHIN_MS = 10_000;

/** With more unread frames than this, the connection is ended and made again. The rest is then read from the files. */
const MAX_WAITING = 20_000;

/** The parts of a frame around the event, so that its line is read unchanged. */
const EVENT_FRAME = /^\{"type":"event","id":"([^"]*)","event":/;

/**
 * The messages of one connection. Ends when the server ends it, or when the reader is far behind.
 * @throws {ApiProblemError} when the server refuses
 * @throws {NoWebSocketError} when the server answers, but not by WebSocket
 * @throws {ApiUnreachableError} when the connection breaks
 */
export async function* receiveWebSocket(request: WebSocketRequest): AsyncGenerator<FollowMessage> {
  const { webSocket: Socket = globalWebSocket(), ask, url, signal, onSign } = request;
  if (signal.aborted) return;
  const socket = new Socket(toWebSocketUrl(url));
  const inbox = openInbox(socket, onSign);
  const hangUp = (): void => inbox.close();
  signal.addEventListener('abort', hangUp);
  try {
    while (await withinSilence(inbox.hasMore())) {
      for (const frame of inbox.take()) {
        const message = readFrame(frame);
        if (message !== undefined) yield message;
      }
    }
  } finally {
    signal.removeEventListener('abort', hangUp);
    inbox.close();
  }
  if (inbox.wasOpen()) return;
  // A WebSocket does not give the reason of a refusal; the same request over HTTP does.
  const response = await openStream(ask, url, signal);
  await response.body?.cancel();
  throw new NoWebSocketError('The server cannot be reached by WebSocket.');
}

/** The unread frames of a socket. */
interface Inbox {
  /** Whether it was ever connected. */
  wasOpen(): boolean;
  /** Resolves when there are frames, or to `false` when no more will arrive. */
  hasMore(): Promise<boolean>;
  take(): readonly string[];
  close(): void;
}

function openInbox(socket: WebSocketLike, onSign: (() => void) | undefined): Inbox {
  const frames: string[] = [];
  let wasOpen = false;
  let isClosed = false;
  let wake = (): void => undefined;

  const opening = setTimeout(close, OPEN_WITHIN_MS);

  function close(): void {
    clearTimeout(opening);
    isClosed = true;
    socket.close();
    wake();
  }

  socket.addEventListener('open', () => {
    wasOpen = true;
    clearTimeout(opening);
  });
  socket.addEventListener('message', ({ data }) => {
    onSign?.();
    if (isClosed || typeof data !== 'string') return;
    if (frames.push(data) > MAX_WAITING) close();
    wake();
  });
  socket.addEventListener('close', close);
  // A close follows each error, and the error has no further information.
  socket.addEventListener('error', () => undefined);
  return {
    wasOpen: () => wasOpen,
    async hasMore() {
      if (frames.length === 0 && !isClosed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return frames.length > 0;
    },
    take: () => frames.splice(0),
    close,
  };
}

function readFrame(frame: string): FollowMessage | undefined {
  const event = EVENT_FRAME.exec(frame);
  if (event !== null)
    return readFollowMessage('event', event[1] ?? '', frame.slice(event[0].length, -1));
  const head = /^\{"type":"([a-z]+)"(?:,"id":"([^"]*)")?/.exec(frame);
  if (head === null) throw new ApiUnreachableError('The server sent an invalid message.');
  return readFollowMessage(head[1] ?? '', head[2] ?? '', frame);
}

function globalWebSocket(): WebSocketConstructor {
  if (typeof WebSocket === 'function') return WebSocket;
  throw new TypeError(
    'There is no global WebSocket: pass one to createApiClient, such as the one of the package ws.',
  );
}

/** A path is relative to the page's origin. */
function toWebSocketUrl(url: string): string {
  const absolute = url.startsWith('/') ? new URL(url, globalThis.location.href).href : url;
  return absolute.replace(/^http/, 'ws');
}
