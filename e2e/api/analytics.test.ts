import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyticsSchema } from '../../lib/api/analytics-contract';
import { createApiClient, type ApiClient } from '../../lib/api/client';
import { problemSchema } from '../../lib/api/contract';
import { PANELS } from '../../lib/analytics/panels';
import { MARKET_STORY_ID } from '../../lib/testing/market-story';
import type { TempRoot } from '../../lib/testing/temp-root';
import { LLM_SIM_IDS, makeRoot } from '../support/make-root';
import { startServer, type RunningServer } from '../support/start-server';
import { untilIndexed } from '../support/until-indexed';
import { writeMarketStory } from '../support/write-market-story';

let root: TempRoot;
let server: RunningServer;
let client: ApiClient;

beforeAll(async () => {
  root = await makeRoot();
  writeMarketStory(root.path);
  server = await startServer(root.path);
  await untilIndexed(server.url);
  client = createApiClient({ baseUrl: server.url });
});

afterAll(async () => {
  await server.stop();
  await root.remove();
});

describe('GET /simulations/{id}/analytics', () => {
  it('answers every panel, or the requested ones', async () => {
    const all = await client.getAnalytics(MARKET_STORY_ID);
    expect(Object.keys(all)).toEqual(expect.arrayContaining([...PANELS]));
    const answer = await fetch(
      `${server.url}/simulations/${MARKET_STORY_ID}/analytics?panels=kinds,calls&panels=findings`,
    );
    const some = analyticsSchema.strict().parse(await answer.json());
    expect(Object.keys(some)).toEqual(['total', 'failed', 'turns', 'kinds', 'calls', 'findings']);
    expect(some.calls).toEqual(all.calls);
  });

  it('counts what /events counts, under the same filter', async () => {
    const criteria = { turn_start: 10, turn_end: 20, event_types: ['SYSTEM'] };
    const { total } = await client.findEvents(MARKET_STORY_ID, { ...criteria, limit: 1 });
    const made = await client.getAnalytics(MARKET_STORY_ID, criteria, {
      panels: ['activity', 'kinds', 'calls'],
    });
    const { activity, kinds, calls } = made;
    expect(made.total).toBe(total);
    expect(activity?.cells.reduce((sum, [, , events = 0]) => sum + events, 0)).toBe(total);
    expect(kinds?.cells.reduce((sum, [, , events = 0]) => sum + events, 0)).toBe(total);
    expect(calls).toMatchObject({ system_events: total, read_count: total, currency: null });
    expect(calls?.total.calls).toBeGreaterThan(0);
  });

  it('lists findings whose filter shows their events', async () => {
    const { findings } = await client.getAnalytics(MARKET_STORY_ID, {}, { panels: ['findings'] });
    expect(findings?.findings.length).toBeGreaterThan(3);
    for (const { events, event_count, filter } of findings?.findings ?? []) {
      const shown = await client.findEvents(MARKET_STORY_ID, { ...filter, limit: 10_000 });
      const ids = new Set(shown.events.map(({ event_id }) => event_id));
      expect(events.filter((id) => !ids.has(id))).toEqual([]);
      expect(events).toHaveLength(Math.min(100, event_count));
    }
  });

  it('answers for runs of llm-sim, which declare no causes', async () => {
    for (const id of LLM_SIM_IDS) {
      const { influence, chains, total } = await client.getAnalytics(id);
      expect(influence).toMatchObject({ event_count: total, link_count: 0, events: [] });
      expect(chains).toMatchObject({ chains: [] });
    }
  });

  it('refuses a panel that does not exist, and a run that does not exist', async () => {
    const answer = await fetch(
      `${server.url}/simulations/${MARKET_STORY_ID}/analytics?panels=x,kinds`,
    );
    expect(answer.status).toBe(422);
    const problem = problemSchema.parse(await answer.json());
    expect(problem.errors?.[0]).toMatchObject({ parameter: 'panels', value: 'x,kinds' });
    expect((await fetch(`${server.url}/simulations/nothing/analytics`)).status).toBe(404);
  });
});
