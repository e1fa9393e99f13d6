import { readFile, writeFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient, type ApiClient } from '../../lib/api/client';
import { problemSchema } from '../../lib/api/contract';
import type { TempRoot } from '../../lib/testing/temp-root';
import { HOSTILE_ID, LLM_SIM_IDS, makeRoot, SEEDED_ID } from '../support/make-root';
import { startServer, type RunningServer } from '../support/start-server';
import { untilIndexed } from '../support/until-indexed';

const [ROTATED, STATES, MILESTONES] = LLM_SIM_IDS;
/** A copy of the last part of a run, with another value in one event and one event less. */
const CHANGED_ID = 'changed';
const TAIL_ID = 'tail';
/** The lines of the two events, counted from 0. */
const CHANGED_LINE = 60;
const REMOVED_LINE = 140;

let root: TempRoot;
let server: RunningServer;
let client: ApiClient;
let ids: { readonly changed: string; readonly removed: string; readonly turn: number };

beforeAll(async () => {
  root = await makeRoot();
  const text = await readFile(path.join(root.path, SEEDED_ID, 'events.jsonl'), 'utf8');
  const lines = text.trimEnd().split('\n');
  const eventAt = (at: number) => JSON.parse(lines[at] ?? '');
  const changed = eventAt(CHANGED_LINE);
  ids = {
    changed: changed.event_id,
    removed: eventAt(REMOVED_LINE).event_id,
    turn: changed.turn_number,
  };
  const copy = lines
    .with(CHANGED_LINE, JSON.stringify({ ...changed, details: { ...changed.details, planted: 1 } }))
    .toSpliced(REMOVED_LINE, 1);
  for (const [id, content] of [
    [TAIL_ID, lines],
    [CHANGED_ID, copy],
    ['empty', []],
  ] as const) {
    await mkdir(path.join(root.path, id));
    await writeFile(
      path.join(root.path, id, 'events.jsonl'),
      content.map((line) => `${line}\n`).join(''),
    );
  }
  server = await startServer(root.path);
  await untilIndexed(server.url);
  client = createApiClient({ baseUrl: server.url.replace(/\/$/, '') });
});

afterAll(async () => {
  await server.stop();
  await root.remove();
});

function ask(query: string, headers = {}): Promise<Response> {
  return fetch(new URL(`/comparison${query}`, server.url), { headers });
}

describe('GET /comparison', () => {
  it('tells the runs of another verbosity as such, not as missing events', async () => {
    const found = await client.compareRuns(STATES, MILESTONES);
    expect(found).toMatchObject({
      same: true,
      told: ['another_verbosity'],
      first_divergence: null,
    });
    expect(found.verbosity).toMatchObject({ b: 'MILESTONE', left_out: { a: 69, b: 0 } });
    expect(found.configuration).toMatchObject({ difference_count: 0, same_count: 28, unread: [] });
    expect(found.counts).toMatchObject({ a: 18, b: 18, same: 18, missing: 0 });
  });

  it.each([SEEDED_ID, ROTATED, STATES, HOSTILE_ID, 'empty'])(
    'finds no difference between %s and itself',
    async (id) => {
      const { event_count } = await client.getSimulation(id);
      const found = await client.compareRuns(id, id);
      expect(found).toMatchObject({ same: true, told: [], first_divergence: null, led_to: null });
      expect(found.compared).toMatchObject({ a: event_count, b: event_count });
      expect(found.variables.differing).toBe(0);
    },
  );

  it('finds the first event that differs, with both values and the lines', async () => {
    const found = await client.compareRuns(TAIL_ID, CHANGED_ID);
    const { first_divergence, events, counts } = found;
    expect(first_divergence).toMatchObject({
      turn: ids.turn,
      kind: 'changed',
      a: ids.changed,
      b: ids.changed,
      identical_before: CHANGED_LINE,
      changes: [{ path: 'details.planted', b: 1 }],
    });
    expect(first_divergence?.changes[0]).not.toHaveProperty('a');
    expect(counts).toMatchObject({ changed: 1, missing: 1, extra: 0 });
    for (const run of ['a', 'b'] as const) {
      expect(events[run].map(({ event_id }) => event_id)).toContain(ids.changed);
    }
    const sums = found.turns.reduce((sum, { changed, missing }) => sum + changed + missing, 0);
    expect(sums).toBe(2);
    expect(found.led_to?.a?.event_id).toBe(ids.changed);
  });

  it('finds the next one when the field is ignored', async () => {
    for (const field of ['planted', 'details.planted']) {
      const found = await client.compareRuns(TAIL_ID, CHANGED_ID, { ignore: [field] });
      expect(found.first_divergence).toMatchObject({ kind: 'missing', a: ids.removed, b: null });
      expect(found.ignored.added).toEqual([field]);
    }
  });

  it('compares a run with an empty one, and with one that has nothing in common', async () => {
    const empty = await client.compareRuns(TAIL_ID, 'empty');
    expect(empty).toMatchObject({ same: false, b: { event_count: 0, last_turn: null } });
    const other = await client.compareRuns(HOSTILE_ID, SEEDED_ID);
    expect(other.same).toBe(false);
  });

  it('has an ETag that holds for the files of both runs', async () => {
    const query = `?a=${STATES}&b=${MILESTONES}`;
    const etag = (await ask(query)).headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    expect((await ask(query, { 'if-none-match': etag })).status).toBe(304);
    expect((await ask(`?a=${STATES}&b=${ROTATED}`, { 'if-none-match': etag })).status).toBe(200);
  });

  it.each([
    ['?a=nothing&b=seeded', 404, 'simulation_not_found'],
    ['?a=seeded&b=nothing', 404, 'simulation_not_found'],
    ['?a=seeded&b=..%2Fseeded', 404, 'simulation_not_found'],
    ['?a=seeded', 422, 'invalid_parameters'],
    ['?a=&b=seeded', 422, 'invalid_parameters'],
    ['?a=seeded&b=seeded&ignore=', 422, 'invalid_parameters'],
    ['/events?a=seeded&b=seeded', 422, 'invalid_parameters'],
    ['/events?a=seeded&b=seeded&turn=1&limit=0', 422, 'invalid_parameters'],
    ['/events?a=seeded&b=nothing&turn=1', 404, 'simulation_not_found'],
  ])('refuses %s', async (query, status, code) => {
    const response = await ask(query);
    expect(response.status).toBe(status);
    expect(problemSchema.parse(await response.json()).code).toBe(code);
  });
});

describe('GET /comparison/events', () => {
  it('aligns the events of a turn, page by page', async () => {
    const all = await client.getComparedEvents(TAIL_ID, CHANGED_ID, {
      turn: ids.turn,
      limit: 1000,
    });
    expect(all.rows).toHaveLength(all.total);
    expect(all.counts.a).toBe(all.rows.filter(({ a }) => a !== null).length);
    const paged = [];
    for (let offset = 0; offset < all.total; offset += 70) {
      const page = await client.getComparedEvents(TAIL_ID, CHANGED_ID, {
        ...{ turn: ids.turn, limit: 70, offset },
      });
      expect(page.has_more).toBe(offset + 70 < all.total);
      paged.push(...page.rows);
    }
    expect(paged).toEqual(all.rows);
  });

  it('leaves out same events, and counts them', async () => {
    const options = { turn: ids.turn, only: 'differences' } as const;
    const found = await client.getComparedEvents(TAIL_ID, CHANGED_ID, options);
    const first = found.rows.find(({ how }) => how === 'changed');
    expect(first).toMatchObject({
      a: { event_id: ids.changed },
      b: { event_id: ids.changed },
      changes: [{ path: 'details.planted', b: 1 }],
    });
    expect(found.rows.every(({ how }) => how !== 'same')).toBe(true);
    const left = found.rows.reduce((sum, { same_before }) => sum + same_before, found.same_after);
    expect(left + found.total).toBe(found.counts.a);
  });

  it('has no rows for a turn that neither run has', async () => {
    const found = await client.getComparedEvents(TAIL_ID, CHANGED_ID, { turn: 100_000 });
    expect(found).toMatchObject({ total: 0, rows: [], has_more: false });
  });
});
