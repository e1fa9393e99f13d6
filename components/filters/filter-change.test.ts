import { describe, expect, it } from 'vitest';
import { filterFacts, toggleName, withPart } from './filter-change';

describe('toggling a name', () => {
  it('adds it, takes it away again, and leaves no empty list behind', () => {
    const one = toggleName({ turn_start: 3 }, 'event_types', 'ACTION');
    expect(one).toEqual({ turn_start: 3, event_types: ['ACTION'] });
    expect(toggleName(one, 'event_types', 'ACTION')).toEqual({ turn_start: 3 });
  });

  it('takes ENV away where STATE is unchecked, for they are one type', () => {
    expect(toggleName({ event_types: ['ENV', 'STATE', 'ACTION'] }, 'event_types', 'STATE')).toEqual(
      {
        event_types: ['ACTION'],
      },
    );
  });

  it('can ask for events of no agent', () => {
    expect(toggleName({}, 'agent_ids', '')).toEqual({ agent_ids: [''] });
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
  it('says what is asked for, part by part, and what is left without it', () => {
    const criteria = { event_types: ['ENV'], agent_ids: ['', 'bob'], turn_start: 5, turn_end: 5 };
    expect(filterFacts(criteria).map(({ label }) => label)).toEqual([
      'type: state',
      'agent: no agent, bob',
      'turn 5',
    ]);
    expect(filterFacts(criteria).at(-1)?.without).toEqual({
      event_types: ['ENV'],
      agent_ids: ['', 'bob'],
    });
  });

  it('says half a range as one', () => {
    expect(filterFacts({ turn_start: 5 })[0]?.label).toBe('turn from 5');
    expect(filterFacts({ turn_end: 5 })[0]?.label).toBe('turn up to 5');
    expect(filterFacts({ start_timestamp: '2026-01-01' })[0]?.label).toBe('time from 2026-01-01');
  });

  it('is empty when everything is asked for', () => {
    expect(filterFacts({})).toEqual([]);
  });
});
