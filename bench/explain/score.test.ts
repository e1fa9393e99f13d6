import { describe, expect, it } from 'vitest';
import { rankOf, scoreRanks } from './score';

const answer = (eventId: string, ...more: readonly string[]) => ({
  event: { event_id: eventId },
  events: more,
});

describe('rankOf', () => {
  it('is the place of the first answer with a planted event', () => {
    const answers = [answer('a'), answer('b', 'c', 'planted'), answer('planted')];
    expect(rankOf(answers, ['planted', 'other'])).toBe(2);
    expect(rankOf([answer('planted')], ['planted'])).toBe(1);
    expect(rankOf(answers, ['x'])).toBeUndefined();
  });

  it('looks at ten answers only', () => {
    const many = Array.from({ length: 12 }, (_, i) => answer(String(i)));
    expect([rankOf(many, ['9']), rankOf(many, ['10'])]).toEqual([10, undefined]);
  });
});

describe('scoreRanks', () => {
  it('has shares of first and first three answers, reciprocal ranks, and Avg@5', () => {
    expect(scoreRanks([1, 2, 4, undefined])).toEqual({
      questions: 4,
      first: 0.25,
      firstThree: 0.5,
      meanReciprocalRank: (1 + 0.5 + 0.25) / 4,
      averageAtFive: (0.25 + 0.5 + 0.5 + 0.75 + 0.75) / 5,
    });
  });

  it('is 0 without questions', () => {
    expect(scoreRanks([])).toMatchObject({ questions: 0, first: 0, averageAtFive: 0 });
  });
});
