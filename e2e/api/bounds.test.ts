import { expect, it, onTestFinished } from 'vitest';
import { eventHistogramSchema, eventPageSchema } from '../../lib/api/contract';
import type { SimulationEvent } from '../../lib/events/simulation-event';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { writeSimulation } from '../../lib/testing/write-simulation';
import { startServer } from '../support/start-server';
import { untilIndexed } from '../support/until-indexed';

const MIB = 1024 * 1024;

function eventAt(at: number, own: Partial<SimulationEvent>): SimulationEvent {
  return {
    event_id: `id-${String(at)}`,
    timestamp: new Date(Date.UTC(2026, 9, 4) + at).toISOString(),
    turn_number: at,
    event_type: 'ACTION',
    simulation_id: 'sim',
    agent_id: 'ada',
    caused_by: [],
    description: null,
    details: {},
    ...own,
  };
}

it('reports the omitted part of a page of long lines and of a split by very many types', async () => {
  const root = (await makeTempRoot(onTestFinished)).path;
  // Two of them are more than the 32 MiB a page has.
  const long = { details: { text: 'x'.repeat(17 * MIB) } };
  writeSimulation(
    root,
    'long',
    [0, 1, 2].map((at) => eventAt(at, at < 2 ? long : {})),
  );
  writeSimulation(
    root,
    'types',
    Array.from({ length: 120 }, (_, at) =>
      eventAt(at, { event_type: `TYPE_${String(at < 80 ? at % 40 : at - 80)}` }),
    ),
  );
  await using server = await startServer(root);
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(new URL(`/simulations/${path}`, server.url));
    expect(response.status, path).toBe(200);
    return response.json();
  };
  await untilIndexed(server.url, '/simulations/long');
  await untilIndexed(server.url, '/simulations/types');

  const first = eventPageSchema.parse(await get('long/events'));
  expect(first).toMatchObject({ total: 3, has_more: true, truncated: true });
  expect(first.events.map(({ event_id }) => event_id)).toEqual(['id-0']);
  const second = eventPageSchema.parse(await get('long/events?offset=1'));
  expect(second.events.map(({ event_id }) => event_id)).toEqual(['id-1', 'id-2']);
  expect(second.truncated).toBeUndefined();

  // Long lines are read in slices where they are made rows.
  const csv = await fetch(new URL('/simulations/long/export?format=csv&limit=1', server.url));
  expect((await csv.text()).length).toBeGreaterThan(17 * MIB);

  const split = 'types/histogram?by=agent_id&split=event_type&buckets=10';
  const { series } = eventHistogramSchema.parse(await get(split));
  expect(series).toHaveLength(1);
  const [{ event_count, parts = [], rest_part } = { event_count: 0 }] = series;
  expect(parts).toHaveLength(32);
  expect(event_count).toBe(120);
  const named = parts.reduce((sum, part) => sum + part.event_count, 0);
  expect(rest_part?.event_count).toBe(120 - named);
  expect(rest_part?.event_count).toBe(8 * 3);
});
