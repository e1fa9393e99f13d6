import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiUnreachableError } from '@/lib/api/client';
import { createServerContact, type ServerContact } from './server-contact';
import { AnswerTooLateError, ServerSilentError } from './unanswered-errors';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A server that can be stopped, and started again at the same address. */
async function listen(answers: () => RequestListener): Promise<{
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}> {
  const server = createServer((request, response) => answers()(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  endings.push(stop);
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    stop,
    async start() {
      server.listen(address.port, '127.0.0.1');
      await once(server, 'listening');
    },
  };
}

/** With enough patience for the busiest machine. */
function contactWith(
  url: string,
  { healthMs = 10_000, wonderMs = 40, patienceMs = 400 } = {},
): ServerContact {
  return createServerContact({
    send: (input, init) => fetch(typeof input === 'string' ? new URL(input, url) : input, init),
    wonderMs,
    patienceMs,
    healthMs,
    lookMs: 20,
  });
}

const HEALTH = { status: 'ok', version: '1', revision: 'build 1', uptime_seconds: 1 };

const json = (body: unknown, status = 200): RequestListener => {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '1' });
    response.end(JSON.stringify(body));
  };
};

const healthy =
  (rest: RequestListener, health: unknown = HEALTH): RequestListener =>
  (request, response) =>
    (request.url === '/health' ? json(health) : rest)(request, response);

const mute: RequestListener = () => undefined;

const problem = (status: number, code: string) =>
  json({ type: 'about:blank', title: code, status, detail: code, code }, status);

it('reports when the server stopped, sends nothing meanwhile, and reports when it is back', async () => {
  const server = await listen(() => healthy(json({ is: 'there' })));
  // Only this test's requests are sent, however slow the machine is.
  const contact = contactWith(server.url, { wonderMs: 10_000, patienceMs: 20_000 });
  await expect((await contact.ask('/runs')).json()).resolves.toEqual({ is: 'there' });
  expect(contact.state.link).toBe('reachable');

  await server.stop();
  const before = Date.now();
  await expect(contact.ask('/runs')).rejects.toThrow(ServerSilentError);
  expect(contact.state.link).toBe('silent');
  expect(contact.state.since).toBeGreaterThanOrEqual(before);
  const { since } = contact.state;
  await expect(contact.ask('/runs')).rejects.toThrow(ServerSilentError);
  expect(contact.state.since).toBe(since);

  await server.start();
  await vi.waitFor(() => expect(contact.state.link).toBe('reachable'));
  expect(contact.state).toMatchObject({ returns: 1, since: undefined, isUpdated: false });
  expect((await contact.ask('/runs')).ok).toBe(true);
});

it('ends its health checks when a check of the page finds the server', async () => {
  vi.useFakeTimers();
  try {
    const send = vi.fn<typeof fetch>().mockRejectedValue(new TypeError('Failed to fetch'));
    const contact = createServerContact({ send });
    await contact.look();
    expect(contact.state.link).toBe('silent');
    send.mockImplementation(() => Promise.resolve(Response.json(HEALTH)));
    await contact.look();
    expect(contact.state.link).toBe('reachable');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(send).toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});

it('counts the silence from the last sign of the server, not from a request that it answered', async () => {
  let answerRuns: (() => void) | undefined;
  let breakHealth: (() => void) | undefined;
  let wonderedAt = Infinity;
  const server = await listen(() => (request, response) => {
    if (request.url === '/health') breakHealth = () => request.socket.destroy();
    else answerRuns = () => response.end('{}');
    // On a busy machine they arrive in either order.
    if (breakHealth === undefined || answerRuns === undefined) return;
    // The page repeats its health checks.
    wonderedAt = Math.min(wonderedAt, Date.now());
    answerRuns();
  });
  const contact = contactWith(server.url);
  await contact.ask('/runs');
  breakHealth?.();
  await vi.waitFor(() => expect(contact.state.link).toBe('silent'));
  expect(contact.state.since).toBeGreaterThanOrEqual(wonderedAt);
});

it('notices a server that accepts requests and never answers, and gives up pending requests', async () => {
  let answers = mute;
  const server = await listen(() => answers);
  const contact = contactWith(server.url, { healthMs: 60 });
  await expect(contact.ask('/runs')).rejects.toThrow(ServerSilentError);
  expect(contact.state.link).toBe('silent');
  answers = healthy(json({}));
  await vi.waitFor(() => expect(contact.state.link).toBe('reachable'));
});

it('notices an answer that stops in the middle', async () => {
  let isStopped = false;
  const server = await listen(() =>
    isStopped
      ? mute
      : (_, response) => {
          response.write('{"half":');
          isStopped = true;
        },
  );
  const contact = contactWith(server.url, { healthMs: 60 });
  await expect(contact.ask('/runs')).rejects.toThrow(ServerSilentError);
});

it('notices within some seconds that the server hangs, also where it was heard a moment before', async () => {
  vi.useFakeTimers();
  try {
    const contact = createServerContact({
      send: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    });
    const asked = contact.ask('/runs').catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(500);
    contact.noteSign();
    await vi.advanceTimersByTimeAsync(6000);
    expect(contact.state.link).toBe('silent');
    expect(await asked).toBeInstanceOf(ServerSilentError);
  } finally {
    vi.useRealTimers();
  }
});

it('leaves a connection for the question whether the server is there, however many answers are slow', async () => {
  const waiting: (() => void)[] = [];
  const server = await listen(() =>
    healthy((_, response) => {
      waiting.push(() => response.end('{}'));
    }),
  );
  const contact = contactWith(server.url, { wonderMs: 10_000, patienceMs: 20_000 });
  const asked = Array.from({ length: 7 }, () => contact.ask('/runs'));
  const ending = new AbortController();
  const givenUp = contact.ask('/runs', { signal: ending.signal });
  ending.abort();
  await expect(givenUp).rejects.toThrow();
  await vi.waitFor(() => expect(waiting).toHaveLength(5));
  await contact.look();
  expect(contact.state.link).toBe('reachable');
  expect(waiting).toHaveLength(5);
  for (let sent = 0; sent < 7; sent++) {
    await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(sent));
    waiting[sent]?.();
  }
  expect((await Promise.all(asked)).every(({ ok }) => ok)).toBe(true);
});

it('gives up one request that is never answered, while the server is there for others', async () => {
  const server = await listen(() => healthy(mute));
  const contact = contactWith(server.url);
  await expect(contact.ask('/runs')).rejects.toThrow(AnswerTooLateError);
  expect(contact.state.link).toBe('reachable');
});

it('does not take a connection that broke for a server that stopped', async () => {
  const server = await listen(() => healthy((request) => request.socket.destroy()));
  const contact = contactWith(server.url);
  const failure: unknown = await contact.ask('/runs').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApiUnreachableError);
  expect(failure).not.toBeInstanceOf(ServerSilentError);
  expect(contact.state.link).toBe('reachable');
});

it('takes neither a proxy without a server nor another program for the server', async () => {
  let answers: RequestListener = (_, response) =>
    response.writeHead(502).end('<h1>Bad gateway</h1>');
  const server = await listen(() => answers);
  const contact = contactWith(server.url);
  await expect(contact.ask('/runs')).rejects.toThrow(ServerSilentError);
  answers = json({ status: 'ok', from: 'another program' });
  await contact.look();
  expect(contact.state.link).toBe('silent');
});

it('reports that another token is required, and when it is present', async () => {
  let answers: RequestListener = problem(401, 'token_required');
  const server = await listen(() => answers);
  const contact = contactWith(server.url);
  await expect(contact.ask('/runs')).rejects.toThrow('The server asks for another token.');
  expect(contact.state.link).toBe('refused');
  answers = healthy(json({}));
  await vi.waitFor(() => expect(contact.state).toMatchObject({ link: 'reachable', returns: 1 }));
});

it('reports that the server has another build than the page', async () => {
  const server = await listen(() => healthy(json({}), { ...HEALTH, revision: 'build 2' }));
  const contact = contactWith(server.url);
  contact.belongTo('build 1');
  await contact.look();
  expect(contact.state).toMatchObject({ link: 'reachable', isUpdated: true });
});

it('reports that the server is busy, but not that it indexes', async () => {
  let answers: RequestListener = problem(503, 'index_not_ready');
  const server = await listen(() => healthy(answers));
  const contact = contactWith(server.url);
  expect((await contact.ask('/runs')).status).toBe(503);
  expect(contact.state.isBusy).toBe(false);
  answers = problem(503, 'too_busy');
  expect((await contact.ask('/runs')).status).toBe(503);
  expect(contact.state).toMatchObject({ link: 'reachable', isBusy: true });
});

it('leaves a download and a stream to be read, and ends them with their signal', async () => {
  const server = await listen(() =>
    healthy((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': there\n\n');
    }),
  );
  const contact = contactWith(server.url);
  const ending = new AbortController();
  const response = await contact.ask('/stream', { signal: ending.signal });
  const reader = response.body?.getReader();
  await reader?.read();
  const rest = reader?.read();
  ending.abort();
  await expect(rest).rejects.toThrow();
});
