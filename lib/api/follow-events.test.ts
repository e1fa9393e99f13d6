import { describe, expect, it } from 'vitest';
import { ApiProblemError, ApiUnreachableError } from './api-error';
import {
  followEvents,
  type ConnectionState,
  type FollowMessage,
  type FollowOptions,
} from './follow-events';

function reset(id: string): FollowMessage {
  return { type: 'reset', id };
}

/** Connections that each send some ids and then end or fail, and a log of the requests. */
function script(connections: readonly { ids: readonly string[]; error?: Error }[]) {
  const asked: string[] = [];
  let open = 0;
  const connect = async function* (after: string, signal: AbortSignal) {
    asked.push(after);
    const connection = connections[asked.length - 1];
    open += 1;
    try {
      for (const id of connection?.ids ?? []) yield reset(id);
      if (connection?.error !== undefined) throw connection.error;
      if (connection === undefined) {
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve);
        });
      }
    } finally {
      open -= 1;
    }
  };
  return { connect, asked, open: () => open };
}

async function take(
  connect: Parameters<typeof followEvents>[0],
  count: number,
  options: FollowOptions = {},
): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of followEvents(connect, { retryMs: 1, ...options })) {
    if (ids.push(id) === count) break;
  }
  return ids;
}

function problem(status: number): ApiProblemError {
  return new ApiProblemError({ type: 'about:blank', title: '', status, detail: '', code: 'c' });
}

describe('followEvents', () => {
  it('continues after the last message, however the connection broke or ended', async () => {
    const { connect, asked, open } = script([
      { ids: ['a', 'b'], error: new ApiUnreachableError('broken') },
      { ids: [], error: problem(503) },
      { ids: ['c'] },
      { ids: [], error: new ApiUnreachableError('no answer') },
      { ids: ['d', 'e'] },
    ]);
    expect(await take(connect, 4, { after: 'start' })).toEqual(['a', 'b', 'c', 'd']);
    expect(asked).toEqual(['start', 'b', 'b', 'c', 'c']);
    expect(open()).toBe(0);
  });

  it('begins with events from now on', async () => {
    const { connect, asked } = script([{ ids: ['a'] }]);
    await take(connect, 1);
    expect(asked).toEqual(['end']);
  });

  it.each([401, 403, 404, 422])('fails for good with a %i', async (status) => {
    const { connect, asked } = script([{ ids: [], error: problem(status) }]);
    await expect(take(connect, 1)).rejects.toThrow(ApiProblemError);
    expect(asked).toHaveLength(1);
  });

  it('does not hide a fault of its own', async () => {
    const { connect } = script([{ ids: [], error: new TypeError('a fault') }]);
    await expect(take(connect, 1)).rejects.toThrow(TypeError);
  });

  it('reports when it is connected, and why it is not', async () => {
    const error = new ApiUnreachableError('broken');
    const states: ConnectionState[] = [];
    const { connect } = script([{ ids: ['a'], error }, { ids: ['b'] }, { ids: ['c'] }]);
    await take(connect, 3, { onConnection: (state) => states.push(state) });
    expect(states).toEqual([
      { isConnected: true },
      { isConnected: false, error },
      { isConnected: true },
      { isConnected: false, error: undefined },
      { isConnected: true },
    ]);
  });

  it('ends with its signal, while it listens and while it waits', async () => {
    const listening = new AbortController();
    const { connect, open } = script([]);
    const messages = followEvents(connect, { signal: listening.signal });
    const next = messages.next();
    await expect.poll(open).toBe(1);
    listening.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(open()).toBe(0);

    const waiting = new AbortController();
    const { connect: fail, asked } = script([{ ids: [], error: problem(500) }]);
    const options = { signal: waiting.signal, retryMs: 60_000 };
    const never = followEvents(fail, { ...options, onConnection: () => waiting.abort() }).next();
    expect(await never).toMatchObject({ done: true });
    expect(asked).toHaveLength(1);

    const before = followEvents(fail, { signal: AbortSignal.abort() });
    expect(await before.next()).toMatchObject({ done: true });
  });
});
