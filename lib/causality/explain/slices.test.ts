import { describe, expect, it } from 'vitest';
import { finishSlices as run } from '../../testing/finish-slices';
import type { WindowEvent } from './explanation-window';
import { findDeeds, MAX_MEMBERS } from './find-deeds';
import { mapLinks } from './link-map';
import { recallPast } from './recall';
import type { RuleContext } from './rule';
import { scoreDeeds, SCORING } from './score-deeds';

const COUNT = 5000;

/** Failed calls of one agent in one turn, each an effect of the one before. */
const EVENTS = Array.from({ length: COUNT }, (_, at): WindowEvent => ({
  at,
  turn: 1,
  type: 'SYSTEM',
  agent: 'ada',
  kind: 'llm_error',
  variable: null,
  value: null,
  change: null,
  outcome: 'failed',
}));
const PLACES = new Set(EVENTS.map(({ at }) => at));
const LINKS = EVENTS.slice(1).map(
  ({ at }) => ({ cause: at - 1, effect: at, origin: 'declared' }) as const,
);
const NOTHING_EARLIER = { count: 0, min: null, max: null, lastTurn: null };
const recall = (effectsOf: (place: number) => readonly number[]) =>
  recallPast({ events: EVENTS, earlier: () => NOTHING_EARLIER }, { effectsOf }, PLACES);

describe('an explanation of a turn with thousands of events of one agent', () => {
  const links = run(mapLinks(LINKS)).result;

  it('pauses while it maps links and judges deeds, large ones and many', () => {
    expect(run(mapLinks(LINKS)).pauses).toBeGreaterThan(10);
    const context: RuleContext = {
      recall: run(recall(links.effectsOf)).result,
      deedOf: (event) => [event],
      textOf: () => undefined,
      valuesSeen: () => [],
      maturity: () => 1,
    };
    const rules = [{ name: 'none', weight: 1, find: () => null }];
    const one = { members: EVENTS, turn: 1, agent: 'ada' };
    const many = EVENTS.map((event) => ({ members: [event], turn: 1, agent: 'ada' }));
    for (const deeds of [[one], many]) {
      const survey = { deeds, links, places: new Set<number>(), context };
      const { pauses, result } = run(scoreDeeds(survey, { turn: 1, rules, scoring: SCORING }));
      expect(result).toEqual([]);
      expect(pauses).toBeGreaterThan(10);
    }
  });

  it('splits its events into deeds of a bounded size, and leaves none out', () => {
    const window = { events: EVENTS, target: COUNT - 1, open: new Set<number>() };
    const { pauses, result } = run(findDeeds(window, links, PLACES));
    expect(pauses).toBeGreaterThan(10);
    expect(result.map(({ members }) => members.length)).toEqual([
      ...Array.from({ length: 9 }, () => MAX_MEMBERS),
      MAX_MEMBERS - 1,
    ]);
  });

  it('looks at a bounded number of attempts after each failure', () => {
    let asked = 0;
    run(
      recall((place) => {
        asked += 1;
        return links.effectsOf(place);
      }),
    );
    expect(asked).toBeLessThan(COUNT * 150);
  });
});
