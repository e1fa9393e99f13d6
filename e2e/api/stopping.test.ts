import { readdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { eventPageSchema, healthSchema, simulationSummarySchema } from '../../lib/api/contract';
import { buildSimulation } from '../../lib/testing/build-simulation';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { writeSimulation } from '../../lib/testing/write-simulation';
import { SEEDED_ID } from '../support/make-root';
import { startServer, type RunningServer } from '../support/start-server';
import { untilIndexed } from '../support/until-indexed';

/** An answer of some megabytes, of which nothing is read yet: it is under way until somebody does. */
async function beginAnswer(server: RunningServer): Promise<IncomingMessage> {
  await untilIndexed(server.url);
  const url = new URL(`/simulations/${SEEDED_ID}/events?limit=10000`, server.url);
  return new Promise((resolve, reject) => {
    const request = get(url, (response) => {
      // It is cut when the server does not wait for it.
      response.on('error', () => undefined);
      resolve(response);
    });
    request.on('error', reject);
  });
}

async function untilRefused(server: RunningServer): Promise<void> {
  await expect
    .poll(() =>
      fetch(new URL('/health', server.url)).then(
        () => 'answered',
        () => 'refused',
      ),
    )
    .toBe('refused');
}

describe.each(['SIGTERM', 'SIGINT'] as const)('a server that gets %s', (signal) => {
  it('takes nothing new, ends the answers under way and exits with 0', async () => {
    const server = await startServer(inject('outputRoot'));
    onTestFinished(() => server.stop());
    const answer = await beginAnswer(server);
    server.kill(signal);
    await untilRefused(server);
    const page = eventPageSchema.safeParse(JSON.parse(await text(answer)));
    expect(page.data?.events).toHaveLength(10_000);
    expect(await server.ended).toBe(0);
  });

  it('waits no longer than two seconds for an answer that nobody reads', async () => {
    const server = await startServer(inject('outputRoot'));
    onTestFinished(() => server.stop());
    await beginAnswer(server);
    const startMs = performance.now();
    server.kill(signal);
    expect(await server.ended).toBe(0);
    expect(performance.now() - startMs).toBeGreaterThan(1900);
  });

  it('exits at once when it gets it again', async () => {
    const server = await startServer(inject('outputRoot'));
    onTestFinished(() => server.stop());
    await beginAnswer(server);
    const again = setInterval(() => server.kill(signal), 50);
    onTestFinished(() => clearInterval(again));
    expect(await server.ended).toBe(signal === 'SIGTERM' ? 143 : 130);
  });
});

it('stops while it indexes with whole files, and a later server goes on from there', async () => {
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
  first.kill('SIGTERM');
  expect([200, 503]).toContain((await asked).status);
  expect(await first.ended).toBe(0);
  // One file, and no log beside it of what was not written.
  expect(await indexes()).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.duckdb$/)]);

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
}, 60_000);
