import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ApiUnreachableError, readProblem } from './api-error';
import type { FollowMessage } from './follow-events';
import { readFollowMessage, withinSilence } from './read-follow-message';

/**
 * The messages of one connection, each on request. `onSign` is called for everything received, including heartbeats. Ends when
 * the server ends the stream.
 * @throws {ApiProblemError} when the server refuses
 * @throws {ApiUnreachableError} when the connection breaks
 */
export async function* receiveServerSentEvents(
  ask: typeof fetch,
  url: string,
  signal: AbortSignal,
  onSign?: () => void,
): AsyncGenerator<FollowMessage> {
  const response = await openStream(ask, url, signal);
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => messages.push(message) });
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await withinSilence(readChunk(reader));
      if (done) return;
      onSign?.();
      parser.feed(decoder.decode(value, { stream: true }));
      for (const { event = 'event', id = '', data } of messages.splice(0)) {
        const message = readFollowMessage(event, id, data);
        if (message !== undefined) yield message;
      }
    }
  } finally {
    // The connection may already be broken.
    reader.cancel().catch(() => undefined);
  }
}

/** Requests a stream and leaves its body unread. @throws as {@link receiveServerSentEvents} */
export async function openStream(
  ask: typeof fetch,
  url: string,
  signal: AbortSignal,
): Promise<Response> {
  let response: Response;
  let body: string;
  try {
    const headers = { accept: 'text/event-stream' };
    response = await ask(url, { signal, headers, cache: 'no-store' });
    if (response.ok) return response;
    body = await response.text();
  } catch (error) {
    if (error instanceof ApiUnreachableError) throw error;
    throw new ApiUnreachableError('The server cannot be reached.', { cause: error });
  }
  throw readProblem(url, response, body);
}

async function readChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read();
  } catch (error) {
    throw new ApiUnreachableError('The connection is broken.', { cause: error });
  }
}
