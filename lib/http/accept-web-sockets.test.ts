import { once } from 'node:events';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { streamMessageSchema } from '../api/contract';
import { createEventService } from '../service/event-service';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import { buildSimulation } from '../testing/build-simulation';
import { makeTempRoot } from '../testing/temp-root';
import { acceptWebSockets } from './accept-web-sockets';
import { createDoor } from './door';
import { tokenCookieName } from './guard';

const PATIENT = { timeout: 15_000, interval: 5 };

function linesOf(count: number): readonly string[] {
  const options = { turns: 1, eventsPerTurn: count, simulationId: 'sim' };
  return [...buildSimulation(options)].map((event) => `${JSON.stringify(event)}\n`);
}

/** A server for WebSockets only, over a run `sim` of ten events. */
async function setUp({ token, heartbeatMs }: { token?: string; heartbeatMs?: number } = {}) {
  const root = (await makeTempRoot(onTestFinished)).path;
  const newest = path.join(root, 'sim', 'events.jsonl');
  const lines = linesOf(20);
  await mkdir(path.dirname(newest));
  await writeFile(newest, lines.slice(0, 10).join(''));
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const store = await openDuckDbStore({ outputRoot: root, indexDir });
  const stopping = new AbortController();
  const service = createEventService({ outputRoot: root, store, closing: stopping.signal });
  const server = createServer();
  acceptWebSockets(server, {
    door: createDoor(token),
    service: Promise.resolve(service),
    ...(heartbeatMs === undefined ? {} : { heartbeatMs }),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    stopping.abort();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(async () => {
    await stop();
    await store.close();
  });
  return { port, newest, lines, stop };
}

function connect(
  port: number,
  query = '',
  options: WebSocket.ClientOptions = {},
): { socket: WebSocket; frames: string[]; refused: Promise<IncomingMessage> } {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/simulations/sim/stream${query}`, options);
  const frames: string[] = [];
  socket.on('message', (data: Buffer) => frames.push(data.toString()));
  const refused = new Promise<IncomingMessage>((resolve) => {
    socket.on('unexpected-response', (_, response) => resolve(response));
  });
  socket.on('error', () => undefined);
  onTestFinished(() => socket.terminate());
  return { socket, frames, refused };
}

const isEvent = (frame: string): boolean => frame.startsWith('{"type":"event"');

async function readProblem(refused: Promise<IncomingMessage>) {
  const response = await refused;
  expect(response.headers['content-type']).toBe('application/problem+json');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const problem = JSON.parse(Buffer.concat(chunks).toString()) as { status: number; code: string };
  expect(problem.status).toBe(response.statusCode);
  return problem;
}

describe('a WebSocket at the path of a stream', () => {
  it('receives progress, then each event as its line, with ids from which to continue', async () => {
    const { port, newest, lines } = await setUp();
    const { frames, socket } = connect(port, '?from=start');
    await expect.poll(() => frames.length, PATIENT).toBeGreaterThan(0);
    await appendFile(newest, lines.slice(10).join(''));
    const eventFrames = (): readonly string[] => frames.filter(isEvent);
    await expect.poll(() => eventFrames().length, PATIENT).toBe(20);
    expect(frames.map((frame) => streamMessageSchema.parse(JSON.parse(frame)).type)[0]).toBe(
      'progress',
    );
    for (const [at, frame] of eventFrames().entries()) {
      expect(frame.endsWith(`,"event":${(lines[at] ?? '').trimEnd()}}`)).toBe(true);
    }
    const { id } = JSON.parse(eventFrames()[14] ?? '') as { id: string };
    socket.close();
    const again = connect(port, `?last_event_id=${id}`);
    await expect.poll(() => again.frames.filter(isEvent), PATIENT).toEqual(eventFrames().slice(15));
  });

  it.each<[string, string, WebSocket.ClientOptions, number, string]>([
    ['a page of another origin', '', { origin: 'http://evil.example' }, 403, 'foreign_origin'],
    ['a foreign name', '', { headers: { host: 'evil.example' } }, 403, 'foreign_host'],
    ['a wrong parameter', '?turn_start=some&from=here', {}, 422, 'invalid_parameters'],
  ])('is refused to %s', async (_, query, options, status, code) => {
    const { port } = await setUp();
    expect(await readProblem(connect(port, query, options).refused)).toMatchObject({
      status,
      code,
    });
  });

  it.each([
    ['/simulations/nobody/stream', 'simulation_not_found'],
    ['/simulations/..%2Fsim/stream', 'simulation_not_found'],
    ['/simulations/%E0%A4%A/stream', 'not_found'],
    ['/simulations/sim/events', 'not_found'],
    ['/', 'not_found'],
    ['//', 'malformed_request', 400],
  ])('is not at %s', async (where, code, status = 404) => {
    const { port } = await setUp();
    const socket = request({
      port,
      path: where,
      headers: { connection: 'upgrade', upgrade: 'websocket' },
    }).end();
    const [response] = (await once(socket, 'response')) as [IncomingMessage];
    expect(await readProblem(Promise.resolve(response))).toMatchObject({ status, code });
  });

  it('leaves other paths to others', async () => {
    const server = createServer();
    const service = new Promise<never>(() => undefined);
    const others: (string | undefined)[] = [];
    acceptWebSockets(server, {
      door: createDoor(undefined),
      service,
      otherwise: ({ url }, socket) => {
        others.push(url);
        socket.destroy();
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/_next/hmr?id=1`);
    await once(socket, 'error');
    expect(others).toEqual(['/_next/hmr?id=1']);
  });

  it('asks for the token, as a header, a cookie or a parameter', async () => {
    const { port } = await setUp({ token: 'a=secret' });
    const cookieName = tokenCookieName('a=secret');
    const own = { origin: `http://127.0.0.1:${port}` };
    for (const [query, headers] of [
      ['', {}],
      ['?token=guess', {}],
      ['', { cookie: `${cookieName}=guess` }],
      ['', { authorization: 'Bearer guess' }],
    ] as const) {
      const { refused } = connect(port, query, { ...own, headers });
      expect(await readProblem(refused)).toMatchObject({ status: 401, code: 'token_required' });
    }
    for (const [query, headers] of [
      ['?token=a%3Dsecret', {}],
      ['', { cookie: `theme=dark; ${cookieName}=a%3Dsecret` }],
      ['', { authorization: 'Bearer a=secret' }],
    ] as const) {
      const { frames } = connect(port, query, { ...own, headers });
      await expect.poll(() => frames.length, PATIENT).toBeGreaterThan(0);
    }
    const foreign = connect(port, '?token=a%3Dsecret', { origin: 'http://evil.example' });
    expect(await readProblem(foreign.refused)).toMatchObject({ code: 'foreign_origin' });
  });

  it('receives heartbeats, and is closed when it does not answer them', async () => {
    const { port } = await setUp({ heartbeatMs: 100 });
    const { frames, socket } = connect(port);
    const heartbeats = (): number => frames.filter((f) => f === '{"type":"heartbeat"}').length;
    await expect.poll(heartbeats, PATIENT).toBeGreaterThan(2);
    const deaf = connect(port, '', { autoPong: false });
    await once(deaf.socket, 'close');
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('is closed as going away when the server stops, with any reader', async () => {
    const { port, stop } = await setUp();
    const { frames, socket } = connect(port);
    const asleep = connect(port);
    await expect
      .poll(() => Math.min(frames.length, asleep.frames.length), PATIENT)
      .toBeGreaterThan(0);
    asleep.socket.pause();
    const closed = once(socket, 'close');
    await stop();
    expect((await closed)[0]).toBe(1001);
  });
});
