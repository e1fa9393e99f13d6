import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { createApiClient, type ApiClient } from '../../lib/api/client';
import { problemSchema, type SimulationState } from '../../lib/api/contract';
import { scanFolder } from '../../lib/testing/scan-files';
import type { TempRoot } from '../../lib/testing/temp-root';
import { HOSTILE_ID, LLM_SIM_IDS, makeRoot, SEEDED_ID } from '../support/make-root';
import { startServer, type RunningServer } from '../support/start-server';
import { untilIndexed } from '../support/until-indexed';

const SAMPLE_IDS = LLM_SIM_IDS.filter((id) => id.startsWith('Sample'));

/** Turn by turn: a price nobody owns, and one of the same name that ada owns. */
const EVENTS = [
  set(0, null, 'price', '10.0'),
  set(0, 'ada', 'price', '1'),
  set(0, 'ada', 'stock:grain', '{"tonnes":12345678901234567890}'),
  // An agent sets the global one.
  set(2, 'ada', 'price', '12.50', 'global'),
  set(3, null, 'price', '13'),
  set(3, null, 'price', '14.0'),
  set(5, 'ada', 'price', '2'),
  set(6, null, 'price', 'null'),
];

/** A line whose id is its turn, its agent and the variable it sets. */
function set(turn: number, agent: string | null, name: string, value: string, scope?: string) {
  const agent_id = agent === null ? '' : `"agent_id":"${agent}",`;
  const details = `{"variable_name":"${name}","new_value":${value}${scope === undefined ? '' : `,"scope":"${scope}"`}}`;
  return (count: number): string =>
    `{"event_id":"e${String(count)}","timestamp":"2026-11-22T06:00:${String(10 + count)}Z","turn_number":${String(turn)},` +
    `"event_type":"STATE",${agent_id}"details":${details}}`;
}

const checkpointSchema = z.object({
  state: z.object({ global_state: z.record(z.string(), z.unknown()) }),
});

// A root of its own: its checkpoints change.
let root: TempRoot;
let server: RunningServer;
let api: ApiClient;

beforeAll(async () => {
  root = await makeRoot();
  const folder = path.join(root.path, 'replayed');
  await mkdir(path.join(folder, 'checkpoints'), { recursive: true });
  await writeFile(
    path.join(folder, 'events.jsonl'),
    EVENTS.map((event, at) => `${event(at)}\n`).join(''),
  );
  await keep(4, { price: 14 }, { ada: { price: 1, 'stock:grain': {} } });
  server = await startServer(root.path);
  api = createApiClient({ baseUrl: server.url });
  await untilIndexed(server.url);
});

afterAll(async () => {
  await server.stop();
  await root.remove();
});

async function keep(turn: number, global_state: object, agents: object): Promise<void> {
  const text = JSON.stringify({ state: { turn, global_state, agents } });
  await writeFile(checkpointFile(turn), text);
}

function checkpointFile(turn: number): string {
  return path.join(root.path, 'replayed', 'checkpoints', `turn_${String(turn)}.json`);
}

/** The facts of each variable, by name. */
function byName({ values }: SimulationState): Record<string, unknown> {
  return Object.fromEntries(
    values.map(({ agent_id, variable_name, scope, ...rest }) => [
      `${scope} ${agent_id ?? ''}:${variable_name}`,
      rest,
    ]),
  );
}

describe('the state at a turn', () => {
  it('has the latest value of each variable', async () => {
    const state = await api.getState('replayed', { turn: 3 });
    expect(state).toMatchObject({ turn: 3, first_turn: 0, last_turn: 6, checkpoint: null });
    expect(state).toMatchObject({ checkpoints: [4], has_state_events: true, drift: [] });
    expect(byName(state)).toEqual({
      'global :price': {
        value: 14,
        source: 'event',
        event_id: 'e5',
        turn: 3,
        changed: true,
        previous: 12.5,
      },
      'agent ada:price': { value: 1, source: 'event', event_id: 'e1', turn: 0, changed: false },
      'agent ada:stock:grain': expect.objectContaining({ event_id: 'e2', turn: 0 }) as unknown,
    });
  });

  it('is the last one without a turn', async () => {
    const state = await api.getState('replayed');
    expect(state.turn).toBe(6);
    expect(byName(state)['global :price']).toEqual({
      value: null,
      source: 'event',
      event_id: 'e7',
      turn: 6,
      changed: true,
      previous: 14,
    });
    const later = await api.getState('replayed', { turn: 1_000_000 });
    expect(later.values.map(({ changed }) => changed)).toEqual([false, false, false]);
    expect(later.values.map(({ value }) => value)).toEqual(state.values.map(({ value }) => value));
  });

  it('has the value of the checkpoint where events differ, and reports that', async () => {
    const state = await api.getState('replayed', { turn: 5 });
    expect(state.checkpoint).toBe(4);
    expect(state.drift).toEqual([
      expect.objectContaining({
        variable_name: 'stock:grain',
        checkpoint_value: {},
        event_id: 'e2',
      }),
    ]);
    const { 'agent ada:stock:grain': stock, 'global :price': price } = byName(state);
    expect(stock).toEqual({
      value: {},
      source: 'checkpoint',
      event_id: null,
      turn: 4,
      changed: false,
    });
    expect(price).toMatchObject({ value: 14, source: 'event', event_id: 'e5' });
  });

  it('has numbers as in the file', async () => {
    const response = await fetch(new URL('/simulations/replayed/state?turn=3', server.url));
    const text = await response.text();
    expect(text).toContain('"value":14.0,"previous":12.50}');
    expect(text).toContain('"value":{"tonnes":12345678901234567890}');
  });

  it('changes when a checkpoint is added, edited or removed', async () => {
    const routes = ['state?turn=5', 'variables'].map((route) => `/simulations/replayed/${route}`);
    const changes = [
      () => keep(5, { price: 99 }, {}),
      () => keep(5, { price: 100 }, { ada: {} }),
      () => writeFile(checkpointFile(5), '{"state":'),
      () => rm(checkpointFile(5)),
    ];
    const seen: unknown[] = [];
    for (const change of changes) {
      const tags = await Promise.all(routes.map((route) => untilIndexed(server.url, route)));
      await change();
      for (const [at, route] of routes.entries()) {
        const headers = { 'if-none-match': tags[at] ?? '' };
        expect((await fetch(new URL(route, server.url), { headers })).status).toBe(200);
      }
      const { checkpoint, checkpoints, unreadable_checkpoints, values } = await api.getState(
        'replayed',
        { turn: 5 },
      );
      seen.push([
        checkpoint,
        checkpoints,
        unreadable_checkpoints.map(({ file }) => file),
        values[0]?.value,
      ]);
    }
    expect(seen).toEqual([
      [5, [4, 5], [], 99],
      [5, [4, 5], [], 100],
      [4, [4], ['checkpoints/turn_5.json'], 14],
      [4, [4], [], 14],
    ]);
    const { unreadable_checkpoints } = await api.getState('replayed');
    expect(unreadable_checkpoints).toEqual([]);
  });

  it('is empty before the first event, of a run without variables, and of hostile files', async () => {
    await cp(path.join(root.path, 'rotated-sync'), path.join(root.path, 'bare'), {
      recursive: true,
    });
    const bare = await api.getState('bare');
    expect(bare).toMatchObject({ values: [], has_state_events: false, checkpoint: null });
    expect((await api.getState(HOSTILE_ID)).unreadable_checkpoints).toEqual([]);
    await rm(path.join(root.path, 'bare'), { recursive: true });
  });
});

describe.each(SAMPLE_IDS)('the state of %s', (id) => {
  const folder = path.join(inject('outputRoot'), id, 'checkpoints');

  it.each([0, 3, 6, 8])(
    'is that of the checkpoint at turn %i, and until the next',
    async (turn) => {
      const text = await readFile(path.join(folder, `turn_${String(turn)}.json`), 'utf8');
      const { turn: _, ...saved } = checkpointSchema.parse(JSON.parse(text)).state.global_state;
      for (const asked of [turn, turn + 1]) {
        const state = await api.getState(id, { turn: asked });
        expect(state).toMatchObject({
          checkpoint: turn,
          checkpoints: [0, 3, 6, 8],
          has_state_events: false,
        });
        expect(state.values).toEqual(
          Object.entries(saved).map(([variable_name, value]) => ({
            scope: 'global',
            agent_id: null,
            variable_name,
            value,
            source: 'checkpoint',
            event_id: null,
            turn,
            changed: false,
          })),
        );
      }
    },
  );

  it('has no variables that events set', async () => {
    expect(await api.getVariables(id)).toEqual({
      variables: [],
      checkpoints: [0, 3, 6, 8],
      truncated: false,
    });
  });
});

describe('variables', () => {
  it('are listed with the number of their changes, and the key for requests', async () => {
    const { variables, checkpoints } = await api.getVariables('replayed');
    expect(checkpoints).toEqual([4]);
    expect(
      variables.map(({ key, event_count, first_turn, last_turn }) => [
        key,
        event_count,
        first_turn,
        last_turn,
      ]),
    ).toEqual([
      ['price', 5, 0, 6],
      ['ada:price', 2, 0, 5],
      ['ada:stock:grain', 1, 0, 0],
    ]);
    expect(variables[0]).not.toHaveProperty('points');
  });

  it('are given turn by turn on request', async () => {
    const { variables } = await api.getVariables('replayed', {
      variables: ['ada:price', 'nobody:price', 'price', 'ada:price'],
      turn_start: 2,
    });
    expect(variables.map(({ key }) => key)).toEqual(['ada:price', 'price']);
    expect(variables.map(({ points }) => points)).toEqual([
      [{ turn: 5, value: 2, event_id: 'e6' }],
      [
        { turn: 2, value: 12.5, event_id: 'e3' },
        { turn: 3, value: 14, event_id: 'e5' },
        { turn: 6, value: null, event_id: 'e7' },
      ],
    ]);
  });

  it('equal the result of a scan of the files, also with too many turns', async () => {
    const scan = scanFolder(path.join(root.path, SEEDED_ID));
    const { variables } = await api.getVariables(SEEDED_ID);
    expect(variables.map(({ key: _, ...rest }) => rest)).toEqual(
      scan.countVariables({ limit: 10_000 }).variables,
    );
    const asked = variables.toSorted((a, b) => b.event_count - a.event_count).slice(0, 20);
    const found = await api.getVariables(SEEDED_ID, {
      variables: asked.map(({ key }) => key),
      points: 12,
    });
    const expected = scan.findSeries(asked, { points: 12 });
    expect(found.variables.map(({ points }) => points?.map(({ event_id }) => event_id))).toEqual(
      expected.map(({ settings }) => settings.map(({ event_id }) => event_id)),
    );
    expect(found.variables.some(({ is_sampled }) => is_sampled === true)).toBe(true);
  });

  it('and states of a whole run also come in parts', async () => {
    const whole = await api.getState(SEEDED_ID, { turn: 20 });
    const { index, ...part } = await api.getState(SEEDED_ID, { turn: 20, isPartial: true });
    expect(index?.state).toBe('ready');
    expect(part).toEqual(whole);
    const list = await api.getVariables(SEEDED_ID, { isPartial: true });
    expect(list.index?.state).toBe('ready');
  });
});

it.each([
  ['state?turn=-1', 'turn'],
  ['state?turn=last', 'turn'],
  ['state?partial=maybe', 'partial'],
  ['variables?points=0', 'points'],
  ['variables?turn_start=x', 'turn_start'],
  [`variables?${'variables=a&'.repeat(21)}`, 'variables'],
])('%s is refused for its %s', async (route, parameter) => {
  const response = await fetch(new URL(`/simulations/replayed/${route}`, server.url));
  expect(response.status).toBe(422);
  const { code, errors } = problemSchema.parse(await response.json());
  expect(code).toBe('invalid_parameters');
  expect(errors?.map((error) => error.parameter)).toEqual([parameter]);
});

it.each(['state', 'variables'])('an unknown simulation has no %s', async (route) => {
  const response = await fetch(new URL(`/simulations/nobody/${route}`, server.url));
  expect(response.status).toBe(404);
  expect(problemSchema.parse(await response.json()).code).toBe('simulation_not_found');
});
