import { describe, expect, it } from 'vitest';
import type { EventHistogram } from '@/lib/api/contract';
import { typeBands, bandsText } from './type-bands';

function histogram(counts: Readonly<Record<string, readonly number[]>>): EventHistogram {
  const series = Object.entries(counts).map(([key, values]) => ({
    key,
    is_rest: false,
    event_count: values.reduce((sum, value) => sum + value, 0),
    counts: [...values],
  }));
  const total = series.reduce((sum, { event_count }) => sum + event_count, 0);
  const bucket_count = series[0]?.counts.length ?? 0;
  return {
    axis: 'turn',
    by: 'event_type',
    from: 1,
    to: 4,
    bucket_width: 2,
    bucket_count,
    series,
    total,
  };
}

describe('a sparkline', () => {
  it('stacks the types in their order, the fullest bucket to the top', () => {
    const bands = typeBands(histogram({ STATE: [1, 2], Weather: [1, 0], ACTION: [0, 2] }));
    expect(bands.map(({ key }) => key)).toEqual(['ACTION', 'STATE', 'Weather']);
    expect(bands[0]?.path).toBe('M1.08 1V0.5h0.84V1z');
    expect(bands[1]?.path).toBe('M0.08 1V0.75h0.84V1zM1.08 0.5V0h0.84V0.5z');
    expect(bands[2]?.path).toBe('M0.08 0.75V0.5h0.84V0.75z');
  });

  it('is described in words, with glyphs and the busiest turns', () => {
    expect(bandsText(histogram({ STATE: [1, 2000], ACTION: [0, 2] }))).toBe(
      '■ state 2,001, ▶ action 2. Most in turns 3–4: 2,002 events.',
    );
    expect(bandsText({ ...histogram({ STATE: [1, 2] }), bucket_width: 1 })).toContain(
      'Most in turn 2: 2 events.',
    );
  });

  it('has nothing to draw of nothing', () => {
    expect(typeBands(histogram({}))).toEqual([]);
    expect(bandsText(histogram({ STATE: [0, 0] }))).toBe('No events');
  });
});
