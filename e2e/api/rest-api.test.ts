import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import {
  causalityChainSchema,
  eventPageSchema,
  healthSchema,
  problemSchema,
  simulationListSchema,
  simulationSummarySchema,
  type Problem,
  type SimulationList,
} from '../../lib/api/contract';
import { parseTimestamp } from '../../lib/events/epoch-micros';
import { scanFolder, type FileScan } from '../../lib/testing/scan-files';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { HOSTILE_ID, LLM_SIM_IDS, SEEDED_ID } from '../support/make-root';
import { requiredQuery } from '../support/required-query';
import { startServer } from '../support/start-server';

const ECONOMY_ID = LLM_SIM_IDS[1];
const ALL_IDS = [...LLM_SIM_IDS, SEEDED_ID, HOSTILE_ID];

async function get(path: string, init?: RequestInit): Promise<Response> {
  return fetch(new URL(path, inject('baseUrl')), init);
}

async function getJson<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
): Promise<z.infer<Schema>> {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  return schema.parse(await response.json());
}

async function getProblem(path: string, status: number): Promise<Problem> {
  const response = await get(path);
  expect(response.status, path).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return problemSchema.parse(await response.json());
}

const scans = new Map<string, FileScan>();

/** The content of the files, read in a simple way; these tests do not change them. */
function scan(simulationId: string): FileScan {
  const known = scans.get(simulationId);
  if (known !== undefined) return known;
  const scanned = scanFolder(path.join(inject('outputRoot'), simulationId));
  scans.set(simulationId, scanned);
  return scanned;
}

function events(simulationId: string, query = ''): string {
  return `/simulations/${simulationId}/events${query}`;
}

// A stored event may be looser than what we write; here only its place in the answer is checked.
const pageSchema = eventPageSchema.extend({
  events: z.array(z.looseObject({ event_id: z.string() })),
});

type Neighbours = ReadonlyMap<string, readonly string[]>;

function neighbours({ events }: FileScan): { causes: Neighbours; effects: Neighbours } {
  const causes = new Map(events.map(({ event_id, event }) => [event_id, event.caused_by]));
  const effects = new Map<string, string[]>();
  for (const { event_id, event } of events) {
    for (const cause of event.caused_by) {
      effects.set(cause, [...(effects.get(cause) ?? []), event_id]);
    }
  }
  return { causes, effects };
}

/** The list has the known numbers and their progress; this waits until they are complete. */
async function listWhenReady(): Promise<SimulationList> {
  await expect
    .poll(
      async () => {
        const { simulations } = await getJson(simulationListSchema, '/simulations');
        return simulations.map(({ index }) => index.state);
      },
      { timeout: 15_000 },
    )
    .toEqual(ALL_IDS.map(() => 'ready'));
  return getJson(simulationListSchema, '/simulations');
}

describe('GET /simulations', () => {
  it('lists every simulation with its right count and its earliest start', async () => {
    const { simulations } = await listWhenReady();
    expect(simulations.map(({ id }) => id).sort()).toEqual([...ALL_IDS].sort());
    for (const simulation of simulations) {
      const expected = scan(simulation.id).describe();
      expect(simulation.event_count, simulation.id).toBe(expected.event_count);
      expect(simulation.start_time, simulation.id).toBe(expected.start?.timestamp);
      expect(simulation.end_time, simulation.id).toBe(expected.end?.timestamp);
    }
  });

  it('names a simulation as its configuration does, otherwise by its id', async () => {
    const { simulations } = await listWhenReady();
    const names = new Map(simulations.map(({ id, name }) => [id, name]));
    expect(names.get(ECONOMY_ID)).toBe('Sample Economy');
    expect(names.get(SEEDED_ID)).toBe('Seeded run');
    expect(names.get(LLM_SIM_IDS[0])).toBe(LLM_SIM_IDS[0]);
  });
});

describe('the status of a simulation', () => {
  it('is that of its files, in the list as in the summary', async () => {
    const { simulations } = await listWhenReady();
    const statusOf = new Map(simulations.map(({ id, status }) => [id, status]));
    expect(statusOf.get(ECONOMY_ID)).toBe('finished');
    expect(statusOf.get(SEEDED_ID)).toBe('finished');
    for (const id of [LLM_SIM_IDS[0], HOSTILE_ID]) expect(statusOf.get(id)).toBe('interrupted');
    const summary = await getJson(simulationSummarySchema, `/simulations/${ECONOMY_ID}`);
    expect(summary.status).toBe('finished');
  });

  it('is live while it is written, until its stream has an end', async () => {
    await using root = await makeTempRoot();
    await using server = await startServer(root.path);
    await mkdir(path.join(root.path, 'run'));
    const tell = async (kind: string) => {
      const common = { event_id: kind, timestamp: '2026-01-01T00:00:00Z', turn_number: 1 };
      const event = { ...common, event_type: 'SYSTEM', details: { system_event_type: kind } };
      await appendFile(path.join(root.path, 'run', 'events.jsonl'), `${JSON.stringify(event)}\n`);
      const response = await fetch(new URL('/simulations/run', server.url));
      return simulationSummarySchema.parse(await response.json()).status;
    };
    expect(await tell('turn_start')).toBe('live');
    expect(await tell('simulation_end')).toBe('finished');
    expect(await tell('turn_start')).toBe('live');
  });
});

describe('GET /simulations/{id}', () => {
  it.each(ALL_IDS)('counts the events in the files of %s', async (id) => {
    await listWhenReady();
    const summary = await getJson(simulationSummarySchema, `/simulations/${id}`);
    const expected = scan(id).describe();
    expect(summary.event_types).toEqual(expected.event_types);
    expect(summary.agents).toEqual(expected.agents);
    expect(summary.files).toEqual(expected.files);
    expect(summary.declared_link_count).toBe(expected.declared_link_count);
    expect(summary.data_quality).toEqual({
      invalid_line_count: expected.invalid_line_count,
      invalid_lines: expected.invalid_lines,
      duplicate_id_count: expected.duplicate_id_count,
      missing_cause_count: expected.missing_cause_count,
      unfinished_bytes: expected.unfinished_bytes,
      dropped_event_records: 0,
      dropped_event_count: 0,
      unread_file_count: 0,
      unread_files: [],
      other_simulation_id_count: expected.other_simulation_ids.id_count,
      other_simulation_event_count: expected.other_simulation_ids.event_count,
      other_simulation_ids: expected.other_simulation_ids.ids,
    });
  });
});

describe('GET /simulations/{id}/events', () => {
  it.each(ALL_IDS)('passes every event of %s through byte for byte, in order', async (id) => {
    const text = await (await get(events(id, '?limit=10000'))).text();
    const all = scan(id).findEvents({ limit: 10_000 });
    const lines = all.events.map((event) => event.text).join(',');
    const isCut = all.total > 10_000;
    expect(text).toBe(
      `{"events":[${lines}],"total":${String(all.total)},"has_more":${String(isCut)}}`,
    );
  });

  it('gives 1,000 events by default, and says that more follow', async () => {
    const page = await getJson(pageSchema, events(SEEDED_ID));
    expect(page.events).toHaveLength(1000);
    expect(page).toMatchObject({ total: 12_000, has_more: true });
  });

  it('pages through the parts of a rotated stream as through one', async () => {
    const ids: string[] = [];
    let hasMore = true;
    while (hasMore) {
      const page = await getJson(
        pageSchema,
        events(SEEDED_ID, `?limit=700&offset=${String(ids.length)}`),
      );
      ids.push(...page.events.map((event) => event.event_id));
      hasMore = page.has_more;
    }
    expect(ids).toEqual(scan(SEEDED_ID).events.map((event) => event.event_id));
    expect(scan(SEEDED_ID).describe().files.length).toBeGreaterThan(2);
  });

  it('has no more on the last page and beyond it', async () => {
    const last = await getJson(pageSchema, events(SEEDED_ID, '?limit=100&offset=11900'));
    expect(last).toMatchObject({ total: 12_000, has_more: false });
    expect(last.events).toHaveLength(100);
    const beyond = await getJson(pageSchema, events(SEEDED_ID, '?offset=12000'));
    expect(beyond).toEqual({ events: [], total: 12_000, has_more: false });
  });

  const middle = '2026-10-04T14:00:20.000000+00:00';
  it.each([
    ['start_timestamp', { start_timestamp: middle }],
    ['end_timestamp', { end_timestamp: middle }],
    ['event_types', { event_types: ['DECISION'] }],
    ['event_types twice', { event_types: ['DECISION', 'SYSTEM'] }],
    ['agent_ids', { agent_ids: ['agent_001'] }],
    ['agent_ids twice', { agent_ids: ['agent_001', 'agent_002'] }],
    ['agent_ids of the world', { agent_ids: [''] }],
    ['turn_start', { turn_start: 30 }],
    ['turn_end', { turn_end: 5 }],
    ['order', { order: 'desc' as const }],
    ['limit', { limit: 1 }],
    ['offset', { offset: 11_990 }],
    ['a turn that is both ends', { turn_start: 7, turn_end: 7 }],
    ['a range that is empty', { turn_start: 8, turn_end: 7 }],
    [
      'all of them',
      {
        start_timestamp: '2026-10-04T14:00:01Z',
        end_timestamp: '2027-10-04T14:00:01',
        event_types: ['STATE', 'ACTION'],
        agent_ids: ['agent_000', 'agent_003', ''],
        turn_start: 2,
        turn_end: 39,
        order: 'desc' as const,
        limit: 50,
        offset: 10,
      },
    ],
  ])('filters by %s', async (_, filter) => {
    const query = new URLSearchParams(
      Object.entries(filter).flatMap(([name, value]) =>
        [value].flat().map((item) => [name, String(item)]),
      ),
    );
    const page = await getJson(pageSchema, events(SEEDED_ID, `?${query.toString()}`));
    const expected = scan(SEEDED_ID).findEvents(filter);
    expect(page.total).toBe(expected.total);
    expect(page.events.map((event) => event.event_id)).toEqual(
      expected.events.map((event) => event.event_id),
    );
  });

  it('filters STATE and ENV as one type', async () => {
    const ids = async (type: string): Promise<readonly string[]> =>
      (await getJson(pageSchema, events(HOSTILE_ID, `?event_types=${type}`))).events.map(
        (event) => event.event_id,
      );
    expect(await ids('STATE')).toEqual(['hostile: ENV for STATE']);
    expect(await ids('ENV')).toEqual(await ids('STATE'));
  });

  it('understands an offset whose plus arrived as a space, and takes a naive time as UTC', async () => {
    const at = scan(ECONOMY_ID).events[40]?.event.timestamp ?? '';
    expect(at).toMatch(/\+00:00$/);
    const encoded = await getJson(
      pageSchema,
      events(ECONOMY_ID, `?start_timestamp=${encodeURIComponent(at)}`),
    );
    const bare = await getJson(pageSchema, events(ECONOMY_ID, `?start_timestamp=${at}`));
    const naive = await getJson(
      pageSchema,
      events(ECONOMY_ID, `?start_timestamp=${at.slice(0, -6)}`),
    );
    expect(encoded.total).toBe(47);
    expect(bare).toEqual(encoded);
    expect(naive).toEqual(encoded);
    expect(parseTimestamp(at)).toBeDefined();
  });

  it.each([
    ['limit', '0'],
    ['limit', '10001'],
    ['limit', 'abc'],
    ['limit', ''],
    ['limit', '1.5'],
    ['offset', '-1'],
    ['turn_start', '-1'],
    ['turn_end', 'last'],
    ['start_timestamp', 'yesterday'],
    ['end_timestamp', '2026-02-30T00:00:00'],
    ['order', 'up'],
  ])('refuses %s=%s with 422 and quotes it', async (name, value) => {
    const problem = await getProblem(events(SEEDED_ID, `?${name}=${value}`), 422);
    expect(problem.code).toBe('invalid_parameters');
    expect(problem.errors).toEqual([expect.objectContaining({ parameter: name, value })]);
    expect(problem.detail).toContain(JSON.stringify(value));
  });

  it('reports all bad parameters at once, and a repeated one', async () => {
    const problem = await getProblem(
      events(SEEDED_ID, '?limit=0&offset=x&turn_end=1&turn_end=2'),
      422,
    );
    expect(problem.errors?.map((error) => error.parameter).sort()).toEqual([
      'limit',
      'offset',
      'turn_end',
    ]);
  });

  it('passes over parameters it does not know', async () => {
    const page = await getJson(pageSchema, events(SEEDED_ID, '?limit=1&colour=red'));
    expect(page.total).toBe(12_000);
  });
});

describe('GET /simulations/{id}/events/{event_id}', () => {
  it.each(ALL_IDS)('gives each event of %s as its line in the file', async (id) => {
    const sample = scan(id).events.filter((_, index) => index % 97 === 0);
    for (const { event_id } of sample) {
      const response = await get(`/simulations/${id}/events/${encodeURIComponent(event_id)}`);
      expect(await response.text()).toBe(scan(id).getEvents([event_id])[0]?.text);
    }
    expect(sample.length).toBeGreaterThan(0);
  });

  it('answers 404 with the id that there is not', async () => {
    const problem = await getProblem(`/simulations/${SEEDED_ID}/events/nothing`, 404);
    expect(problem).toMatchObject({ code: 'event_not_found', status: 404 });
    expect(problem.detail).toContain('"nothing"');
  });
});

describe('GET /simulations/{id}/causality/{event_id}', () => {
  const chainSchema = causalityChainSchema.extend({
    event: z.looseObject({ event_id: z.string() }),
    upstream: z.array(z.looseObject({ event_id: z.string() })),
    downstream: z.array(z.looseObject({ event_id: z.string() })),
  });

  it.each([1, 2, 5, undefined, 20])('walks causes and effects to depth %s', async (depth) => {
    const reference = scan(SEEDED_ID);
    const start = reference.events[6000]?.event_id ?? '';
    const query = depth === undefined ? '' : `?depth=${String(depth)}`;
    const chain = await getJson(
      chainSchema,
      `/simulations/${SEEDED_ID}/causality/${start}${query}`,
    );
    const walk = (near: Neighbours): ReadonlySet<string> => {
      const seen = new Set([start]);
      let level = [start];
      for (let step = 0; step < (depth ?? 5); step++) {
        level = [...new Set(level.flatMap((id) => near.get(id) ?? []))];
        level = level.filter((id) => !seen.has(id));
        for (const id of level) seen.add(id);
      }
      seen.delete(start);
      return seen;
    };
    const { causes, effects } = neighbours(reference);
    const [allCauses, allEffects] = [walk(causes), walk(effects)];
    expect(chain.event_id).toBe(start);
    expect(chain.event.event_id).toBe(start);
    const found = [chain.upstream, chain.downstream].map((side) =>
      side.map((event) => event.event_id),
    );
    if (chain.truncated) {
      expect(found.flat()).toHaveLength(1000);
      expect(found[0]?.filter((id) => !allCauses.has(id))).toEqual([]);
      expect(found[1]?.filter((id) => !allEffects.has(id))).toEqual([]);
    } else {
      expect(new Set(found[0])).toEqual(allCauses);
      expect(new Set(found[1])).toEqual(allEffects);
    }
    expect(found[0]).toHaveLength(new Set(found[0]).size);
    expect(found[1]).toHaveLength(new Set(found[1]).size);
    expect(chain.links.length).toBeGreaterThan(0);
  });

  it('names causes that are not in the files, and is not troubled by an event that causes itself', async () => {
    const id = encodeURIComponent('hostile: a cause as a bare string');
    const chain = await getJson(chainSchema, `/simulations/${HOSTILE_ID}/causality/${id}`);
    expect(chain).toMatchObject({ upstream: [], missing_causes: ['bare-cause'] });
    const self = encodeURIComponent('hostile: itself as its cause');
    const cycle = await getJson(chainSchema, `/simulations/${HOSTILE_ID}/causality/${self}`);
    expect(cycle).toMatchObject({ upstream: [], downstream: [], missing_causes: [] });
  });

  it.each(['0', '21', 'deep'])('refuses depth=%s', async (depth) => {
    const start = scan(ECONOMY_ID).events[0]?.event_id ?? '';
    const problem = await getProblem(
      `/simulations/${ECONOMY_ID}/causality/${start}?depth=${depth}`,
      422,
    );
    expect(problem.errors?.[0]).toMatchObject({ parameter: 'depth', value: depth });
  });

  it('answers 404 for an event that there is not', async () => {
    const problem = await getProblem(`/simulations/${SEEDED_ID}/causality/nothing`, 404);
    expect(problem.code).toBe('event_not_found');
  });
});

describe('every route of a simulation', () => {
  it.each(['', '/events', '/events/x', '/causality/x', '/paths?from=x&to=y'])(
    'answers 404 for an unknown simulation at …%s',
    async (route) => {
      for (const id of ['nobody', '..%2F..', '%2Fetc', 'a%00b']) {
        const problem = await getProblem(`/simulations/${id}${route}`, 404);
        expect(problem.code).toBe('simulation_not_found');
      }
    },
  );
});

describe('the server', () => {
  it('reports that it is healthy', async () => {
    const health = await getJson(healthSchema, '/health');
    expect(health.status).toBe('ok');
    expect(health.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('documents itself as OpenAPI 3.1', async () => {
    const document = await getJson(
      z.object({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }),
      '/openapi.json',
    );
    expect(document.openapi).toMatch(/^3\.1/);
    for (const route of Object.keys(document.paths)) {
      const path = route.replace('{simulation_id}', SEEDED_ID);
      const eventId = scan(SEEDED_ID).events[0]?.event_id ?? '';
      const url = `${path}${requiredQuery(route, { simulationId: SEEDED_ID, eventId })}`;
      if (!url.includes('{')) expect((await get(url)).status, url).toBe(200);
    }
  });

  it('refuses foreign hosts and origins, and lets no other origin read', async () => {
    const foreign = await get('/simulations', { headers: { origin: 'http://evil.example' } });
    expect(foreign.status).toBe(403);
    const own = await get('/simulations', { headers: { origin: inject('baseUrl') } });
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('gives pages a content security policy with a nonce of their own', async () => {
    const policies = await Promise.all(
      ['/', '/'].map(async (page) => (await get(page)).headers.get('content-security-policy')),
    );
    expect(policies[0]).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
    expect(policies[0]).not.toBe(policies[1]);
  });
});
