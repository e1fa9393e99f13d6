import { expect, it } from 'vitest';
import { lineBeside, linePath, nearestLine, plotScales, pointAt, valueDomain } from './band-plot';
import type { Band, RunLine } from './band-plot';
import { questionRegions } from './question-region';

const TURNS = [0, 10, 20];

function band(values: Partial<Band>): Band {
  const none = [null, null, null];
  return {
    values: [],
    run_count: 3,
    yes_count: null,
    with_variable: 3,
    counts: [3, 3, 3],
    ...{ lowest: none, p5: none, p25: none, median: none, p75: none, p95: none, highest: none },
    ...values,
  };
}

const line = (run: string, values: readonly (number | null)[]): RunLine => ({
  run,
  group: 0,
  answer: null,
  values: [...values],
});

it('all charts share a scale that shows nine in ten, the limit of the question, and single runs within reason', () => {
  const bands = [
    band({ p5: [10, 10, 10], p95: [20, 20, 20], lowest: [8, 9, 9], highest: [25, 21, 21] }),
    band({ p5: [12, 12, 12], p95: [30, 30, 30], lowest: [12, 12, 12], highest: [1e6, 30, 30] }),
  ];
  expect(valueDomain(bands, [])).toEqual([8, 50]);
  expect(valueDomain(bands, [0])).toEqual([0, 50]);
  expect(valueDomain(bands, [1e9])).toEqual([8, 50]);
  expect(valueDomain([band({})], [])).toEqual([0, 1]);
});

it('a line is interrupted where a run has no value', () => {
  const scales = plotScales(TURNS, [0, 10], 300);
  expect(linePath([1, null, 2], TURNS, scales).match(/M/g)).toHaveLength(2);
});

it('the pointer finds the nearest turn, and there the nearest run with a value', () => {
  const scales = plotScales(TURNS, [0, 10], 300);
  const at = pointAt(scales.x(11), TURNS, scales);
  expect(at).toBe(1);
  const lines = [line('a', [1, 9, 1]), line('b', [1, null, 1]), line('c', [1, 2, 1])];
  expect(nearestLine(lines, at, scales.y(8), scales)?.run).toBe('a');
  expect(nearestLine(lines, at, scales.y(3), scales)?.run).toBe('c');
  expect(nearestLine([line('b', [1, null, 1])], at, 0, scales)).toBeUndefined();
});

it('arrow keys walk from run to run by value, and stay at the ends', () => {
  const lines = [line('high', [9]), line('low', [1]), line('middle', [5])];
  expect(lineBeside(lines, 0, undefined, 1)?.run).toBe('middle');
  expect(lineBeside(lines, 0, 'middle', 1)?.run).toBe('high');
  expect(lineBeside(lines, 0, 'high', 1)?.run).toBe('high');
  expect(lineBeside(lines, 0, 'middle', -1)?.run).toBe('low');
});

it('the region of a question lies on its side of the limit, within its turns', () => {
  const scales = plotScales(TURNS, [0, 100], 300);
  const { x, y } = scales;
  const over = { variable: 'price', operator: 'over', value: 50, turn_end: 10 } as const;
  const [region] = questionRegions([over, { ...over, variable: 'other' }], 'price', scales);
  expect(region?.limitY).toBe(y(50));
  expect(region?.box).toMatchObject({ x: x(0), width: x(10) - x(0), y: y(100) });
  const [under] = questionRegions([{ ...over, operator: 'under' }], 'price', scales);
  expect(under?.box).toMatchObject({ y: y(50), height: y(0) - y(50) });
  const [end] = questionRegions(
    [{ variable: 'price', operator: 'equal', value: 5, when: 'end' }],
    'price',
    scales,
  );
  expect(end?.box).toBeNull();
});
