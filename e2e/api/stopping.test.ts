import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { eventPageSchema, healthSchema, simulationSummarySchema } from '../../lib/api/contract';
import { buildSimulation } from '../../lib/testing/build-simulation';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { writeSimulation } from '../../lib/testing/write-simulation';
import { SEEDED_ID } from '../support/make-root';
import { startServer, type RunningServer } from '../support/start-server';
import { untilIndexed } from '../support/until-indexed';

/** An answer, of which nothing is read yet: one of some megabytes is under way until somebody does. */
function beginAnswer(server: RunningServer, path: string): Promise<IncomingMessage> {
  const url = new URL(`/simulations/${SEEDED_ID}/${path}`, server.url);
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      // It is cut when the server does not wait for it.
      response.on('error', () => undefined);
      resolve(response);
    });
    request.on('error', reject);
  });
}

/** Followers of a run, of which every other one reads. */
async function follow(server: RunningServer, count: number): Promise<readonly IncomingMessage[]> {
  const streams = Array.from({ length: count }, () => beginAnswer(server, 'stream?from=start'));
  const reading = (await Promise.all(streams)).filter((_, at) => at % 2 === 0);
  for (const stream of reading) stream.resume();
  return reading;
}

/** The process ends after this time, whatever is open. */
const STOP_MS = 1900;

async function untilRefused(server: RunningServer): Promise<void> {
  const isAnswered = (): Promise<boolean> =>
    fetch(new URL('/health', server.url)).then(
      () => true,
      () => false,
    );
  while (await isAnswered()) await delay(20);
}

describe.concurrent.each(['SIGTERM', 'SIGINT'] as const)('a server that gets %s', (signal) => {
  it('takes nothing new, ends answers and streams, waits for no slow reader and exits with 0', async () => {
    await using server = await startServer(inject('outputRoot'));
    await untilIndexed(server.url);
    const streams = await follow(server, 20);
    const sockets = Array.from({ length: 5 }, () => {
      const address = new URL(`/simulations/${SEEDED_ID}/stream`, server.url);
      return new WebSocket(address.href.replace('http', 'ws'));
    });
    await Promise.all(sockets.map((socket) => once(socket, 'open')));
    const closed = sockets.map((socket) => once(socket, 'close'));
    const page = await beginAnswer(server, 'events?limit=10000');
    for (const format of ['jsonl', 'csv', 'parquet']) {
      await beginAnswer(server, `export?format=${format}`);
    }
    const ended = streams.map((stream) => once(stream, 'end'));
    const startMs = performance.now();
    server.kill(signal);
    await untilRefused(server);
    const read = eventPageSchema.safeParse(JSON.parse(await text(page)));
    expect(read.data?.events).toHaveLength(10_000);
    await Promise.all([...ended, ...closed]);
    expect(await server.ended).toBe(0);
    const tookMs = performance.now() - startMs;
    // The time that unread exports may take to finish.
    expect(tookMs).toBeGreaterThan(1400);
    // Two seconds, where others do not keep the machine busy.
    expect(tookMs).toBeLessThan(10_000);
  }, 60_000);
});

it('exits at once when it gets a signal again', async () => {
  await using server = await startServer(inject('outputRoot'));
  await untilIndexed(server.url);
  await beginAnswer(server, 'events?limit=10000');
  const again = setInterval(() => server.kill('SIGINT'), 50);
  onTestFinished(() => clearInterval(again));
  expect(await server.ended).toBe(130);
});

it('stops during indexing with complete files, and a later server continues from there', async () => {
  const root = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const run = { seed: 3, turns: 200, eventsPerTurn: 500, simulationId: 'large' };
  writeSimulation(root, 'large', buildSimulation(run));
  const indexes = async (): Promise<readonly string[]> =>
    (await readdir(indexDir)).filter((name) => name !== 'spill');

  const first = await startServer(root, { indexDir });
  onTestFinished(() => first.stop());
  const asked = fetch(new URL('/simulations/large/events?limit=1', first.url));
  await expect.poll(indexes, { interval: 5, timeout: 15_000 }).not.toEqual([]);
  const health = await fetch(new URL('/health', first.url));
  expect(healthSchema.parse(await health.json()).status).toBe('ok');
  const killedMs = performance.now();
  first.kill('SIGTERM');
  expect([200, 503]).toContain((await asked).status);
  expect(await first.ended).toBe(0);
  const wasClosed = performance.now() - killedMs < STOP_MS;
  const left = await indexes();
  // One index, and no log beside it of what was not written, unless the time to close it was over.
  const kept = wasClosed ? left : left.filter((name) => !name.endsWith('.wal'));
  expect(kept).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.duckdb$/)]);

  const second = await startServer(root, { indexDir });
  onTestFinished(() => second.stop());
  await expect
    .poll(
      async () => {
        const response = await fetch(new URL('/simulations/large', second.url));
        const { index, event_count } = simulationSummarySchema.parse(await response.json());
        return { state: index.state, event_count };
      },
      { timeout: 30_000 },
    )
    .toEqual({ state: 'ready', event_count: 100_000 });
}, 180_000);
