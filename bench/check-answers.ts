import { z } from 'zod';
import type { EventFilter } from '../lib/filters/event-filter';
import { writeQuery } from '../lib/filters/read-query';
import { RouteMissingError, type HttpAsker } from './ask-http';
import type { BenchSource } from './bench-source';
import { askPage } from './prepare-requests';
import { makeFilters, simulationPath } from './requests';

/** A filter and how many events match it. */
export interface CountedFilter {
  readonly filter: EventFilter;
  readonly total: number;
}

const FILTERS = 5;

const facetsSchema = z.object({
  total: z.int(),
  event_types: z.object({
    values: z.array(z.object({ event_type: z.string(), event_count: z.int() })),
    other_count: z.int(),
  }),
  agents: z.object({
    values: z.array(z.object({ agent_id: z.string().nullable(), event_count: z.int() })),
    other_count: z.int(),
  }),
  kinds: z.object({
    values: z.array(z.object({ event_count: z.int() })),
    other_count: z.int(),
  }),
});

const histogramSchema = z.object({
  total: z.int(),
  series: z.array(z.object({ event_count: z.int(), counts: z.array(z.int()) })),
});

/**
 * Requests pages, facets and histograms of the same filters: all must have the same totals, and sum up to them.
 * @throws when they do not
 */
export async function checkAnswers(
  asker: HttpAsker,
  { simulationId, turns }: BenchSource,
): Promise<readonly CountedFilter[]> {
  const counted: CountedFilter[] = [];
  for (const filter of makeFilters(FILTERS, turns, 90)) {
    const { total } = await askPage(asker, simulationId, { ...filter, limit: 1 });
    const sums = {
      ...(await ifThere(() => sumFacets(asker, simulationId, filter))),
      ...(await ifThere(() => sumHistogram(asker, simulationId, filter, 'turn'))),
      ...(await ifThere(() => sumHistogram(asker, simulationId, filter, 'time'))),
    };
    for (const [name, sum] of Object.entries(sums)) {
      if (sum === total) continue;
      throw new Error(`of ${JSON.stringify(filter)}, ${total} events, ${name} is ${String(sum)}`);
    }
    counted.push({ filter, total });
  }
  return counted;
}

async function sumFacets(
  asker: HttpAsker,
  simulationId: string,
  filter: EventFilter,
): Promise<Readonly<Record<string, number>>> {
  const query = writeQuery(filter).toString();
  const { body } = await asker.get(`${simulationPath(simulationId)}/facets?${query}`);
  const { total, event_types, agents, kinds } = facetsSchema.parse(JSON.parse(body.toString()));
  // A facet is counted as if the filter said nothing of its own field.
  const { event_types: types, agent_ids } = filter;
  return {
    'total of facets': total,
    'sum of types':
      sum(event_types.values.filter((v) => types?.includes(v.event_type) ?? true)) +
      (types === undefined ? event_types.other_count : 0),
    'sum of agents':
      sum(agents.values.filter((v) => agent_ids?.includes(v.agent_id ?? '') ?? true)) +
      (agent_ids === undefined ? agents.other_count : 0),
    'sum of kinds': sum(kinds.values) + kinds.other_count,
  };
}

async function sumHistogram(
  asker: HttpAsker,
  simulationId: string,
  filter: EventFilter,
  axis: 'turn' | 'time',
): Promise<Readonly<Record<string, number>>> {
  const query = writeQuery({ ...filter, axis, by: 'event_type', buckets: 200 }).toString();
  const { body } = await asker.get(`${simulationPath(simulationId)}/histogram?${query}`);
  const { total, series } = histogramSchema.parse(JSON.parse(body.toString()));
  return {
    [`total of the histogram by ${axis}`]: total,
    [`sum of the series by ${axis}`]: sum(series),
    [`sum of the buckets by ${axis}`]: series
      .flatMap(({ counts }) => counts)
      .reduce((a, b) => a + b, 0),
  };
}

function sum(values: readonly { readonly event_count: number }[]): number {
  return values.reduce((total, { event_count }) => total + event_count, 0);
}

async function ifThere<Result>(ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RouteMissingError) return undefined;
    throw error;
  }
}
