import { describe, expect, it } from 'vitest';
import { finishSlices as run } from '../../testing/finish-slices';
import { makeWindow } from '../../testing/make-window';
import { findDeeds, MAX_MEMBERS } from './find-deeds';
import type { LinkMap } from './link-map';
import { recallPast } from './recall';
import type { RuleContext } from './rule';
import { scoreDeeds, SCORING } from './score-deeds';

const COUNT = 5000;

/** Failed calls of one agent in one turn, each an effect of the one before. */
const { events: EVENTS, links: LINKS } = makeWindow(
  Array.from({ length: COUNT }, (_, at) => ({
    type: 'SYSTEM',
    agent: 'ada',
    kind: 'llm_error',
    outcome: 'failed',
    by: at === 0 ? [] : [at - 1],
  })),
);
const REACH = {
  places: EVENTS.map(({ at }) => at),
  isWithin: new Uint8Array(COUNT).fill(1),
  isCut: false,
};
const MANY = EVENTS.map((event) => ({ members: [event], turn: 1, agent: 'ada' }));
const NOTHING_EARLIER = { count: 0, min: null, max: null, lastTurn: null };
const recall = (links: Pick<LinkMap, 'effectsOf'>) =>
  recallPast({ events: EVENTS, earlier: () => NOTHING_EARLIER }, links, MANY);

describe('an explanation of a turn with thousands of events of one agent', () => {
  it('pauses while it judges deeds, large ones and many', () => {
    const context: RuleContext = {
      recall: run(recall(LINKS)).result,
      deedOf: (event) => [event],
      textOf: () => undefined,
      valuesSeen: () => [],
      maturity: () => 1,
    };
    const rules = [{ name: 'none', weight: 1, find: () => null }];
    const one = { members: EVENTS, turn: 1, agent: 'ada' };
    for (const deeds of [[one], MANY]) {
      const survey = { deeds, links: LINKS, reach: REACH, context };
      const { pauses, result } = run(scoreDeeds(survey, { turn: 1, rules, scoring: SCORING }));
      expect(result).toEqual([]);
      expect(pauses).toBeGreaterThan(10);
    }
  });

  it('splits its events into deeds of a bounded size, and leaves none out', () => {
    const window = { events: EVENTS, target: COUNT - 1, open: new Set<number>() };
    const { pauses, result } = run(findDeeds(window, LINKS, REACH));
    expect(pauses).toBeGreaterThan(10);
    expect(result.map(({ members }) => members.length)).toEqual([
      ...Array.from({ length: 9 }, () => MAX_MEMBERS),
      MAX_MEMBERS - 1,
    ]);
  });

  it('looks at a bounded number of attempts after each failure', () => {
    let asked = 0;
    run(
      recall({
        effectsOf(place) {
          asked += 1;
          return LINKS.effectsOf(place);
        },
      }),
    );
    expect(asked).toBeLessThan(COUNT * 150);
  });
});
