import { describe, expect, it } from 'vitest';
import { addCriteria } from './add-criteria';

describe('addCriteria', () => {
  it('narrows to what is wanted', () => {
    const before = { agent_ids: ['a', 'b'], turn_start: 1, turn_end: 9, q: 'x' };
    expect(addCriteria(before, { agent_ids: ['a'], turn_start: 4, turn_end: 4 })).toEqual({
      agent_ids: ['a'],
      turn_start: 4,
      turn_end: 4,
      q: 'x',
    });
  });

  it('adds to what is not wanted', () => {
    const before = { exclude_kinds: ['a'], event_types: ['STATE'] };
    expect(addCriteria(before, { exclude_kinds: ['b', 'a'] })).toEqual({
      exclude_kinds: ['a', 'b'],
      event_types: ['STATE'],
    });
  });

  it('never asks for a name and against it', () => {
    expect(addCriteria({ agent_ids: ['a', 'b'] }, { exclude_agent_ids: ['a'] })).toEqual({
      agent_ids: ['b'],
      exclude_agent_ids: ['a'],
    });
    expect(addCriteria({ exclude_agent_ids: ['a'] }, { agent_ids: ['a'] })).toEqual({
      agent_ids: ['a'],
    });
    expect(addCriteria({ agent_ids: ['a'] }, { exclude_agent_ids: ['a'] })).toEqual({
      exclude_agent_ids: ['a'],
    });
  });

  it('leaves the empty name what it is: events of no agent', () => {
    expect(addCriteria({}, { exclude_agent_ids: [''] })).toEqual({ exclude_agent_ids: [''] });
  });
});
