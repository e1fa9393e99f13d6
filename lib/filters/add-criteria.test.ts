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

  it('joins conditions on fields, and replaces a value of the same field', () => {
    const before = { where: ['details.price>3', 'details.good = grain'] };
    expect(addCriteria(before, { where: ['details.price = 5'] })).toEqual({
      where: ['details.price>3', 'details.good = grain', 'details.price = 5'],
    });
    expect(addCriteria(before, { where: ['details.good = fish'] })).toEqual({
      where: ['details.price>3', 'details.good = fish'],
    });
    expect(addCriteria(before, { where: ['details.good != grain'] })).toEqual({
      where: ['details.price>3', 'details.good != grain'],
    });
    const twice = { where: ['details.good != a', 'details.good != b'] };
    expect(addCriteria({ where: ['details.good != a'] }, { where: ['details.good != b'] })).toEqual(
      twice,
    );
    expect(addCriteria(twice, { where: ['details.good = c'] })).toEqual({
      where: ['details.good = c'],
    });
  });

  it('leaves eight conditions as they are', () => {
    const where = Array.from({ length: 8 }, (_, at) => `details.a != ${String(at)}`);
    expect(addCriteria({ where }, { where: ['details.b = 1'] })).toEqual({ where });
  });

  it('leaves the empty name what it is: events of no agent', () => {
    expect(addCriteria({}, { exclude_agent_ids: [''] })).toEqual({ exclude_agent_ids: [''] });
  });
});
