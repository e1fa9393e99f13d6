import { isCausewayError } from '../errors';
import type { EventsMessage, LiveMessage } from '../service/event-service';
import { HEARTBEAT_MS } from './heartbeat';
import { streamProgressJson } from './wire-json';

/** How long a browser waits before it reconnects, ms. */
const RETRY_MS = 2000;

const HEADERS = {
  'content-type': 'text/event-stream',
  // `no-transform` keeps proxies from compressing, which would buffer messages.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * Sends messages as Server-Sent Events at the pace of the reader; messages that it does not take are not made. `open` gets a
 * signal that aborts when the reader disconnects. The caller handles its rejection.
 */
export async function eventStreamResponse(
  open: (signal: AbortSignal) => Promise<AsyncGenerator<LiveMessage>>,
  heartbeatMs = HEARTBEAT_MS,
): Promise<Response> {
  const ending = new AbortController();
  const messages = await open(ending.signal);
  let next: Promise<IteratorResult<LiveMessage, unknown>> | undefined;
  let prefix = `retry: ${String(RETRY_MS)}\n\n`;

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        next ??= messages.next();
        try {
          const result = await within(next, heartbeatMs);
          if (ending.signal.aborted) return;
          if (result === undefined) {
            controller.enqueue(HEARTBEAT);
            return;
          }
          next = undefined;
          if (result.done === true) {
            controller.close();
            return;
          }
          if (prefix !== '') controller.enqueue(Buffer.from(prefix));
          prefix = '';
          controller.enqueue(encodeMessage(result.value));
        } catch (error) {
          // The reader reconnects, and then gets the reason as a response.
          if (!isCausewayError(error)) console.error(error);
          controller.close();
        }
      },
      cancel() {
        ending.abort();
        void messages.return(undefined);
      },
    },
    // Without read-ahead.
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: HEADERS });
}

const HEARTBEAT = Buffer.from(':\n\n');

// A message to several readers is encoded once.
const encoded = new WeakMap<EventsMessage, Uint8Array>();

function encodeMessage(message: LiveMessage): Uint8Array {
  if (message.type === 'progress') {
    return Buffer.from(frame(message.position, streamProgressJson(message), 'progress'));
  }
  if (message.type === 'reset') return Buffer.from(frame(message.position, '{}', 'reset'));
  const known = encoded.get(message);
  if (known !== undefined) return known;
  const frames = message.events.map(({ position, text }) => frame(position, text));
  const bytes = Buffer.from(frames.join(''));
  encoded.set(message, bytes);
  return bytes;
}

/** Without `type`, a browser gets the event in `EventSource.onmessage`. */
function frame(id: string, data: string, type?: string): string {
  const name = type === undefined ? '' : `event: ${type}\n`;
  // A line has no LF, but may have a CR between its tokens, which would end the field.
  const lines = data.includes('\r') ? data.replaceAll('\r', '\ndata: ') : data;
  return `${name}id: ${id}\ndata: ${lines}\n\n`;
}

/** `undefined` when it takes longer; the work continues. */
async function within<Result>(work: Promise<Result>, ms: number): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
