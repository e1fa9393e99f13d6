import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { problemSchema, simulationSummarySchema } from '@/lib/api/contract';
import { buildSimulation } from '@/lib/testing/build-simulation';
import { makeTempRoot } from '@/lib/testing/temp-root';
import { writeSimulation } from '@/lib/testing/write-simulation';
import { GET as getSimulation } from './[simulationId]/route';
import { GET as findEvents } from './[simulationId]/events/route';

// As in the server, where the store is not bundled with the routes and has its own copy of every module.
vi.resetModules();
const { createEventService } = await import('@/lib/service/event-service');
const { openDuckDbStore } = await import('@/lib/store/duckdb/open-duckdb-store');

const params = Promise.resolve({ simulationId: 'sim' });

/** A server that never waits for an index. */
async function openImpatientServer(): Promise<void> {
  const outputRoot = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  writeSimulation(
    outputRoot,
    'sim',
    buildSimulation({ simulationId: 'sim', turns: 40, eventsPerTurn: 300 }),
  );
  const store = await openDuckDbStore({ outputRoot, indexDir, waitMs: 0, describeWaitMs: 0 });
  globalThis.causewayServer = {
    config: { outputRoot, indexDir, host: '127.0.0.1', token: undefined, version: '1.2.3' },
    service: createEventService({ outputRoot, store }),
    store,
    revision: 'build',
    closing: new AbortController().signal,
    close: () => store.close(),
  };
  onTestFinished(async () => {
    globalThis.causewayServer = undefined;
    await store.close();
  });
}

describe('while a simulation is being indexed', () => {
  it('events are answered with 503, when to ask again and how far it is', async () => {
    await openImpatientServer();
    const request = new Request('http://127.0.0.1/simulations/sim/events');
    const response = await findEvents(request, { params });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('etag')).toBeNull();
    const { code, index } = problemSchema.parse(await response.json());
    expect(code).toBe('index_not_ready');
    expect(index).toMatchObject({ bytes_indexed: 0 });
  });

  it('a summary carries a tag from when it is whole', async () => {
    await openImpatientServer();
    const ask = async () => {
      const request = new Request('http://127.0.0.1/simulations/sim');
      const response = await getSimulation(request, { params });
      const { index } = simulationSummarySchema.parse(await response.json());
      return { state: index.state, etag: response.headers.get('etag') };
    };
    expect(await ask()).toEqual({ state: 'indexing', etag: null });
    await expect
      .poll(ask, { timeout: 15_000 })
      .toEqual({ state: 'ready', etag: expect.stringMatching(/^W\//) as string });
  });
});
