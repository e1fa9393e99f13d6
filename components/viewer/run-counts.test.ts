import { describe, expect, it } from 'vitest';
import { runCounts } from './run-counts';

describe('the numbers of events that a page tells', () => {
  it('are one number without a filter, whichever answer came later', () => {
    expect(runCounts({}, 1620, 1625)).toEqual({ matching: 1625, all: 1625 });
    expect(runCounts({}, 1625, 1620)).toEqual({ matching: 1620, all: 1620 });
  });

  it('never have more matches than events', () => {
    expect(runCounts({ event_types: ['STATE'] }, 1620, 1625)).toEqual({
      matching: 1625,
      all: 1625,
    });
    expect(runCounts({ event_types: ['STATE'] }, 1620, 9)).toEqual({ matching: 9, all: 1620 });
  });

  it('are those of the run while matches are not known', () => {
    expect(runCounts({}, 1620, undefined)).toEqual({ matching: undefined, all: 1620 });
  });
});
