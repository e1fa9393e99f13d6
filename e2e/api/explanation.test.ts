import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApiClient } from '../../lib/api/client';
import { explanationSchema, problemSchema } from '../../lib/api/contract';
import type { LinkChoice } from '../../lib/causality/causal-link';
import { chooseWindowLinks } from '../../lib/causality/explain/choose-window-links';
import { explainEvent } from '../../lib/causality/explain/explain-event';
import type { ExplanationDirection } from '../../lib/causality/explain/explanation-bounds';
import { MARKET_STORY_ID, tellMarketStory } from '../../lib/testing/market-story';
import { scanFolder, type FileScan } from '../../lib/testing/scan-files';
import type { TempRoot } from '../../lib/testing/temp-root';
import { windowOfEvents } from '../../lib/testing/window-of-events';
import { HOSTILE_ID, LLM_SIM_IDS, makeRoot, SEEDED_ID } from '../support/make-root';
import { startServer, type RunningServer } from '../support/start-server';
import { untilIndexed } from '../support/until-indexed';
import { writeMarketStory } from '../support/write-market-story';

/** A run that declares no causes. */
const SILENT_ID = LLM_SIM_IDS[1];

const looseEvent = z.looseObject({
  event_id: z.string(),
  line_cut: z.object({ line_bytes: z.number(), cause_count: z.number() }).optional(),
});
const looseDeed = explanationSchema.shape.causes.element.extend({ event: looseEvent });
const answerSchema = explanationSchema.extend({
  causes: z.array(looseDeed),
  effects: z.array(looseDeed),
  events: z.array(looseEvent),
});
type Answer = z.infer<typeof answerSchema>;

const STORY = [...tellMarketStory()];
/** The highest price of grain. */
const PEAK = STORY.filter(({ details }) => details?.['variable_name'] === 'grain_price').reduce(
  (most, event) =>
    Number(event.details?.['new_value']) > Number(most.details?.['new_value']) ? event : most,
).event_id;
const FALLBACK =
  STORY.find(({ details }) => details?.['decision_type'] === 'fall_back')?.event_id ?? '?';
const TIMEOUT = /timed out after .* given up/;
const LONG_ID = 'hostile: a description of 70,000 characters';

// A root of its own: the demo is not among the runs that other tests count.
let root: TempRoot;
let server: RunningServer;

beforeAll(async () => {
  root = await makeRoot();
  writeMarketStory(root.path);
  server = await startServer(root.path);
  await untilIndexed(server.url);
});

afterAll(async () => {
  await server.stop();
  await root.remove();
});

function ask(id: string, eventId: string, query = '', headers = {}): Promise<Response> {
  const route = `/simulations/${id}/explanation/${encodeURIComponent(eventId)}${query}`;
  return fetch(new URL(route, server.url), { headers });
}

async function explain(id: string, eventId: string, query = ''): Promise<Answer> {
  const response = await ask(id, eventId, query);
  expect(response.status, await response.clone().text()).toBe(200);
  return answerSchema.parse(await response.json());
}

const scans = new Map<string, FileScan['events']>();

function scan(id: string): FileScan['events'] {
  const events = scans.get(id) ?? scanFolder(path.join(root.path, id)).events;
  scans.set(id, events);
  return events;
}

interface Question {
  readonly direction?: ExplanationDirection;
  readonly links?: LinkChoice;
  readonly limit?: number;
}

/** The answer, with ids in place of events, computed from the events of the files. */
async function expectedAnswer(id: string, eventId: string, question: Question) {
  const { direction = 'upstream', links: choice, limit } = question;
  const events = scan(id).map(({ event }) => event);
  const { window, shown, readTexts } = windowOfEvents(events, eventId, direction);
  const pace = { breathe: () => Promise.resolve() };
  const links = await chooseWindowLinks(window, choice, pace);
  const found = await explainEvent({ ...window, links }, readTexts, { direction, limit, pace });
  const idOf = (at: number | undefined): string => shown[at ?? -1]?.event_id ?? '?';
  const deeds = found.deeds.map(({ members, score, reasons, chain, leftOut, forks }) => ({
    event: idOf(reasons[0]?.place),
    events: members.map(({ at }) => idOf(at)),
    score,
    reasons: reasons.map(({ rule, text, value, unusualness, place }) => {
      return { rule, text, value, weight: unusualness, event_id: idOf(place) };
    }),
    path: chain.map(idOf),
    left_out: leftOut,
    forks: forks.map(({ place, causes, fromDeed, reason }) => {
      return { event_id: idOf(place), causes, from_deed: fromDeed, reason };
    }),
  }));
  const told = new Set([
    eventId,
    ...deeds.flatMap((deed) => [...deed.path, ...deed.reasons.map((reason) => reason.event_id)]),
  ]);
  return {
    event_id: eventId,
    direction,
    causes: direction === 'upstream' ? deeds : [],
    effects: direction === 'downstream' ? deeds : [],
    events: shown.map(({ event_id }) => event_id).filter((shownId) => told.has(shownId)),
    links: found.links.map(({ cause, effect, rule }) => ({
      ...{ cause: idOf(cause), effect: idOf(effect) },
      ...(rule === undefined ? { origin: 'declared' } : { origin: 'inferred', rule }),
    })),
    considered: found.considered,
    truncated: found.truncated,
  };
}

function withIds({ causes, effects, events, ...rest }: Answer) {
  const named = (deed: Answer['causes'][number]) => ({ ...deed, event: deed.event.event_id });
  return {
    ...rest,
    causes: causes.map(named),
    effects: effects.map(named),
    events: events.map(({ event_id }) => event_id),
  };
}

const eventOf = ({ event_id }: { readonly event_id: string }): string => event_id;

describe('GET /simulations/{id}/explanation/{event_id}', () => {
  it('leads from the highest price of grain to the model that did not answer', async () => {
    const { direction, causes, effects, events, truncated } = await explain(MARKET_STORY_ID, PEAK);
    expect({ direction, effects, truncated }).toEqual({
      ...{ direction: 'upstream', effects: [], truncated: false },
    });
    const [first] = causes;
    expect(first?.events).toContain(FALLBACK);
    expect(first?.path.at(-1)).toBe(PEAK);
    // The price has eight direct causes; the chain comes by one that stands out.
    expect(first?.forks.at(-1)).toMatchObject({ event_id: PEAK, causes: 8, reason: 'stands_out' });
    const timeout = STORY.find(({ description }) => TIMEOUT.test(description ?? ''));
    expect(first?.events).toContain(timeout?.event_id);
    const told = new Set(events.map(({ event_id }) => event_id));
    for (const id of [...(first?.path ?? []), ...(first?.reasons ?? []).map(eventOf)]) {
      expect(told).toContain(id);
    }
  });

  it('tells with direction=downstream what came of the fallback', async () => {
    const { causes, effects } = await explain(MARKET_STORY_ID, FALLBACK, '?direction=downstream');
    expect(causes).toEqual([]);
    expect(effects).toHaveLength(5);
    for (const { path: chain } of effects) expect(chain[0]).toBe(FALLBACK);
  });

  it.each<[string, number, readonly Question[]]>([
    [MARKET_STORY_ID, 1300, [{}, { limit: 20 }, { direction: 'downstream' }, { links: 'all' }]],
    [SEEDED_ID, 2903, [{}, { direction: 'downstream', limit: 1 }]],
    [SILENT_ID, 3, [{}, { links: 'inferred' }, { links: 'all', direction: 'downstream' }]],
    [HOSTILE_ID, 9, [{}, { links: 'all' }]],
  ])('equals the explanation over the events of the files: %s', async (id, step, questions) => {
    const some = scan(id).filter((_, at) => at % step === step - 1);
    expect(some.length).toBeGreaterThan(2);
    for (const { event_id } of some) {
      for (const question of questions) {
        const query = new URLSearchParams(
          Object.entries(question).map(([name, value]): [string, string] => [name, String(value)]),
        );
        const answer = withIds(await explain(id, event_id, `?${query.toString()}`));
        expect(answer).toEqual(await expectedAnswer(id, event_id, question));
      }
    }
  });

  it('has no more causes than limit says, the best ones', async () => {
    const all = await explain(MARKET_STORY_ID, PEAK, '?limit=20');
    expect(all.causes.length).toBeGreaterThan(5);
    const scores = all.causes.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    for (const [query, count] of [
      ['', 5],
      ['?limit=1', 1],
      ['?limit=2', 2],
    ] as const) {
      const { causes, considered } = await explain(MARKET_STORY_ID, PEAK, query);
      expect(causes).toEqual(all.causes.slice(0, count));
      expect(considered).toBe(all.considered);
    }
  });

  it('finds causes in a run without declared ones with links=inferred', async () => {
    const event = scan(SILENT_ID).findLast((one) => one.event.event_type === 'ACTION');
    const eventId = event?.event_id ?? '?';
    const { causes, links } = await explain(SILENT_ID, eventId, '?links=inferred');
    expect(causes.length).toBeGreaterThan(0);
    expect(links.length).toBeGreaterThan(0);
    expect(links.every(({ origin }) => origin === 'inferred')).toBe(true);
    expect((await explain(SILENT_ID, eventId, '?links=declared')).causes).toEqual([]);
  });

  it('cuts lines longer than max_line_bytes', async () => {
    const whole = await explain(HOSTILE_ID, LONG_ID);
    const cut = await explain(HOSTILE_ID, LONG_ID, '?max_line_bytes=1000');
    const lines = new Map(scan(HOSTILE_ID).map((one) => [one.event_id, one.text]));
    const bytesOf = (id: string): number => Buffer.byteLength(lines.get(id) ?? '');
    const isLong = ({ event_id }: { readonly event_id: string }) => bytesOf(event_id) > 1000;
    expect(whole.events.filter(isLong).map(eventOf)).toContain(LONG_ID);
    for (const event of whole.events) {
      expect(event).toEqual(JSON.parse(lines.get(event.event_id) ?? ''));
    }
    for (const event of [...cut.events, ...cut.causes.map((deed) => deed.event)]) {
      if (isLong(event)) expect(event.line_cut?.line_bytes).toBe(bytesOf(event.event_id));
      else expect(event.line_cut).toBeUndefined();
    }
    expect(withIds(cut)).toEqual(withIds(whole));
  });

  it('is not sent again while the files are unchanged', async () => {
    const tag = (await ask(MARKET_STORY_ID, PEAK)).headers.get('etag') ?? '';
    const again = await ask(MARKET_STORY_ID, PEAK, '', { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const other = await ask(MARKET_STORY_ID, PEAK, '?limit=2', { 'if-none-match': tag });
    expect(other.status).toBe(200);
  });

  it('is available in the client', async () => {
    const client = createApiClient({ baseUrl: server.url });
    const { causes, events } = await client.explain(MARKET_STORY_ID, PEAK, { limit: 1 });
    const [best] = (await explain(MARKET_STORY_ID, PEAK, '?limit=1')).causes;
    expect(causes).toMatchObject([{ ...best, event: { event_id: best?.event.event_id } }]);
    expect(events.at(-1)?.event_id).toBe(PEAK);
  });

  it.each([
    ['direction=sideways', 'direction', 'sideways'],
    ['limit=0', 'limit', '0'],
    ['limit=21', 'limit', '21'],
    ['limit=many', 'limit', 'many'],
    ['links=none', 'links', 'none'],
    ['max_line_bytes=10', 'max_line_bytes', '10'],
  ])('refuses ?%s, and quotes the value', async (query, parameter, value) => {
    const response = await ask(MARKET_STORY_ID, PEAK, `?${query}`);
    expect(response.status).toBe(422);
    const problem = problemSchema.parse(await response.json());
    expect(problem).toMatchObject({ code: 'invalid_parameters', errors: [{ parameter, value }] });
    expect(problem.detail).toContain(`"${value}"`);
  });

  it.each([
    [MARKET_STORY_ID, 'nothing', 'event_not_found', '"nothing"'],
    ['nobody', PEAK, 'simulation_not_found', '"nobody"'],
  ])('answers 404 if there is not: %s, %s', async (id, eventId, code, quoted) => {
    const response = await ask(id, eventId);
    expect(response.status).toBe(404);
    const problem = problemSchema.parse(await response.json());
    expect(problem.code).toBe(code);
    expect(problem.detail).toContain(quoted);
  });
});
