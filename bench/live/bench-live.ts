import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startServer } from '../../e2e/support/start-server';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { latencyOf, type Latency } from '../measure';
import { countEvents, type Transport } from './count-events';
import { writePaced } from './write-paced';

export interface LiveBenchOptions {
  readonly seconds: number;
  readonly eventsPerSecond: number;
}

const MAX_FILE_BYTES = 3_000_000;
const CLIENTS = [1, 100];
/** So many of the clients look at the times: that costs more than counting. */
const LOOKING = 5;
const LATE_MS = 30_000;

/**
 * From a line being written to its being at the clients, by both transports: a writer that rotates, the built app and
 * the clients, each in a process of its own. As a table; throws when a client was not sent all.
 */
export async function benchLive({ seconds, eventsPerSecond }: LiveBenchOptions): Promise<string> {
  const lines = [
    `${String(eventsPerSecond)} events/s for ${String(seconds)} s; written to delivered, ms`,
    'transport  clients   events  parts    p50    p95    max',
  ];
  for (const transport of ['sse', 'websocket'] as const) {
    for (const clients of CLIENTS) {
      const { events, parts, latency } = await measure(
        transport,
        clients,
        seconds,
        eventsPerSecond,
      );
      const cells = [clients, events, parts, latency.p50Ms, latency.p95Ms, latency.maxMs];
      const widths = [8, 9, 7, 7, 7, 7];
      lines.push(
        transport.padEnd(10) +
          cells.map((cell, i) => String(cell).padStart(widths[i] ?? 0)).join(''),
      );
    }
  }
  return lines.join('\n');
}

async function measure(
  transport: Transport,
  clientCount: number,
  seconds: number,
  eventsPerSecond: number,
): Promise<{ events: number; parts: number; latency: Latency }> {
  await using root = await makeTempRoot();
  const directory = path.join(root.path, 'sim');
  const pace = { directory, eventsPerSecond, maxFileBytes: MAX_FILE_BYTES };
  // A run that has begun already.
  const before = await writePaced({ ...pace, seconds: 1 });
  await using server = await startServer(root.path);
  const url = `${server.url}/simulations/sim/stream`;
  const clients = await Promise.all(
    Array.from({ length: clientCount }, (_, i) => countEvents(transport, url, i < LOOKING)),
  );
  const { events, parts } = await writePaced({ ...pace, seconds });
  const deadlineMs = Date.now() + LATE_MS;
  while (clients.some((client) => client.events < events) && Date.now() < deadlineMs) {
    await delay(20);
  }
  for (const client of clients) {
    client.hangUp();
    if (client.events !== events) {
      throw new Error(`a client was sent ${String(client.events)} of ${String(events)} events`);
    }
  }
  const latency = latencyOf(clients.flatMap((client) => client.latenciesMs));
  return { events, parts: before.parts + parts - 1, latency };
}
