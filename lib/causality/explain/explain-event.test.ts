import { describe, expect, it } from 'vitest';
import { makeWindow, type GivenEvent } from '../../testing/make-window';
import { explainEvent, type WindowExplanation } from './explain-event';
import type { EventText } from './explanation-window';

const pace = { breathe: () => Promise.resolve() };

function explain(
  given: readonly GivenEvent[],
  details: Readonly<Record<number, Readonly<Record<string, unknown>>>> = {},
  direction: 'upstream' | 'downstream' = 'upstream',
): Promise<WindowExplanation> {
  const window = makeWindow(given);
  const target = direction === 'upstream' ? window.target : 0;
  const texts = new Map(
    Object.entries(details).map(([at, each]): [number, EventText] => [
      Number(at),
      { description: null, details: each },
    ]),
  );
  return explainEvent({ ...window, target }, () => Promise.resolve(texts), { direction, pace });
}

const start = (turn: number): GivenEvent => ({ type: 'MILESTONE', kind: 'turn_start', turn });
const plan = (turn: number, value: number, by: readonly number[]): GivenEvent => ({
  type: 'DECISION',
  agent: 'ada',
  kind: 'plan',
  turn,
  value,
  by,
});
const stock = (turn: number, value: number, change: number, by: readonly number[]): GivenEvent => ({
  type: 'STATE',
  kind: 'stock',
  variable: 'global',
  turn,
  value,
  change,
  by,
});

/** Twelve quiet turns; in one of them something else happens. */
function quietRun(odd: (turn: number, startAt: number) => readonly GivenEvent[]): GivenEvent[] {
  const run: GivenEvent[] = [];
  let last: number | undefined;
  for (let turn = 1; turn <= 12; turn++) {
    const startAt = run.push(start(turn)) - 1;
    run.push(...odd(turn, startAt));
    const decided = run.push(plan(turn, 50 + (turn % 3), [run.length - 1])) - 1;
    last =
      run.push(stock(turn, 100 - turn, 1, [decided, ...(last === undefined ? [] : [last])])) - 1;
  }
  return run;
}

function rulesOf({ deeds }: WindowExplanation, at = 0): readonly string[] {
  return deeds[at]?.reasons.map(({ rule }) => rule) ?? [];
}

describe('an explanation', () => {
  it('names the failure of a call in a quiet run first, with the chain to the event', async () => {
    const run = quietRun((turn, startAt) =>
      turn === 9
        ? [
            {
              type: 'SYSTEM',
              agent: 'ada',
              kind: 'llm_timeout',
              outcome: 'failed',
              turn,
              by: [startAt],
            },
          ]
        : [],
    );
    const found = await explain(run);
    expect(found.deeds[0]).toMatchObject({ agent: 'ada', turn: 9 });
    expect(rulesOf(found)).toContain('failure');
    const chain = found.deeds[0]?.chain ?? [];
    expect(chain.at(-1)).toBe(run.length - 1);
    expect(found.links.map(({ cause, effect }) => [cause, effect])).toEqual(
      expect.arrayContaining(chain.slice(1).map((effect, i) => [chain[i], effect])),
    );
  });

  it('counts a failure that a retry mended, and a fallback that changed nothing, for less', async () => {
    const failed = (turn: number, by: readonly number[]): GivenEvent => ({
      type: 'SYSTEM',
      agent: 'ada',
      kind: 'llm_timeout',
      outcome: 'failed',
      turn,
      by,
    });
    const scoreOf = async (more: readonly GivenEvent[], details = {}): Promise<number> => {
      const run = quietRun((turn, startAt) => (turn === 9 ? [failed(9, [startAt]), ...more] : []));
      return (await explain(run, details)).deeds.find(({ turn }) => turn === 9)?.score ?? 0;
    };
    const place = quietRun(() => []).findIndex(({ turn }) => turn === 9) + 1;
    const retried: GivenEvent = {
      type: 'SYSTEM',
      agent: 'ada',
      kind: 'ok',
      outcome: 'ok',
      turn: 9,
      by: [place],
    };
    const given = await scoreOf([]);
    expect(await scoreOf([retried])).toBeLessThan(given / 2);
    const harmless = await scoreOf([], { [place + 1]: { fallback_differs: false } });
    expect(harmless).toBeLessThan(given / 2);
  });

  it('finds a wrong observation against the value that the agent could see', async () => {
    const run = quietRun(() => []);
    const place = run.findIndex(({ type, turn }) => type === 'DECISION' && turn === 10);
    const found = await explain(run, { [place]: { observed: { stock: 400 } } });
    expect(rulesOf(found)[0]).toBe('wrong_observation');
    expect(found.deeds[0]?.reasons[0]).toMatchObject({
      text: 'saw stock as 400; it was 91',
      value: 400,
    });
    // The value in force at the start of the turn is right.
    const right = await explain(run, { [place]: { observed: { stock: 91 } } });
    expect(right.deeds.flatMap(({ reasons }) => reasons.map(({ rule }) => rule))).not.toContain(
      'wrong_observation',
    );
  });

  it('credits a streak of failures to its first turn', async () => {
    const run = quietRun((turn, startAt) =>
      turn >= 7 && turn <= 9
        ? [
            {
              type: 'SYSTEM',
              agent: 'ada',
              kind: 'llm_timeout',
              outcome: 'failed',
              turn,
              by: [startAt],
            },
          ]
        : [],
    );
    const found = await explain(run);
    expect(found.deeds[0]).toMatchObject({ turn: 7 });
    expect(found.deeds[0]?.reasons.find(({ rule }) => rule === 'failure_streak')?.text).toBe(
      'the first of 3 turns in a row that failed: llm_timeout',
    );
  });

  it('never names a boundary, or the event itself', async () => {
    const found = await explain(quietRun(() => []));
    const named = found.deeds.flatMap(({ members }) => members);
    expect(named.filter(({ kind }) => kind === 'turn_start')).toEqual([]);
    expect(named.map(({ at }) => at)).not.toContain(quietRun(() => []).length - 1);
  });

  it('ranks what came of an event with links from it', async () => {
    const run: GivenEvent[] = [
      { type: 'DECISION', agent: 'ada', kind: 'plan', value: 5 },
      { type: 'ACTION', agent: 'ada', kind: 'order', by: [0] },
      { type: 'SYSTEM', agent: 'bo', kind: 'crash', outcome: 'failed', turn: 2, by: [1] },
      { type: 'ACTION', agent: 'bo', kind: 'wait', turn: 2, by: [2] },
    ];
    const found = await explain(run, {}, 'downstream');
    expect(found.deeds[0]).toMatchObject({ agent: 'bo', turn: 2, chain: [0, 1, 2] });
  });

  it('is the same each time', async () => {
    const run = quietRun((turn, startAt) =>
      turn % 4 === 0 ? [{ agent: 'bo', kind: 'shout', turn, by: [startAt] }] : [],
    );
    expect(await explain(run)).toEqual(await explain(run));
  });

  it('tells the first and the last events of a long chain', async () => {
    const call = (at: number): GivenEvent => ({
      agent: `agent ${String(at)}`,
      kind: 'call',
      outcome: at === 20 ? 'failed' : 'ok',
      turn: 30,
      by: [at - 1, ...(at === 251 || at === 270 ? [0] : [])],
    });
    const run = [{ kind: 'rule' }, ...Array.from({ length: 300 }, (_, at) => call(at + 1))];
    const { deeds, links } = await explain(run);
    const [deed] = deeds;
    const first = Array.from({ length: 50 }, (_, at) => 20 + at);
    expect(deed?.chain).toEqual([...first, ...first.map((at) => at + 231)]);
    expect(deed?.leftOut).toBe(181);
    expect(links).toHaveLength(98);
    // The first event after the gap has its cause in the gap.
    expect(deed?.forks.map(({ place }) => place)).toEqual([270]);
  });

  it('has a chain for every cause, where events name later events and themselves', async () => {
    const run = Array.from({ length: 60 }, (_, at): GivenEvent => ({
      agent: `agent ${String(at % 7)}`,
      kind: 'act',
      outcome: at % 5 === 0 ? 'failed' : 'none',
      turn: Math.floor(at / 6),
      by: [at, Math.min(59, at + 1), (at * 7 + 53) % 60],
    }));
    for (const direction of ['upstream', 'downstream'] as const) {
      const { deeds } = await explain(run, {}, direction);
      expect(deeds.length).toBeGreaterThan(0);
      for (const { chain } of deeds) {
        expect(direction === 'upstream' ? chain.at(-1) : chain[0]).toBe(
          direction === 'upstream' ? 59 : 0,
        );
        expect(new Set(chain).size).toBe(chain.length);
      }
    }
  });
});
