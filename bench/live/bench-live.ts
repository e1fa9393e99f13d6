import { setTimeout as delay } from 'node:timers/promises';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { latencyOf, type Latency } from '../measure';
import type { Row } from '../report';
import { simulationPath } from '../requests';
import { serveMeasured } from '../serve-measured';
import { nameBytes, nameCount, nameMs } from '../size';
import { countEvents, type Transport } from './count-events';
import { writePaced } from './write-paced';

/** The time from the emission of an event until followers have it. */
export interface LiveFigures {
  readonly transport: Transport;
  readonly clients: number;
  readonly events: number;
  readonly latency: Latency;
  readonly peakRssBytes: number;
}

const SIMULATION_ID = 'live';
const EVENTS_PER_SECOND = 1_000;
const SECONDS = 10;
/** Small, so that parts are rotated away while they are followed. */
const MAX_FILE_BYTES = 3_000_000;
const CLIENTS = [1, 100] as const;
/** The number of clients that measure times. */
const LOOKING = 5;
const LATE_MS = 30_000;
const MAX_P95_MS = 500;
const MAX_RSS_BYTES = 1e9;

/** A writer, the built app and followers, each in its own process. @throws when a client did not receive all events */
export async function benchLive(): Promise<readonly LiveFigures[]> {
  const figures: LiveFigures[] = [];
  for (const transport of ['sse', 'websocket'] as const) {
    for (const clients of CLIENTS) {
      console.error(`following by ${transport}, clients: ${clients}`);
      figures.push(await measure(transport, clients));
    }
  }
  return figures;
}

export function makeLiveRows(figures: readonly LiveFigures[]): readonly Row[] {
  const blank = { naive: '', ratio: '' };
  const peakBytes = Math.max(...figures.map(({ peakRssBytes }) => peakRssBytes));
  return [
    ...figures.map(({ transport, clients, events, latency }) => {
      const { p50Ms, p95Ms, maxMs } = latency;
      return {
        ...blank,
        name:
          `emitted to delivered by ${transport}, ${clients === 1 ? '1 client' : `${clients} clients`}, ` +
          `${nameCount(EVENTS_PER_SECOND)}/s (p50 / p95 / max of ${nameCount(events)})`,
        causeway: [p50Ms, p95Ms, maxMs].map(nameMs).join(' / '),
        bar: nameMs(MAX_P95_MS),
        isKept: p95Ms <= MAX_P95_MS,
      };
    }),
    {
      ...blank,
      name: 'peak memory of the server meanwhile',
      causeway: nameBytes(peakBytes),
      bar: nameBytes(MAX_RSS_BYTES),
      isKept: peakBytes <= MAX_RSS_BYTES,
    },
  ];
}

async function measure(transport: Transport, clientCount: number): Promise<LiveFigures> {
  await using root = await makeTempRoot();
  await using indexDir = await makeTempRoot();
  const pace = {
    outputDir: root.path,
    simulationId: SIMULATION_ID,
    eventsPerSecond: EVENTS_PER_SECOND,
    maxFileBytes: MAX_FILE_BYTES,
  };
  // A run that has begun already.
  await writePaced({ ...pace, seconds: 1, seed: 1 });
  await using server = await serveMeasured(root.path, indexDir.path);
  const url = `${server.url}${simulationPath(SIMULATION_ID)}/stream`;
  const clients = await Promise.all(
    Array.from({ length: clientCount }, (_, i) => countEvents(transport, url, i < LOOKING)),
  );
  const events = await writePaced({ ...pace, seconds: SECONDS, seed: 2 });
  const deadlineMs = Date.now() + LATE_MS;
  while (clients.some((client) => client.events < events) && Date.now() < deadlineMs) {
    await delay(20);
  }
  for (const client of clients) {
    client.hangUp();
    if (client.events === events) continue;
    throw new Error(`a client was sent ${client.events} of ${events} events`);
  }
  const latency = latencyOf(clients.flatMap((client) => client.latenciesMs));
  return { transport, clients: clientCount, events, latency, peakRssBytes: server.peakRssBytes() };
}
