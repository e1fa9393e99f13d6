import path from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createApiClient } from '../../lib/api/client';
import { problemSchema } from '../../lib/api/contract';
import type { EventCriteria } from '../../lib/filters/event-filter';
import { scanFolder } from '../../lib/testing/scan-files';
import { HOSTILE_ID, LLM_SIM_IDS, SEEDED_ID } from '../support/make-root';
import { untilIndexed } from '../support/until-indexed';

const ALL_IDS = [...LLM_SIM_IDS, SEEDED_ID, HOSTILE_ID];

const CRITERIA: readonly EventCriteria[] = [
  {},
  { event_types: ['ACTION', 'STATE'], exclude_agent_ids: ['agent_000'] },
  { q: 'price', turn_start: 1 },
];

beforeAll(() => untilIndexed(inject('baseUrl')));

describe.each(ALL_IDS)('of %s', (id) => {
  const api = createApiClient({ baseUrl: inject('baseUrl') });
  const scan = scanFolder(path.join(inject('outputRoot'), id));

  it.each(CRITERIA)('marks equal the result of a scan with %j', async (criteria) => {
    for (const find of ['agent', 'TURN', 'nowhere to be found']) {
      expect(await api.getMarks(id, criteria, find, { buckets: 40 })).toEqual(
        scan.countMarks(criteria, find, { buckets: 40 }),
      );
      for (const search of [{}, { row: 7 }, { row: 7, direction: 'previous' } as const]) {
        expect(await api.getNearestMark(id, criteria, find, search)).toEqual(
          scan.findMark(criteria, find, search),
        );
      }
    }
  });

  it('effects are counted on request', async () => {
    const filter = { limit: 50, offset: 3 };
    const counted = await api.findEvents(id, filter, { countsEffects: true });
    const ids = scan.findEvents(filter).events.map(({ event_id }) => event_id);
    expect(counted.effect_counts).toEqual(scan.countEffects(ids));
    expect(await api.findEvents(id, filter)).not.toHaveProperty('effect_counts');
  });
});

it.each([
  ['marks', 'find'],
  ['marks?find=%20', 'find'],
  ['marks?find=a&buckets=0', 'buckets'],
  ['marks/nearest?find=a&row=-1', 'row'],
  ['marks/nearest?find=a&direction=up', 'direction'],
  ['events?counts=causes', 'counts'],
])('%s is refused for its %s', async (route, parameter) => {
  const response = await fetch(new URL(`/simulations/${SEEDED_ID}/${route}`, inject('baseUrl')));
  expect(response.status).toBe(422);
  const { code, errors } = problemSchema.parse(await response.json());
  expect(code).toBe('invalid_parameters');
  expect(errors?.map((error) => error.parameter)).toEqual([parameter]);
});

it('an unknown simulation has no marks', async () => {
  const response = await fetch(new URL('/simulations/nobody/marks?find=a', inject('baseUrl')));
  expect(response.status).toBe(404);
});
