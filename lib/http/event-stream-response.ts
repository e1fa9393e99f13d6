import { isCausewayError } from '../errors';
import type { EventsMessage, LiveMessage } from '../service/event-service';
import { HEARTBEAT_MS } from './heartbeat';
import { streamProgressJson } from './wire-json';

/** How long a browser waits before it connects again. */
const RETRY_MS = 2000;

const HEADERS = {
  'content-type': 'text/event-stream',
  // `no-transform` keeps what compresses, and thereby gathers, from doing so.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * Sends messages as Server-Sent Events, each when the reader has room for it: what it does not take is not made. `open`
 * is given a signal that is aborted when the reader goes; what it rejects with is for the caller to answer.
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
          // The reader connects again, and is told then why it cannot be.
          if (!isCausewayError(error)) console.error(error);
          controller.close();
        }
      },
      cancel() {
        ending.abort();
        void messages.return(undefined);
      },
    },
    // Nothing is made in advance.
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: HEADERS });
}

const HEARTBEAT = Buffer.from(':\n\n');

// What many readers are sent is put into words once.
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

/** Without a type, an event is what `EventSource.onmessage` hears. */
function frame(id: string, data: string, type?: string): string {
  const name = type === undefined ? '' : `event: ${type}\n`;
  // A line has no LF in it, but may have CR between its tokens, which would end the field.
  const lines = data.includes('\r') ? data.replaceAll('\r', '\ndata: ') : data;
  return `${name}id: ${id}\ndata: ${lines}\n\n`;
}

/** `undefined` when it takes longer; the work goes on. */
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
