import { z } from 'zod';
import type { EventFilter } from '../lib/filters/event-filter';
import { writeQuery } from '../lib/filters/read-query';
import type { HttpAsker } from './ask-http';
import type { BenchSource } from './bench-source';
import {
  makeFilters,
  makeOffsets,
  makeRequests,
  simulationPath,
  type TimedRequest,
} from './requests';

const pageSchema = z.object({
  events: z.array(z.object({ event_id: z.string() })),
  total: z.int(),
});

type Page = z.infer<typeof pageSchema>;

export async function askPage(
  asker: HttpAsker,
  simulationId: string,
  filter: EventFilter,
): Promise<Page> {
  const query = writeQuery(filter).toString();
  const { body } = await asker.get(`${simulationPath(simulationId)}/events?${query}`);
  return pageSchema.parse(JSON.parse(body.toString()));
}

/**
 * Seeded requests, `count` of each kind in mixed order, none with a filter or an id of another seed. Requests
 * counts and ids, so another server should be timed.
 */
export async function prepareRequests(
  asker: HttpAsker,
  { simulationId, events, turns }: BenchSource,
  count: number,
  seed: number,
): Promise<readonly TimedRequest[]> {
  const pages: { filter: EventFilter; total: number }[] = [];
  for (const filter of makeFilters(count, turns, seed)) {
    const { total } = await askPage(asker, simulationId, { ...filter, limit: 1 });
    pages.push({ filter, total });
  }
  const ids: string[] = [];
  for (const offset of makeOffsets(2 * count, events, seed + 1)) {
    const page = await askPage(asker, simulationId, { limit: 1, offset });
    ids.push(...page.events.map((event) => event.event_id));
  }
  return makeRequests({
    simulationId,
    pages,
    facetFilters: makeFilters(count, turns, seed + 2),
    histogramFilters: makeFilters(count, turns, seed + 3),
    eventIds: ids.slice(0, count),
    effectIds: ids.slice(count),
    stateTurns: makeOffsets(count, turns + 1, seed + 5),
    seed: seed + 4,
  });
}
