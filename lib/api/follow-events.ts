import type { StoredEvent } from '../events/read-event';
import { ApiProblemError, ApiUnreachableError, NoWebSocketError } from './api-error';
import type { StreamProgress } from './contract';

export type FollowMessage =
  | {
      readonly type: 'event';
      readonly id: string;
      readonly event: StoredEvent;
      /** The line, unchanged. */
      readonly line: string;
    }
  | ({ readonly type: 'progress'; readonly id: string } & StreamProgress)
  /** The files were rewritten: all earlier messages are void, and the stream begins again at its start. */
  | { readonly type: 'reset'; readonly id: string };

export interface FollowOptions {
  /** The id of the last message, after which to continue, or `start` or `end`. Default `end`: from now on. */
  readonly after?: string;
  /** Whether to receive events; otherwise only progress. Default true. */
  readonly withEvents?: boolean;
  readonly signal?: AbortSignal;
  /** Default `sse`. */
  readonly transport?: 'sse' | 'websocket';
  /** Called when the connection is established, and when it is lost, with the reason. */
  readonly onConnection?: (state: ConnectionState) => void;
  /** Called for every message, including heartbeats. */
  readonly onSign?: () => void;
  /** The delay before the first retry; it doubles for each further one, up to 10 s. Default 500 ms. */
  readonly retryMs?: number;
}

export type ConnectionState =
  | { readonly isConnected: true }
  /** `error` is `undefined` when the server ended the stream. */
  | { readonly isConnected: false; readonly error: Error | undefined };

/** The messages of one connection, until it ends or breaks. */
export type Connect = (after: string, signal: AbortSignal) => AsyncGenerator<FollowMessage>;

const MAX_RETRY_MS = 10_000;
/** A proxy without WebSockets is unlikely to change soon. */
const NO_WEB_SOCKET_RETRY_MS = 60_000;
/** A single failure may be a coincidence. Only several in a row mean that WebSockets do not work. */
const REFUSALS_BEFORE_REST = 3;

/** Reconnects after each loss, and continues after the last consumed message. See `ApiClient.followEvents`. */
export async function* followEvents(
  connect: Connect,
  { after = 'end', signal, onConnection, retryMs = 500 }: FollowOptions,
): AsyncGenerator<FollowMessage, void> {
  const ending = new AbortController();
  const end = (): void => ending.abort(signal?.reason);
  if (signal?.aborted === true) end();
  signal?.addEventListener('abort', end);
  let last = after;
  let failures = 0;
  let refusals = 0;
  try {
    while (!ending.signal.aborted) {
      let error: Error | undefined;
      let isConnected = false;
      try {
        for await (const message of connect(last, ending.signal)) {
          // This message was requested before the end, but not consumed by then.
          if (isAborted(ending.signal)) return;
          if (!isConnected) onConnection?.({ isConnected: true });
          isConnected = true;
          failures = 0;
          last = message.id;
          yield message;
        }
      } catch (thrown) {
        if (isAborted(ending.signal)) return;
        error = passing(thrown);
      }
      if (isAborted(ending.signal)) return;
      onConnection?.({ isConnected: false, error });
      refusals = error instanceof NoWebSocketError ? refusals + 1 : 0;
      await pause(waitMs(error, retryMs, failures, refusals), ending.signal);
      failures += 1;
    }
  } finally {
    signal?.removeEventListener('abort', end);
    ending.abort();
  }
}

/** Returns an error that may pass. @throws any other error */
function passing(error: unknown): Error {
  if (error instanceof ApiUnreachableError) return error;
  if (error instanceof ApiProblemError && error.problem.status >= 500) return error;
  throw error;
}

/** Clients that lost the same server must not all reconnect at once. */
function waitMs(
  error: Error | undefined,
  retryMs: number,
  failures: number,
  refusals: number,
): number {
  if (refusals >= REFUSALS_BEFORE_REST) return NO_WEB_SOCKET_RETRY_MS;
  const retryAfterSeconds = error instanceof ApiProblemError ? error.retryAfterSeconds : undefined;
  const grown = Math.min(MAX_RETRY_MS, retryMs * 2 ** failures);
  return Math.max((retryAfterSeconds ?? 0) * 1000, grown * (0.75 + Math.random() / 2));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
