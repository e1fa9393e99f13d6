import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { askHttp, type HttpAsker } from './ask-http';
import { latencyOf, type Latency } from './measure';
import { PAGE_SIZE, simulationPath } from './requests';
import { serveMeasured } from './serve-measured';

/** What it takes until a simulation that nobody has asked for can be asked; ms and bytes. */
export interface ColdStart {
  /** From asking for the first page to having it; `undefined` when the server would not give a full one. */
  readonly firstPageMs: number | undefined;
  /** From asking for the first page until everything is indexed. */
  readonly indexMs: number;
  /** How `/health` answered meanwhile, asked ten times a second. */
  readonly health: Latency;
  readonly peakRssBytes: number;
  readonly indexedEvents: number;
}

const HEALTH_EVERY_MS = 100;
const STATE_EVERY_MS = 20;
const WARM_UPS = 5;

const pageSchema = z.object({ events: z.array(z.unknown()) });

const summarySchema = z.object({
  event_count: z.int(),
  index: z.object({ state: z.string(), error: z.string().optional() }),
});

/** Starts a server without an index, asks it for the first page, and waits until it has indexed everything. */
export async function measureColdStart(
  outputRoot: string,
  indexDir: string,
  simulationId: string,
): Promise<ColdStart> {
  await using server = await serveMeasured(outputRoot, indexDir);
  using asker = askHttp(server.url, 2);
  for (let i = 0; i < WARM_UPS; i++) await asker.get('/health');

  const startMs = performance.now();
  const health = watchHealth(server.url);
  const firstPage = asker.ask(
    `${simulationPath(simulationId)}/events?limit=${PAGE_SIZE}&partial=true`,
  );
  const indexedEvents = await untilReady(asker, simulationId);
  const indexMs = performance.now() - startMs;
  const { status, ms, body } = await firstPage;
  const isFull = status === 200 && countEvents(body) === PAGE_SIZE;
  return {
    firstPageMs: isFull ? ms : undefined,
    indexMs,
    health: await health.stop(),
    peakRssBytes: server.peakRssBytes(),
    indexedEvents,
  };
}

function countEvents(body: Buffer): number {
  return pageSchema.parse(JSON.parse(body.toString())).events.length;
}

/** How many events there are when all are indexed. */
async function untilReady(asker: HttpAsker, simulationId: string): Promise<number> {
  for (;;) {
    const { body } = await asker.get(simulationPath(simulationId));
    const { event_count, index } = summarySchema.parse(JSON.parse(body.toString()));
    if (index.state === 'ready') return event_count;
    if (index.state === 'failed') throw new Error(`indexing failed: ${index.error ?? ''}`);
    await delay(STATE_EVERY_MS);
  }
}

/** Asks on time, whether or not the answer before has come. */
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
