import { describe, expect, it } from 'vitest';
import { turnAxis } from './axis-model';
import { OTHER_TYPES } from './bucket-counts';
import { probeFacts, probeText, rangeText } from './probe-facts';

const MODEL = turnAxis(0, 40, new Map());

const COUNTS = {
  from: 0,
  bucketWidth: 2,
  bucketCount: 21,
  types: [{ type: 'ACTION', counts: Array.from({ length: 21 }, (_, at) => at) }],
};

describe('what the cursor tells', () => {
  it('is the turns and the numbers of a bucket, always of the same types', () => {
    const facts = probeFacts(5, { model: MODEL, counts: COUNTS, types: ['STATE', 'ACTION'] });
    expect(facts).toMatchObject({
      where: 'turns 4–5',
      total: 2,
      counts: [
        { type: 'ACTION', count: 2 },
        { type: 'STATE', count: 0 },
      ],
    });
    expect(facts && probeText(facts)).toBe('turns 4–5: 2 events, action 2');
    expect(probeFacts(99, { model: MODEL, counts: COUNTS, types: [] })).toBeUndefined();
    const lane = {
      ...COUNTS,
      types: [
        ...COUNTS.types,
        { type: OTHER_TYPES, counts: COUNTS.types.flatMap((c) => c.counts) },
      ],
    };
    const cut = probeFacts(5, { model: MODEL, counts: lane, types: ['RARE', 'ACTION'] });
    expect(cut).toMatchObject({
      total: 4,
      counts: [
        { type: 'ACTION', count: 2 },
        { type: 'RARE', count: undefined },
        { type: OTHER_TYPES, count: 2 },
      ],
    });
    expect(cut && probeText(cut)).toBe('turns 4–5: 4 events, action 2, other types 2');
    expect(rangeText({ from: 31, to: 32 }, MODEL)).toBe('turn 31');
  });

  it('has the number of failures, if it is known', () => {
    const failed = { ...COUNTS, types: [{ type: 'SYSTEM', counts: [0, 0, 1] }] };
    const options = { model: MODEL, counts: COUNTS, types: ['ACTION'] };
    const facts = probeFacts(5, { ...options, failed: [failed, failed] });
    expect(facts?.failed).toBe(2);
    expect(facts && probeText(facts)).toBe('turns 4–5: 2 events, action 2, 2 failed');
    expect(probeFacts(5, options)?.failed).toBeUndefined();
  });
});
