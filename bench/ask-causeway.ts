import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { createEventService } from '../lib/service/event-service';
import { openDuckDbStore } from '../lib/store/duckdb/open-duckdb-store';
import { peakRssBytes, timed, timeEach, type Latency } from './measure';
import { DEPTH, makeFilters, makeOffsets, PAGE_SIZE } from './requests';

/** What the service took for each question; ms and bytes. */
export interface CausewayAnswers {
  /** From the opening of a store without an index until everything can be asked. */
  readonly indexMs: number;
  /** From the opening of a store without an index to its first page. */
  readonly coldFirstPageMs: number;
  readonly firstPage: Latency;
  readonly filteredPage: Latency;
  readonly eventById: Latency;
  readonly causality: Latency;
  readonly summary: Latency;
  readonly indexBytes: number;
  readonly indexedEvents: number;
  readonly peakRssBytes: number;
  /** The first event asked for, and how many events match the first filter: others must say the same. */
  readonly sample: { readonly eventId: string; readonly matches: number };
}

export const causewayTaskSchema = z.object({
  outputRoot: z.string(),
  indexDir: z.string(),
  simulationId: z.string(),
  turns: z.number(),
  requests: z.int().min(1).describe('How many of each sort'),
});

export type CausewayTask = Readonly<z.infer<typeof causewayTaskSchema>>;

const AS_LONG_AS_IT_TAKES_MS = 3_600_000;

/** Indexes the simulation and asks; to be run in a process of its own, so that its memory is its own. */
export async function askCauseway(task: CausewayTask): Promise<CausewayAnswers> {
  const { outputRoot, indexDir, simulationId, turns, requests } = task;
  const opened = await timed(async () => {
    const store = await openDuckDbStore({
      outputRoot,
      indexDir,
      waitMs: AS_LONG_AS_IT_TAKES_MS,
      describeWaitMs: AS_LONG_AS_IT_TAKES_MS,
    });
    const service = createEventService({ outputRoot, store });
    const firstPage = timed(() => service.getFilteredEvents(simulationId, { limit: PAGE_SIZE }));
    const described = await service.getSimulation(simulationId);
    return { store, service, described, firstPage };
  });
  const { store, service, described } = opened.result;
  try {
    if (described.index.state !== 'ready')
      throw new Error(`the index is ${JSON.stringify(described.index)}`);
    const { ms: coldFirstPageMs } = await opened.result.firstPage;

    const filters = makeFilters(requests, turns);
    const totals: number[] = [];
    const eventIds: string[] = [];
    for (const filter of filters) {
      const { total } = await service.getFilteredEvents(simulationId, { ...filter, limit: 1 });
      totals.push(total);
    }
    const offsets = makeOffsets(totals);
    for (const offset of makeOffsets(filters.map(() => described.event_count))) {
      const { events } = await service.getFilteredEvents(simulationId, { limit: 1, offset });
      eventIds.push(...events.map((event) => event.event_id));
    }

    const firstPage = await timeEach(filters, () =>
      service.getFilteredEvents(simulationId, { limit: PAGE_SIZE }),
    );
    const filteredPage = await timeEach([...filters.entries()], ([i, filter]) =>
      service.getFilteredEvents(simulationId, { ...filter, offset: offsets[i] ?? 0 }),
    );
    const eventById = await timeEach(eventIds, (id) => service.getEventById(simulationId, id));
    const causality = await timeEach(eventIds, (id) =>
      service.getCausalityChain(simulationId, id, { depth: DEPTH }),
    );
    const summary = await timeEach(filters, () => service.getSimulation(simulationId));
    return {
      indexMs: opened.ms,
      coldFirstPageMs,
      firstPage,
      filteredPage,
      eventById,
      causality,
      summary,
      indexBytes: await bytesBelow(indexDir),
      indexedEvents: described.event_count,
      peakRssBytes: peakRssBytes(),
      sample: { eventId: eventIds[0] ?? '', matches: totals[0] ?? 0 },
    };
  } finally {
    await store.close();
  }
}

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
}
