import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SimulationNotFoundError } from '../errors';
import { toEpochMicros } from '../events/epoch-micros';
import type { LiveMessage } from '../service/event-service';
import { eventStreamResponse } from './event-stream-response';

const PROGRESS: LiveMessage = {
  type: 'progress',
  position: 'p0',
  progress: {
    event_count: 3,
    end_time: toEpochMicros(1_790_000_000_000_001n),
    turn: 2,
    index: { state: 'ready', bytes_indexed: 90, bytes_total: 90 },
  },
};

function events(...texts: readonly string[]): LiveMessage {
  return {
    type: 'events',
    events: texts.map((text, at) => ({ event_id: `e${String(at)}`, text, position: `p${at}` })),
  };
}

/** A stream of these messages, and a log. */
function streamOf(messages: readonly LiveMessage[], isEndless = false) {
  const state = { made: 0, isLeft: false, signal: undefined as AbortSignal | undefined };
  const open = async (signal: AbortSignal): Promise<AsyncGenerator<LiveMessage>> => {
    state.signal = signal;
    return (async function* () {
      try {
        for (const message of messages) {
          state.made += 1;
          yield message;
        }
        if (isEndless) {
          await new Promise((resolve) => {
            signal.addEventListener('abort', resolve);
          });
        }
      } finally {
        state.isLeft = true;
      }
    })();
  };
  return { state, open };
}

describe('eventStreamResponse', () => {
  it('sends each message with its id, and events as their lines', async () => {
    const line = '{"event_id":"a", "n":1.0,"big":12345678901234567890,"s":"\u2028 ü"}';
    const messages = [
      PROGRESS,
      events(line, '{}'),
      { type: 'reset', position: 'start' } satisfies LiveMessage,
    ];
    const response = await eventStreamResponse(streamOf(messages).open);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(await response.text()).toBe(
      [
        'retry: 2000\n\n',
        'event: progress\nid: p0\n',
        'data: {"event_count":3,"turn":2,"index":{"state":"ready","bytes_indexed":90,"bytes_total":90},',
        '"end_time":"2026-09-21T14:13:20.000001+00:00"}\n\n',
        `id: p0\ndata: ${line}\n\n`,
        'id: p1\ndata: {}\n\n',
        'event: reset\nid: start\ndata: {}\n\n',
      ].join(''),
    );
  });

  it('keeps a carriage return between tokens from ending the field', async () => {
    const response = await eventStreamResponse(streamOf([events('{"a":1,\r"b":2}')]).open);
    expect(await response.text()).toContain('id: p0\ndata: {"a":1,\ndata: "b":2}\n\n');
  });

  it('makes no message before it is requested, and ends when the reader disconnects', async () => {
    const { state, open } = streamOf([PROGRESS, events('{}'), events('{}')], true);
    const response = await eventStreamResponse(open);
    expect(state.made).toBe(0);
    const reader = response.body!.getReader();
    await reader.read();
    expect(state.made).toBe(1);
    await reader.cancel();
    expect(state.signal?.aborted).toBe(true);
    await expect.poll(() => state.isLeft).toBe(true);
    expect(state.made).toBe(1);
  });

  it('sends heartbeats while there is nothing to send', async () => {
    const { state, open } = streamOf([PROGRESS], true);
    const response = await eventStreamResponse(open, 5);
    const reader = response.body!.getReader();
    let text = '';
    while (!text.endsWith(':\n\n:\n\n')) {
      const { value } = await reader.read();
      text += Buffer.from(value!).toString();
    }
    await reader.cancel();
    await expect.poll(() => state.isLeft).toBe(true);
  });

  it('is refused before it begins, and ends when it fails later', async () => {
    const refused = eventStreamResponse(async () => {
      throw new SimulationNotFoundError('sim');
    });
    await expect(refused).rejects.toThrow(SimulationNotFoundError);
    const response = await eventStreamResponse(async () =>
      (async function* () {
        yield PROGRESS;
        await delay(1);
        throw new SimulationNotFoundError('sim');
      })(),
    );
    expect(await response.text()).toMatch(/^retry: 2000\n\nevent: progress\n[^\n]*\n[^\n]*\n\n$/);
  });
});
