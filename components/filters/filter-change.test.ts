import { describe, expect, it } from 'vitest';
import { filterFacts, treatmentOf, treatName, withPart } from './filter-change';

describe('treating a name', () => {
  it('includes it, leaves it out again, and leaves no empty list behind', () => {
    const one = treatName({ turn_start: 3 }, 'type', 'ACTION', 'include');
    expect(one).toEqual({ turn_start: 3, event_types: ['ACTION'] });
    expect(treatName(one, 'type', 'ACTION', undefined)).toEqual({ turn_start: 3 });
  });

  it('moves it from one list to the other, for nothing can be both', () => {
    const included = treatName({ kinds: ['buy'] }, 'kind', 'sell', 'include');
    expect(treatName(included, 'kind', 'sell', 'exclude')).toEqual({
      kinds: ['buy'],
      exclude_kinds: ['sell'],
    });
  });

  it('takes ENV away where STATE is left out, for they are one type', () => {
    const criteria = { event_types: ['ENV', 'STATE', 'ACTION'] };
    expect(treatName(criteria, 'type', 'STATE', undefined)).toEqual({ event_types: ['ACTION'] });
    expect(treatmentOf(criteria, 'type', 'STATE')).toBe('include');
  });

  it('can ask for events of no agent, or for all others', () => {
    expect(treatName({}, 'agent', '', 'include')).toEqual({ agent_ids: [''] });
    expect(treatName({}, 'agent', '', 'exclude')).toEqual({ exclude_agent_ids: [''] });
  });
});

describe('withPart', () => {
  it('does not change the criteria it was given', () => {
    const criteria = { turn_start: 1 };
    expect(withPart(criteria, 'turn_start', 2)).toEqual({ turn_start: 2 });
    expect(criteria).toEqual({ turn_start: 1 });
  });
});

describe('filterFacts', () => {
  it('describes each part of the filter, and the filter without it', () => {
    const criteria = {
      event_types: ['ENV'],
      agent_ids: ['', 'bob'],
      exclude_kinds: ['', 'trade'],
      outcomes: ['failed' as const, 'none' as const],
      where: ['details.price>300', 'details.side=buy'],
      q: 'drought',
      turn_start: 5,
      turn_end: 5,
    };
    expect(filterFacts(criteria).map(({ label }) => label)).toEqual([
      'text: “drought”',
      'type: state',
      'not kind: no kind, trade',
      'agent: no agent, bob',
      'outcome: failed, none told',
      'details.price>300, details.side=buy',
      'turn 5',
    ]);
    const { turn_start: _, turn_end: __, ...rest } = criteria;
    expect(filterFacts(criteria).at(-1)?.without(criteria)).toEqual(rest);
  });

  it('describes a range with one end', () => {
    expect(filterFacts({ turn_start: 5 })[0]?.label).toBe('turn from 5');
    expect(filterFacts({ turn_end: 5 })[0]?.label).toBe('turn up to 5');
    expect(filterFacts({ start_timestamp: '2026-01-01' })[0]?.label).toBe('time from 2026-01-01');
  });

  it('reports that a reversed range is empty', () => {
    expect(filterFacts({ turn_start: 30, turn_end: 10 })[0]?.label).toBe(
      'turn: none, 30 is after 10',
    );
    const times = { start_timestamp: '2026-01-02', end_timestamp: '2026-01-01T00:00:00Z' };
    expect(filterFacts(times)[0]?.label).toBe(
      'time: none, 2026-01-02 is after 2026-01-01T00:00:00Z',
    );
  });

  it('is empty without a filter', () => {
    expect(filterFacts({})).toEqual([]);
  });
});
