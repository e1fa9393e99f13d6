import { describe, expect, it } from 'vitest';
import { criteriaKey, readCriteria } from './criteria-key';

describe('criteriaKey', () => {
  it('is the same for the same criteria in another order', () => {
    expect(criteriaKey({ turn_start: 1, turn_end: 2 })).toBe(
      criteriaKey({ turn_end: 2, turn_start: 1 }),
    );
    expect(criteriaKey({ agent_ids: [''] })).not.toBe(criteriaKey({}));
  });

  it('holds the criteria', () => {
    const criteria = { event_types: ['ACTION', 'STATE'], agent_ids: [''], turn_start: 1 };
    expect(readCriteria(criteriaKey(criteria))).toEqual(criteria);
  });
});
