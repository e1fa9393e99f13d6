import path from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { createApiClient } from '../../lib/api/client';
import { causalityChainSchema, causalPathsSchema, problemSchema } from '../../lib/api/contract';
import { scanFolder, type FileScan } from '../../lib/testing/scan-files';
import { HOSTILE_ID, LLM_SIM_IDS, SEEDED_ID } from '../support/make-root';
import { untilIndexed } from '../support/until-indexed';

const ECONOMY_ID = LLM_SIM_IDS[1];

const looseEvent = z.looseObject({ event_id: z.string(), event_type: z.string() });
const chainSchema = causalityChainSchema.extend({
  event: looseEvent,
  upstream: z.array(looseEvent),
  downstream: z.array(looseEvent),
});
const pathsSchema = causalPathsSchema.extend({ events: z.array(looseEvent) });
type Chain = z.infer<typeof chainSchema>;

const scans = new Map<string, FileScan>();

function scan(simulationId: string): FileScan {
  const known =
    scans.get(simulationId) ?? scanFolder(path.join(inject('outputRoot'), simulationId));
  scans.set(simulationId, known);
  return known;
}

async function get(route: string): Promise<Response> {
  return fetch(new URL(route, inject('baseUrl')));
}

async function getChain(id: string, eventId: string, query = ''): Promise<Chain> {
  const response = await get(`/simulations/${id}/causality/${encodeURIComponent(eventId)}${query}`);
  expect(response.status).toBe(200);
  return chainSchema.parse(await response.json());
}

async function getPaths(id: string, query: Readonly<Record<string, string>>) {
  const search = new URLSearchParams(query).toString();
  const response = await get(`/simulations/${id}/paths?${search}`);
  expect(response.status).toBe(200);
  return pathsSchema.parse(await response.json());
}

const write = ({ links }: Pick<Chain, 'links'>): readonly string[] =>
  links.map(({ cause, effect }) => `${cause} > ${effect}`).sort();

/** Every nth event of a run. */
function some(id: string, step: number): readonly string[] {
  return scan(id)
    .events.filter((_, i) => i % step === 0)
    .map((event) => event.event_id);
}

beforeAll(() => untilIndexed(inject('baseUrl')));

describe('GET /simulations/{id}/causality/{event_id}?links=', () => {
  it.each([
    [ECONOMY_ID, 1],
    [SEEDED_ID, 601],
    [HOSTILE_ID, 1],
  ])('declared gives what caused_by says, and nothing else: %s', async (id, step) => {
    for (const eventId of some(id, step)) {
      const chain = await getChain(id, eventId, '?links=declared&depth=1');
      expect(chain).toEqual(await getChain(id, eventId, '?depth=1'));
      expect(chain.links.every(({ origin }) => origin === 'declared')).toBe(true);
      const known = new Set([
        ...[eventId, ...chain.missing_causes],
        ...[...chain.upstream, ...chain.downstream].map((event) => event.event_id),
      ]);
      if (chain.truncated) continue;
      const among = scan(id)
        .findLinks([...known], 'causes')
        .filter(({ cause }) => known.has(cause));
      expect(write(chain)).toEqual(write({ links: [...among] }));
    }
  });

  it.each([
    [ECONOMY_ID, 1],
    [SEEDED_ID, 601],
  ])('inferred gives what the rules say of events that declare nothing: %s', async (id, step) => {
    for (const eventId of some(id, step)) {
      const chain = await getChain(id, eventId, '?links=inferred&depth=1');
      expect(chain.links.every(({ origin }) => origin === 'inferred')).toBe(true);
      const isSilent = (effect: string): boolean =>
        scan(id).findLinks([effect], 'causes').length === 0;
      const near = (['causes', 'effects'] as const)
        .flatMap((direction) => scan(id).inferLinks([eventId], direction))
        .filter(({ effect }) => isSilent(effect));
      if (chain.truncated) continue;
      const own = chain.links.filter(({ cause, effect }) => [cause, effect].includes(eventId));
      expect(new Set(own)).toEqual(new Set(near));
    }
  });

  it('all leads from any action to its agent’s decision and the start of its turn', async () => {
    const actions = scan(ECONOMY_ID).events.filter(({ event }) => event.event_type === 'ACTION');
    for (const { event } of actions) {
      const { upstream } = await getChain(ECONOMY_ID, event.event_id, '?links=all&depth=2');
      expect(upstream).toMatchObject([
        { event_type: 'DECISION', agent_id: event.agent_id, turn_number: event.turn_number },
        { details: { system_event_type: 'turn_start' }, turn_number: event.turn_number },
      ]);
    }
  });

  it('refuses a value that is not a choice', async () => {
    const [eventId] = some(ECONOMY_ID, 1);
    for (const query of ['links=guessed', 'analysis=maybe']) {
      const response = await get(`/simulations/${ECONOMY_ID}/causality/${eventId ?? ''}?${query}`);
      expect(response.status).toBe(422);
      const [parameter, value] = query.split('=');
      expect(problemSchema.parse(await response.json()).errors).toMatchObject([
        { parameter, value },
      ]);
    }
  });
});

describe('GET /simulations/{id}/causality/{event_id}', () => {
  it('gives the reason, if known, for causes that are not in the files', async () => {
    const chain = await getChain(HOSTILE_ID, 'hostile: a cause as a bare string');
    expect(chain.missing).toEqual([{ event_id: 'bare-cause', reason: 'unknown' }]);
  });

  it('is analysed only on request', async () => {
    const eventId = some(ECONOMY_ID, 1).at(-1) ?? '';
    expect(await getChain(ECONOMY_ID, eventId)).not.toHaveProperty('analysis');
    const first = some(ECONOMY_ID, 1)[0] ?? '';
    const { analysis, upstream } = await getChain(
      ECONOMY_ID,
      scan(ECONOMY_ID).events[8]?.event_id ?? '',
      '?links=all&analysis=true',
    );
    // The end of the first turn: three actions by three decisions after one start.
    expect(upstream).toHaveLength(8);
    expect(analysis?.roots).toEqual([first]);
    expect(analysis?.dominators).toEqual([first, scan(ECONOMY_ID).events[1]?.event_id]);
    expect(analysis?.longest_chain).toHaveLength(5);
    expect(analysis?.influence[first]).toBeGreaterThan(8);
  });
});

describe('GET /simulations/{id}/paths', () => {
  it('shows how the first event led to the last', async () => {
    const ids = some(ECONOMY_ID, 1);
    const [from = '', to = ''] = [ids[0], ids.at(-1)];
    const query = { from, to, links: 'inferred', max_length: '200', limit: '3' };
    const found = await getPaths(ECONOMY_ID, query);
    expect(found).toMatchObject({ from, to, shortest: found.paths[0], truncated: true });
    expect(found.paths).toHaveLength(3);
    expect(new Set(found.events.map((event) => event.event_id))).toEqual(
      new Set(found.paths.flat()),
    );
    expect(await getPaths(ECONOMY_ID, { from, to })).toMatchObject({ shortest: null, paths: [] });
    expect(await getPaths(ECONOMY_ID, { from: to, to: from, links: 'all' })).toMatchObject({
      shortest: null,
      truncated: false,
    });
  });

  it('follows declared links from each event to the effects of its effects', async () => {
    let count = 0;
    for (const from of some(SEEDED_ID, 1201)) {
      const chain = await getChain(SEEDED_ID, from, '?depth=2');
      for (const { event_id: to } of chain.downstream.slice(-3)) {
        const { shortest, links } = await getPaths(SEEDED_ID, { from, to });
        expect(shortest?.length).toBeGreaterThan(1);
        expect(shortest?.length).toBeLessThan(4);
        expect(links.every(({ origin }) => origin === 'declared')).toBe(true);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(5);
  });

  it('is available in the client', async () => {
    const client = createApiClient({ baseUrl: inject('baseUrl') });
    const ids = some(ECONOMY_ID, 1);
    const [from = '', to = ''] = [ids[1], ids[5]];
    const { shortest, events } = await client.getPaths(ECONOMY_ID, from, to, { links: 'all' });
    expect(shortest).toEqual([ids[1], ids[2], ids[5]]);
    expect(events.map((event) => event.event_type)).toEqual(['SYSTEM', 'DECISION', 'ACTION']);
    const chain = await client.getCausality(ECONOMY_ID, to, { links: 'all', withAnalysis: true });
    expect(chain.analysis?.dominators).toEqual([ids[0], ids[1], ids[2]]);
  });

  it.each([
    ['to=x', 'from', ''],
    ['from=x&to=', 'to', ''],
    ['from=x&to=y&max_length=0', 'max_length', '0'],
    ['from=x&to=y&max_length=201', 'max_length', '201'],
    ['from=x&to=y&limit=many', 'limit', 'many'],
    ['from=x&to=y&links=none', 'links', 'none'],
  ])('refuses ?%s', async (query, parameter, value) => {
    const response = await get(`/simulations/${ECONOMY_ID}/paths?${query}`);
    expect(response.status).toBe(422);
    const problem = problemSchema.parse(await response.json());
    expect(problem).toMatchObject({ code: 'invalid_parameters', errors: [{ parameter, value }] });
  });

  it('answers 404 for an event that there is not', async () => {
    const [known = ''] = some(ECONOMY_ID, 1);
    for (const [from, to] of [
      ['nothing', known],
      [known, 'nothing'],
    ] as const) {
      const response = await get(`/simulations/${ECONOMY_ID}/paths?from=${from}&to=${to}`);
      expect(response.status).toBe(404);
      const problem = problemSchema.parse(await response.json());
      expect(problem.code).toBe('event_not_found');
      expect(problem.detail).toContain('"nothing"');
    }
  });
});
