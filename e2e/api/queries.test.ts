import path from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { z } from 'zod';
import { createApiClient } from '../../lib/api/client';
import {
  eventFacetsSchema,
  eventHistogramSchema,
  eventPageSchema,
  eventPositionSchema,
  problemSchema,
} from '../../lib/api/contract';
import { formatTimestamp, toEpochMicros } from '../../lib/events/epoch-micros';
import type { EventCriteria } from '../../lib/filters/event-filter';
import type { HistogramOptions } from '../../lib/filters/histogram-options';
import { writeQuery } from '../../lib/filters/read-query';
import { scanFolder, type FileScan } from '../../lib/testing/scan-files';
import { HOSTILE_ID, LLM_SIM_IDS, SEEDED_ID } from '../support/make-root';
import { untilIndexed } from '../support/until-indexed';

const ALL_IDS = [...LLM_SIM_IDS, SEEDED_ID, HOSTILE_ID];

const scans = new Map<string, FileScan>();

function scan(simulationId: string): FileScan {
  const known = scans.get(simulationId);
  if (known !== undefined) return known;
  const scanned = scanFolder(path.join(inject('outputRoot'), simulationId));
  scans.set(simulationId, scanned);
  return scanned;
}

async function get(route: string): Promise<Response> {
  return fetch(new URL(route, inject('baseUrl')));
}

async function getJson<Schema extends z.ZodType>(
  schema: Schema,
  route: string,
): Promise<z.infer<Schema>> {
  const response = await get(route);
  expect(response.status, route).toBe(200);
  return schema.parse(await response.json());
}

function address(id: string, route: string, query: Readonly<Record<string, unknown>> = {}): string {
  return `/simulations/${id}/${route}?${writeQuery(query).toString()}`;
}

// A stored event may be looser than what we write; here only their number is checked.
const countSchema = eventPageSchema.pick({ total: true, index: true });

const CRITERIA: readonly EventCriteria[] = [
  {},
  { kinds: ['turn_start', 'trade'] },
  { kinds: [''] },
  { exclude_event_types: ['ENV', 'SYSTEM'], exclude_agent_ids: ['', 'agent_000'] },
  { exclude_kinds: ['turn_start', ''], turn_start: 2, turn_end: 30 },
  { outcomes: ['failed', 'ok'], turn_start: 3 },
  { where: ['details.new_value>1', 'details.variable_name~r'] },
  { q: 'PRICE', event_types: ['STATE', 'ACTION'] },
  { q: 'it"s nowhere' },
];

beforeAll(() => untilIndexed(inject('baseUrl')));

describe.each(CRITERIA)('with the filter %j', (criteria) => {
  it.each(ALL_IDS)('counts the events of %s', async (id) => {
    const page = await getJson(countSchema, address(id, 'events', { ...criteria, limit: 1 }));
    expect(page).toEqual({ total: scan(id).findEvents(criteria).total });
  });

  it.each(ALL_IDS)('counts the facets of %s', async (id) => {
    for (const options of [{}, { limit: 2 }, { limit: 2, agent_order: 'failed' }] as const) {
      const facets = await getJson(
        eventFacetsSchema,
        address(id, 'facets', { ...criteria, ...options }),
      );
      const { agent_order: agentOrder, ...rest } = { agent_order: undefined, ...options };
      const { times, ...counts } = scan(id).countFacets(criteria, { ...rest, agentOrder });
      expect(facets).toEqual({
        ...counts,
        times: times && { first: formatTimestamp(times.first), last: formatTimestamp(times.last) },
      });
    }
  });

  it.each(ALL_IDS)('counts %s along turns and time', async (id) => {
    const divisions: readonly HistogramOptions[] = [
      {},
      { axis: 'turn', by: 'event_type', buckets: 7 },
      { axis: 'time', by: 'agent_id', buckets: 40, series: 2 },
      { axis: 'turn', by: 'agent_id', split: 'event_type', keys: ['', 'agent_001', 'nobody'] },
      { axis: 'time', buckets: 9, times: true, folds: ['2026-10-04T14:00:05Z/2026-10-04T15:00'] },
    ];
    for (const options of divisions) {
      const route = address(id, 'histogram', { ...criteria, ...options });
      const { from, to, times, ...counts } = scan(id).countHistogram(criteria, options);
      const endOf = (end: bigint | null) =>
        options.axis === 'time' && end !== null ? formatTimestamp(toEpochMicros(end)) : Number(end);
      const timesOf = ({ first, last }: { readonly first: bigint; readonly last: bigint }) => ({
        first: formatTimestamp(toEpochMicros(first)),
        last: formatTimestamp(toEpochMicros(last)),
      });
      expect(await getJson(eventHistogramSchema, route)).toEqual({
        ...counts,
        from: from === null ? null : endOf(from),
        to: to === null ? null : endOf(to),
        ...(times && { times: times.map((ends) => ends && timesOf(ends)) }),
      });
    }
  });

  it.each(ALL_IDS)('gives the positions of events of %s', async (id) => {
    const { events } = scan(id);
    const sample = events.filter((_, at) => at % Math.ceil(events.length / 5) === 0);
    for (const { event_id } of sample) {
      for (const order of ['asc', 'desc'] as const) {
        const route = `events/${encodeURIComponent(event_id)}/position`;
        const position = await getJson(
          eventPositionSchema,
          address(id, route, { ...criteria, order }),
        );
        expect(position).toEqual(scan(id).findPosition(event_id, { ...criteria, order }));
      }
    }
  });
});

describe('a position', () => {
  it('is the offset of the event', async () => {
    const criteria = { exclude_event_types: ['ACTION'], agent_ids: ['agent_001'] };
    const client = createApiClient({ baseUrl: inject('baseUrl') });
    const { events } = await client.findEvents(SEEDED_ID, { ...criteria, limit: 200 });
    for (const [offset, { event_id }] of events.entries()) {
      if (offset % 40 !== 0) continue;
      expect(await client.getEventPosition(SEEDED_ID, event_id, criteria)).toMatchObject({
        offset,
        matches: true,
      });
    }
    expect(events).toHaveLength(200);
  });

  it('does not exist for an unknown event', async () => {
    const response = await get(address(SEEDED_ID, 'events/nothing/position'));
    expect(response.status).toBe(404);
    expect(problemSchema.parse(await response.json())).toMatchObject({ code: 'event_not_found' });
  });
});

describe('the client', () => {
  it('requests facets and histograms in the form that the API reads', async () => {
    const client = createApiClient({ baseUrl: inject('baseUrl') });
    const criteria = { agent_ids: ['agent_001', ''], exclude_kinds: ['turn_end'], q: 'turn' };
    const facets = await client.getFacets(SEEDED_ID, criteria, { limit: 3, isPartial: true });
    expect(facets.total).toBe(scan(SEEDED_ID).findEvents(criteria).total);
    expect(facets.kinds.values).toHaveLength(3);
    expect(facets.index).toMatchObject({ events_indexed: 12_000 });
    const division = { axis: 'time', by: 'event_type', buckets: 9 } as const;
    const histogram = await client.getHistogram(SEEDED_ID, criteria, division);
    expect(histogram.series).toEqual(scan(SEEDED_ID).countHistogram(criteria, division).series);
    expect(histogram).not.toHaveProperty('index');
  });
});

describe('a partial answer', () => {
  it.each(['events', 'facets', 'histogram'])('of %s says how much is indexed', async (route) => {
    const whole = await getJson(countSchema, address(SEEDED_ID, route));
    expect(whole).not.toHaveProperty('index');
    // The index has answered already; it is looked at again within the quarter of a second that is waited.
    const partial = await getJson(countSchema, address(SEEDED_ID, route, { partial: true }));
    expect(partial).toMatchObject({ total: whole.total, index: { events_indexed: 12_000 } });
    expect(partial.index?.bytes_indexed).toBe(partial.index?.bytes_total);
  });
});

describe('an invalid query', () => {
  it.each([
    ['facets', 'limit', '1001'],
    ['facets', 'q', ''],
    ['facets', 'partial', 'yes'],
    ['histogram', 'axis', 'agent'],
    ['histogram', 'by', 'kind'],
    ['histogram', 'buckets', '2001'],
    ['histogram', 'buckets', '0'],
    ['histogram', 'series', '201'],
    ['histogram', 'split', 'agent_id'],
    ['histogram', 'folds', '2026-10-05/2026-10-04'],
    ['histogram', 'start_timestamp', 'noon'],
    ['events/x/position', 'order', 'up'],
    ['events', 'sort', 'kind'],
    ['export', 'sort', 'turn'],
    ['stream', 'sort', 'agent'],
    ['events', 'where', 'details.price'],
    ['events', 'fields', 'price'],
    ['facets', 'outcomes', 'bad'],
    ['events', 'partial', ''],
  ])('is refused: %s?%s=%s', async (route, name, value) => {
    const response = await get(`/simulations/${SEEDED_ID}/${route}?${name}=${value}`);
    expect(response.status).toBe(422);
    const problem = problemSchema.parse(await response.json());
    expect(problem.errors).toEqual([expect.objectContaining({ parameter: name, value })]);
  });

  it.each(['facets', 'histogram', 'events/x/position', 'facets?partial=true'])(
    'is not found: …/%s of an unknown simulation',
    async (route) => {
      for (const id of ['nobody', '..%2F..', 'a%00b']) {
        const response = await get(`/simulations/${id}/${route}`);
        expect(response.status, id).toBe(404);
        expect(problemSchema.parse(await response.json())).toMatchObject({
          code: 'simulation_not_found',
        });
      }
    },
  );
});
