import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { LinkChoice } from '../causality/causal-link';
import { EventNotFoundError } from '../errors';
import type { EventLine } from '../events/event-line';
import { readEventLine } from '../events/read-event';
import type { EventStore } from '../store/event-store';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import { scanFolder, type FileScan } from '../testing/scan-files';
import { makeTempRoot, type TempRoot } from '../testing/temp-root';
import {
  createCausalityReader,
  type CausalityLines,
  type CausalityReader,
} from './causality-reader';

const LLM_SIM = fileURLToPath(new URL('../../e2e/fixtures/llm-sim', import.meta.url));

type AnyEvent = Readonly<Record<string, unknown>>;

/** Events with default names and times, each one second after the previous one. */
function write(events: readonly AnyEvent[]): string {
  const lines = events.map((event, second) =>
    JSON.stringify({
      turn_number: 0,
      event_type: 'DETAIL',
      simulation_id: 'sim',
      timestamp: new Date(1_700_000_000_000 + second * 1000).toISOString(),
      ...event,
    }),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** Parses `a b<-a c<-a,b`: events and their causes. */
function parse(text: string): readonly AnyEvent[] {
  return text.split(' ').map((word) => {
    const [event_id, causes] = word.split('<-');
    return { event_id, ...(causes === undefined ? {} : { caused_by: causes.split(',') }) };
  });
}

async function openRoot(root: TempRoot): Promise<EventStore & CausalityReader> {
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const store = await openDuckDbStore({ outputRoot: root.path, indexDir, waitMs: 60_000 });
  onTestFinished(() => store.close());
  return { ...store, ...createCausalityReader(store) };
}

/** A reader of a run `sim` with these parts, oldest first. */
async function setUp(...parts: readonly (readonly AnyEvent[])[]): Promise<CausalityReader> {
  const root = await makeTempRoot(onTestFinished);
  await mkdir(path.join(root.path, 'sim'));
  for (const [at, events] of parts.entries()) {
    const isNewest = at === parts.length - 1;
    const name = isNewest ? 'events.jsonl' : `events_2026-10-04_14-00-0${String(at)}.jsonl`;
    await writeFile(path.join(root.path, 'sim', name), write(events));
  }
  return openRoot(root);
}

const idsOf = (lines: readonly EventLine[]): string => lines.map((line) => line.event_id).join(' ');

function tell(chain: CausalityLines): Record<string, unknown> {
  return {
    upstream: idsOf(chain.upstream),
    downstream: idsOf(chain.downstream),
    links: chain.links.map(({ cause, effect }) => `${cause}>${effect}`).join(' '),
    missing: chain.missing_causes.join(' '),
  };
}

const NOTHING = { upstream: '', downstream: '', links: '', missing: '' };

describe('a chain of declared causes', () => {
  it.each<[string, readonly AnyEvent[], Partial<typeof NOTHING>]>([
    ['several parents', parse('a b c x<-c,a,b'), { upstream: 'c a b', links: 'c>x a>x b>x' }],
    ['a diamond', parse('a b<-a c<-a x<-b,c'), { upstream: 'b c a', links: 'b>x c>x a>b a>c' }],
    ['a self-cause', parse('x<-x'), { links: 'x>x' }],
    [
      'two that cause each other',
      parse('a<-x x<-a'),
      { upstream: 'a', downstream: 'a', links: 'a>x x>a' },
    ],
    ['an orphan', parse('a x b'), {}],
    [
      'a missing parent',
      parse('a x<-gone,a'),
      { upstream: 'a', links: 'gone>x a>x', missing: 'gone' },
    ],
    [
      'a duplicated effect, each copy with its own causes',
      parse('a b x<-a x<-b'),
      { upstream: 'a b', links: 'a>x b>x' },
    ],
    ['a doubled cause', parse('a a x<-a'), { upstream: 'a', links: 'a>x' }],
    ['no causes as null', [{ event_id: 'x', caused_by: null }], {}],
    ['no causes as an empty list', [{ event_id: 'x', caused_by: [] }], {}],
    [
      'a cause as a bare string',
      [{ event_id: 'a' }, { event_id: 'x', caused_by: 'a' }],
      { upstream: 'a', links: 'a>x' },
    ],
    ['a cause that is later than its effect', parse('x<-a a'), { upstream: 'a', links: 'a>x' }],
  ])('holds with %s', async (_, events, expected) => {
    const reader = await setUp(events);
    for (const links of [undefined, 'declared'] as const) {
      const chain = await reader.getCausalityChain('sim', 'x', { links });
      expect(tell(chain)).toEqual({ ...NOTHING, ...expected });
      expect(chain.links.every(({ origin }) => origin === 'declared')).toBe(true);
      expect(chain.truncated).toBe(false);
    }
  });

  it('goes over parts of a rotated stream', async () => {
    const reader = await setUp(parse('a b<-a'), parse('c<-b'), parse('x<-c,a y<-x'));
    expect(tell(await reader.getCausalityChain('sim', 'x'))).toEqual({
      upstream: 'c a b',
      downstream: 'y',
      missing: '',
      links: 'c>x a>x x>y b>c a>b',
    });
  });

  it('of 10,000 in a line is followed to its depth, and analysed as far', async () => {
    const line = Array.from({ length: 10_000 }, (_, i) =>
      i === 0 ? 'e0' : `e${String(i)}<-e${String(i - 1)}`,
    );
    const reader = await setUp(parse(line.join(' ')));
    const options = { depth: 20, withAnalysis: true };
    const chain = await reader.getCausalityChain('sim', 'e5000', options);
    expect(chain.upstream).toHaveLength(20);
    expect(chain.downstream).toHaveLength(20);
    // The cause of the furthest event is beyond the depth, so the event is not a root. Still, every event has a cause.
    expect(chain.analysis?.roots).toEqual([]);
    expect(chain.analysis?.dominators).toHaveLength(20);
    expect(chain.analysis?.longest_chain).toHaveLength(21);
    const { paths } = await reader.getCausalPaths('sim', 'e4900', 'e5100', { maxLength: 200 });
    expect(paths.map((one) => one.length)).toEqual([201]);
    const tooFar = await reader.getCausalPaths('sim', 'e4900', 'e5100', { maxLength: 199 });
    expect(tooFar).toMatchObject({ shortest: null, paths: [], events: [], links: [] });
  });

  it('of 5,000 effects of one event is truncated, and reports that', async () => {
    const fan = Array.from({ length: 5000 }, (_, i) => `e${String(i)}<-x`);
    const reader = await setUp(parse(['a', 'x<-a', ...fan].join(' ')));
    const chain = await reader.getCausalityChain('sim', 'x', { withAnalysis: true });
    expect(idsOf(chain.upstream)).toBe('a');
    expect(chain.downstream).toHaveLength(999);
    expect(chain.truncated).toBe(true);
    expect(chain.analysis).toMatchObject({ roots: ['a'], dominators: ['a'] });
    expect(chain.analysis?.influence).toMatchObject({ a: 1000, x: 999, e0: 0 });
  });

  it('is analysed only on request', async () => {
    const reader = await setUp(parse('a b<-a,gone x<-b y<-x'));
    expect(await reader.getCausalityChain('sim', 'x')).not.toHaveProperty('analysis');
    expect((await reader.getCausalityChain('sim', 'x', { withAnalysis: true })).analysis).toEqual({
      roots: ['a', 'gone'],
      dominators: ['b'],
      longest_chain: ['a', 'b', 'x'],
      influence: { x: 1, b: 2, a: 3, gone: 3, y: 0 },
    });
  });
});

describe('paths', () => {
  it('have their events and links, shortest first', async () => {
    const reader = await setUp(parse('a b<-a c<-a d<-c z<-b,d other<-z'));
    expect(await reader.getCausalPaths('sim', 'a', 'z')).toMatchObject({
      from: 'a',
      to: 'z',
      shortest: ['a', 'b', 'z'],
      truncated: false,
      paths: [
        ['a', 'b', 'z'],
        ['a', 'c', 'd', 'z'],
      ],
      events: ['a', 'b', 'z', 'c', 'd'].map((event_id) => ({ event_id })),
    });
    const one = await reader.getCausalPaths('sim', 'a', 'z', { limit: 1 });
    expect(one).toMatchObject({ paths: [['a', 'b', 'z']], truncated: true });
    expect(one.links.map(({ cause, effect }) => `${cause}>${effect}`)).toEqual(['a>b', 'b>z']);
  });

  it('are between events that there are', async () => {
    const reader = await setUp(parse('a z<-gone'));
    for (const [from, to] of [
      ['a', 'gone'],
      ['gone', 'z'],
    ] as const) {
      await expect(reader.getCausalPaths('sim', from, to)).rejects.toThrow(EventNotFoundError);
    }
    expect(await reader.getCausalPaths('sim', 'a', 'z')).toMatchObject({ shortest: null });
    expect(await reader.getCausalPaths('sim', 'a', 'a')).toMatchObject({
      shortest: ['a'],
      paths: [['a']],
      links: [],
      events: [{ event_id: 'a' }],
    });
  });
});

describe('links that real runs do not declare', () => {
  let root: TempRoot;
  const RUN = 'Sample_Economy_3agents_20261122_063955_01';
  const scans = new Map<string, FileScan>();

  beforeAll(async () => {
    root = await makeTempRoot();
    await cp(LLM_SIM, root.path, { recursive: true });
    for (const id of [RUN, 'rotated-sync']) scans.set(id, scanFolder(path.join(root.path, id)));
    return () => root.remove();
  });

  it('is inferred: from any action back to its agent’s decision and the start of its turn', async () => {
    const reader = await openRoot(root);
    const actions = (scans.get(RUN)?.events ?? []).filter(
      ({ event }) => event.event_type === 'ACTION',
    );
    expect(actions.length).toBeGreaterThan(40);
    for (const { event } of actions) {
      for (const links of ['inferred', 'all'] as const) {
        const options = { links, depth: 2 };
        const { upstream } = await reader.getCausalityChain(RUN, event.event_id, options);
        const [decision, start, ...rest] = upstream.map(({ text }) => readEventLine(text).event);
        expect(decision).toMatchObject({ event_type: 'DECISION', agent_id: event.agent_id });
        expect(start?.details).toMatchObject({ system_event_type: 'turn_start' });
        for (const cause of [decision, start]) expect(cause?.turn_number).toBe(event.turn_number);
        expect(rest).toEqual([]);
      }
    }
  });

  it('is inferred from the last event back to the very first', async () => {
    const reader = await openRoot(root);
    const events = scans.get(RUN)?.events ?? [];
    const [first, last] = [events[0]?.event_id ?? '', events.at(-1)?.event_id ?? ''];
    const found = await reader.getCausalPaths(RUN, first, last, { links: 'all', maxLength: 200 });
    // The start, then start, decision, action and end of each of eight turns, then the end.
    expect(found.shortest).toHaveLength(1 + 8 * 4 + 1);
    expect(found.links.every(({ origin }) => origin === 'inferred')).toBe(true);
  });

  it('is nothing where there are neither decisions nor boundaries', async () => {
    const reader = await openRoot(root);
    const action = scans.get('rotated-sync')?.events[100]?.event_id ?? '';
    const chain = await reader.getCausalityChain('rotated-sync', action, { links: 'inferred' });
    expect(tell(chain)).toEqual(NOTHING);
  });

  it.each([RUN, 'rotated-sync'])('is never shown as declared: %s', async (id) => {
    const reader = await openRoot(root);
    for (const { event_id } of scans.get(id)?.events ?? []) {
      expect(tell(await reader.getCausalityChain(id, event_id))).toEqual(NOTHING);
    }
  });
});

describe('a run that declares some causes', () => {
  const EVENTS: readonly AnyEvent[] = [
    { event_id: 'start', event_type: 'MILESTONE', details: { milestone_type: 'turn_start' } },
    { event_id: 'decision', event_type: 'DECISION', agent_id: 'ada' },
    { event_id: 'news' },
    { event_id: 'told', event_type: 'ACTION', agent_id: 'ada', caused_by: ['news'] },
    { event_id: 'silent', event_type: 'ACTION', agent_id: 'ada' },
    { event_id: 'lost', event_type: 'ACTION', agent_id: 'ada', caused_by: ['gone'] },
    { event_id: 'price', event_type: 'STATE', agent_id: 'ada', caused_by: ['silent'] },
    { event_id: 'end', event_type: 'MILESTONE', details: { milestone_type: 'turn_end' } },
  ];

  it.each<[LinkChoice, readonly string[]]>([
    ['declared', ['gone>lost', 'news>told', 'silent>price']],
    ['inferred', ['decision>silent', 'lost>end', 'silent>end', 'start>decision', 'told>end']],
    [
      'all',
      [
        ...['decision>silent', 'gone>lost', 'lost>end', 'news>told', 'silent>end'],
        ...['silent>price', 'start>decision', 'told>end'],
      ],
    ],
  ])('has with links=%s for each event the links of that choice', async (links, expected) => {
    const reader = await setUp(EVENTS);
    const found = new Map<string, string>();
    for (const { event_id } of EVENTS) {
      const options = { links, depth: 1 };
      const chain = await reader.getCausalityChain('sim', String(event_id), options);
      for (const link of chain.links) found.set(`${link.cause}>${link.effect}`, link.origin);
    }
    expect([...found.keys()].sort()).toEqual(expected);
    // Only links in the event itself are declared.
    const declared = EVENTS.flatMap(({ event_id, caused_by }) =>
      Array.isArray(caused_by) ? caused_by.map((id) => `${String(id)}>${String(event_id)}`) : [],
    );
    for (const [pair, origin] of found) {
      expect(origin).toBe(declared.includes(pair) ? 'declared' : 'inferred');
    }
  });

  it('names the rule of each inferred link', async () => {
    const reader = await setUp(EVENTS);
    const chain = await reader.getCausalityChain('sim', 'silent', { links: 'all' });
    expect(
      chain.links.flatMap((link) =>
        link.origin === 'inferred' ? `${link.cause}: ${link.rule}` : [],
      ),
    ).toEqual(
      expect.arrayContaining([
        'decision: decision_before_action',
        'start: turn_start_before_decision',
        'silent: actions_before_turn_end',
      ]),
    );
  });
});
