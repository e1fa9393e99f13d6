import { once } from 'node:events';
import { appendFile, mkdir, truncate, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { ApiProblemError, createApiClient, type ApiClient } from '../../lib/api/client';
import { EventWriter } from '../../lib/capture/event-writer';
import { buildSimulation } from '../../lib/testing/build-simulation';
import { scanFolder } from '../../lib/testing/scan-files';
import { makeTempRoot, type TempRoot } from '../../lib/testing/temp-root';
import { startCuttableProxy } from '../support/cuttable-proxy';
import { followLines } from '../support/follow-lines';
import { startServer, type RunningServer } from '../support/start-server';

const TRANSPORTS = ['sse', 'websocket'] as const;
const PATIENT = { timeout: 15_000, interval: 10 };

let root: TempRoot;
let server: RunningServer;
let api: ApiClient;
/** A stream on which nothing happens, open from the beginning of these tests. */
let quiet: { readonly text: () => string; readonly hangUp: () => void };

beforeAll(async () => {
  root = await makeTempRoot();
  await makeSimulation('quiet', linesOf(5));
  server = await startServer(root.path);
  api = clientOf(server.url);
  quiet = await openRaw(`${server.url}/simulations/quiet/stream`);
});

afterAll(async () => {
  quiet.hangUp();
  await server.stop();
  await root.remove();
});

function clientOf(baseUrl: string): ApiClient {
  return createApiClient({ baseUrl, webSocket: WebSocket });
}

/** Lines of a generated run, each with its line end. */
function linesOf(count: number, seed = 1): readonly string[] {
  const options = { seed, turns: 1, eventsPerTurn: Math.max(4, count), simulationId: 'sim' };
  return [...buildSimulation(options)].slice(0, count).map((event) => `${JSON.stringify(event)}\n`);
}

const bare = (lines: readonly string[]): readonly string[] => lines.map((line) => line.trimEnd());

async function makeSimulation(id: string, lines: readonly string[]): Promise<string> {
  const newest = path.join(root.path, id, 'events.jsonl');
  await mkdir(path.dirname(newest));
  await writeFile(newest, lines.join(''));
  return newest;
}

/** Reads a stream as bytes, by plain HTTP. */
async function openRaw(url: string, headers: Record<string, string> = {}) {
  const request = get(url, { headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => (text += chunk));
  response.on('error', () => undefined);
  request.on('error', () => undefined);
  return { response, text: () => text, hangUp: (): void => void request.destroy() };
}

describe.each(TRANSPORTS)('GET /simulations/{id}/stream by %s', (transport) => {
  it('sends lines appended from now on, as in the file', async () => {
    const lines = linesOf(30);
    const newest = await makeSimulation(`appended-${transport}`, lines.slice(0, 10));
    const follower = followLines(api, `appended-${transport}`, {}, { transport });
    onTestFinished(() => follower.stop());
    await expect.poll(() => follower.progress, PATIENT).toBeGreaterThan(0);
    for (let at = 10; at < 30; at++) {
      await appendFile(newest, lines[at] ?? '');
      await expect.poll(() => follower.lines.length, PATIENT).toBe(at - 9);
    }
    expect(follower.lines).toEqual(bare(lines.slice(10)));
  });

  it('sends the matches of a filter, or only progress', async () => {
    const id = `filtered-${transport}`;
    const newest = await makeSimulation(id, []);
    const criteria = { event_types: ['DECISION', 'ENV'], agent_ids: ['agent_001', ''] };
    const filtered = followLines(api, id, criteria, { transport, after: 'start' });
    const counting = followLines(api, id, {}, { transport, withEvents: false });
    onTestFinished(() => filtered.stop());
    onTestFinished(() => counting.stop());
    await expect.poll(() => counting.progress, PATIENT).toBeGreaterThan(0);
    await appendFile(newest, linesOf(500).join(''));
    const expected = scanFolder(path.dirname(newest)).listArrivals(criteria);
    expect(expected.length).toBeGreaterThan(20);
    await expect.poll(() => filtered.lines, PATIENT).toEqual(expected.map(({ text }) => text));
    await expect.poll(() => counting.eventCount, PATIENT).toBe(500);
    expect(counting.lines).toEqual([]);
  });

  it('loses and doubles nothing while parts are rotated, connections break and servers change', async () => {
    const id = `rotated-${transport}`;
    await makeSimulation(id, []);
    const proxy = await startCuttableProxy(server.url);
    onTestFinished(() => proxy.close());
    const follower = followLines(clientOf(proxy.url), id, {}, { transport, after: 'start' });
    onTestFinished(() => follower.stop());
    const writer = new EventWriter({
      outputDir: root.path,
      simulationId: id,
      verbosity: 'DETAIL',
      maxFileBytes: 100_000,
      exitHook: false,
    });
    await writer.start();
    onTestFinished(async () => {
      await writer.stop();
    });
    let emitted = 0;
    let second: RunningServer | undefined;
    for (const event of buildSimulation({ seed: 5, turns: 4, eventsPerTurn: 500 })) {
      writer.emit(event);
      emitted += 1;
      if (emitted % 10 === 0) await delay(10);
      if (emitted % 300 === 0) proxy.cut();
      if (emitted === 1000) {
        second = await startServer(root.path);
        onTestFinished(second.stop);
        proxy.leadTo(second.url);
        proxy.cut();
      }
    }
    await writer.stop();
    const written = scanFolder(path.join(root.path, id));
    expect(written.describe().files.length).toBeGreaterThan(5);
    const expected = written.listArrivals({}).map(({ text }) => text);
    expect(expected).toHaveLength(emitted);
    await expect.poll(() => follower.lines.length, PATIENT).toBe(emitted);
    expect(follower.lines).toEqual(expected);
    expect(follower.resets).toBe(0);
    expect(proxy.connections).toBeGreaterThan(3);
  });

  it('reports rewritten files', async () => {
    const id = `rewritten-${transport}`;
    const newest = await makeSimulation(id, linesOf(20));
    const follower = followLines(api, id, {}, { transport, after: 'start' });
    onTestFinished(() => follower.stop());
    await expect.poll(() => follower.lines.length, PATIENT).toBe(20);
    await truncate(newest, 0);
    await expect.poll(() => follower.resets, PATIENT).toBe(1);
    await appendFile(newest, linesOf(8, 2).join(''));
    await expect.poll(() => follower.lines, PATIENT).toEqual(bare(linesOf(8, 2)));
  });

  it('names the unknown simulation, and the invalid parameter', async () => {
    const nobody = followLines(api, 'nobody', {}, { transport });
    await expect(nobody.ended).rejects.toThrow(ApiProblemError);
    await expect(nobody.ended).rejects.toMatchObject({
      problem: { status: 404, code: 'simulation_not_found' },
    });
    const never = followLines(api, 'quiet', { start_timestamp: 'never' }, { transport });
    await expect(never.ended).rejects.toMatchObject({
      problem: { status: 422, errors: [{ parameter: 'start_timestamp', value: 'never' }] },
    });
  });

  it('ends when the server is stopped, and does not delay that', async () => {
    const own = await startServer(root.path);
    const follower = followLines(clientOf(own.url), 'quiet', {}, { transport, retryMs: 60_000 });
    onTestFinished(() => follower.stop());
    await expect.poll(() => follower.connections, PATIENT).toEqual([true]);
    await own.stop();
    await expect.poll(() => follower.connections, PATIENT).toEqual([true, false]);
  });

  it('serves a hundred clients of one stream', async () => {
    const id = `popular-${transport}`;
    const lines = linesOf(200);
    const newest = await makeSimulation(id, lines.slice(0, 100));
    const followers = Array.from({ length: 100 }, () => followLines(api, id, {}, { transport }));
    onTestFinished(async () => {
      await Promise.all(followers.map((follower) => follower.stop()));
    });
    for (const follower of followers) {
      await expect.poll(() => follower.progress, PATIENT).toBeGreaterThan(0);
    }
    await appendFile(newest, lines.slice(100).join(''));
    for (const follower of followers) {
      await expect.poll(() => follower.lines, PATIENT).toEqual(bare(lines.slice(100)));
    }
  });
});

describe('GET /simulations/{id}/stream', () => {
  it('continues after Last-Event-ID, which overrides the address', async () => {
    const lines = linesOf(12);
    await makeSimulation('resumed', lines);
    const url = `${server.url}/simulations/resumed/stream?from=start`;
    const first = await openRaw(url);
    onTestFinished(first.hangUp);
    /** Ids and lines of the events of a stream. */
    const heard = (text: string) =>
      [...text.matchAll(/^id: (.*)\ndata: (\{"event_id".*)$/gm)].map(([, id = '', line]) => ({
        id,
        line,
      }));
    await expect.poll(() => heard(first.text()).length, PATIENT).toBe(12);
    const again = await openRaw(url, { 'last-event-id': heard(first.text())[7]?.id ?? '' });
    onTestFinished(again.hangUp);
    await expect
      .poll(() => heard(again.text()).map(({ line }) => line), PATIENT)
      .toEqual(bare(lines.slice(8)));
  });

  it('delays no client because of another that does not read', async () => {
    const newest = await makeSimulation('deaf', []);
    const lines = linesOf(30_000);
    const deaf = await openRaw(`${server.url}/simulations/deaf/stream`);
    onTestFinished(deaf.hangUp);
    await expect.poll(deaf.text, PATIENT).toContain('event: progress');
    deaf.response.pause();
    const follower = followLines(api, 'deaf');
    onTestFinished(() => follower.stop());
    await expect.poll(() => follower.progress, PATIENT).toBeGreaterThan(0);
    for (let at = 0; at < lines.length; at += 2000) {
      await appendFile(newest, lines.slice(at, at + 2000).join(''));
    }
    await expect.poll(() => follower.lines.length, PATIENT).toBe(lines.length);
    expect(deaf.text()).not.toContain('\ndata: {"event_id"');
    deaf.response.resume();
    const heard = (): readonly string[] =>
      [...deaf.text().matchAll(/^data: (\{"event_id".*)$/gm)].map((match) => match[1] ?? '');
    const last = lines.at(-1)?.trimEnd() ?? '';
    await expect.poll(() => deaf.text().endsWith(`${last}\n\n`), PATIENT).toBe(true);
    expect(heard()).toEqual(bare(lines));
    expect(follower.lines).toEqual(bare(lines));
  });

  it('is not compressed, cached or gathered on its way', async () => {
    const stream = await openRaw(`${server.url}/simulations/quiet/stream`, {
      'accept-encoding': 'gzip, br',
    });
    onTestFinished(stream.hangUp);
    expect(stream.response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(stream.response.headers['content-encoding']).toBeUndefined();
    const head = await fetch(`${server.url}/simulations/quiet/stream`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-type')).toBe('text/event-stream');
  });

  it('refuses a page of another origin, by either transport', async () => {
    const origin = 'http://evil.example';
    const refused = await openRaw(`${server.url}/simulations/quiet/stream`, { origin });
    expect(refused.response.statusCode).toBe(403);
    const socket = new WebSocket(`${server.url}/simulations/quiet/stream`, { origin });
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(response.statusCode).toBe(403);
    socket.terminate();
  });

  it('sends a heartbeat every 15 seconds', async () => {
    await expect.poll(quiet.text, PATIENT).toMatch(/\n\n:\n\n/);
  }, 40_000);
});
