import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { askHttp, type HttpAsker } from './ask-http';
import { latencyOf, type Latency } from './measure';
import { PAGE_SIZE, simulationPath } from './requests';
import { serveMeasured } from './serve-measured';

/** The costs until a new simulation can be queried; ms and bytes. */
export interface ColdStart {
  /** From asking for the first page to having a full one; `undefined` when the server does not give any so early. */
  readonly firstPageMs: number | undefined;
  /** From asking for the first page until everything is indexed. */
  readonly indexMs: number;
  /** The processor time of the server in that time; `undefined` where it is unknown. */
  readonly indexCpuMs: number | undefined;
  /** The latency of `/health` in that time, requested ten times a second. */
  readonly health: Latency;
  readonly peakRssBytes: number;
  readonly indexedEvents: number;
}

const HEALTH_EVERY_MS = 100;
const ASK_AGAIN_MS = 20;
const WARM_UPS = 5;

const pageSchema = z.object({ events: z.array(z.unknown()) });

const summarySchema = z.object({
  event_count: z.int(),
  index: z.object({ state: z.string(), error: z.string().optional() }),
});

/** Starts a server without an index, requests the first page, and waits until everything is indexed. */
export async function measureColdStart(
  outputRoot: string,
  indexDir: string,
  simulationId: string,
): Promise<ColdStart> {
  await using server = await serveMeasured(outputRoot, indexDir);
  using asker = askHttp(server.url, 2);
  for (let i = 0; i < WARM_UPS; i++) await asker.get('/health');

  const startMs = performance.now();
  const startCpuMs = server.cpuMs();
  const health = watchHealth(server.url);
  const firstPage = untilFirstPage(asker, simulationId);
  const indexedEvents = await untilReady(asker, simulationId);
  const indexMs = performance.now() - startMs;
  const cpuMs = server.cpuMs();
  return {
    firstPageMs: await firstPage,
    indexMs,
    indexCpuMs: cpuMs === undefined || startCpuMs === undefined ? undefined : cpuMs - startCpuMs,
    health: await health.stop(),
    peakRssBytes: server.peakRssBytes(),
    indexedEvents,
  };
}

/** The duration; retries like a page without a response. */
async function untilFirstPage(asker: HttpAsker, simulationId: string): Promise<number | undefined> {
  const path = `${simulationPath(simulationId)}/events?limit=${PAGE_SIZE}&partial=true`;
  const startMs = performance.now();
  for (;;) {
    const { status, body } = await asker.ask(path);
    if (status !== 200) return undefined;
    const { events } = pageSchema.parse(JSON.parse(body.toString()));
    if (events.length === PAGE_SIZE) return performance.now() - startMs;
    await delay(ASK_AGAIN_MS);
  }
}

/** How many events there are when all are indexed. */
async function untilReady(asker: HttpAsker, simulationId: string): Promise<number> {
  for (;;) {
    const { status, body } = await asker.ask(simulationPath(simulationId));
    // During indexing it may not know.
    if (status === 503) continue;
    if (status !== 200) throw new Error(`the simulation was answered with ${status}`);
    const { event_count, index } = summarySchema.parse(JSON.parse(body.toString()));
    if (index.state === 'ready') return event_count;
    if (index.state === 'failed') throw new Error(`indexing failed: ${index.error ?? ''}`);
    await delay(ASK_AGAIN_MS);
  }
}

/** Sends requests on time, without waiting for the previous response. */
function watchHealth(url: string): { stop(): Promise<Latency> } {
  const asker = askHttp(url, Infinity);
  const asked: Promise<number>[] = [];
  const timer = setInterval(() => {
    asked.push(asker.get('/health').then(({ ms }) => ms));
  }, HEALTH_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      const times = await Promise.all(asked);
      asker[Symbol.dispose]();
      return latencyOf(times);
    },
  };
}
