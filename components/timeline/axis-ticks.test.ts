import { describe, expect, it } from 'vitest';
import { timeAxis, turnAxis } from './axis-model';
import { axisTicks, lengthText, textPx } from './axis-ticks';

const START = 1_791_122_400_000_000;
const HOUR = 3600e6;

function texts(...args: Parameters<typeof axisTicks>): readonly string[] {
  return axisTicks(...args).map(({ text }) => text);
}

describe('ticks', () => {
  it('are turns that exist', () => {
    const axis = turnAxis(0, 40, new Map());
    expect(texts(axis, { from: 0, to: 41 }, 500)).toEqual(['turn 0', '10', '20', '30', '40']);
    // The end of turn 40 is no turn.
    expect(texts(axis, { from: 38, to: 41 }, 900)).toEqual(['turn 38', '39', '40']);
    expect(texts(axis, { from: 7.2, to: 9.5 }, 900)).toEqual(['turn 8', '9']);
    expect(texts(axis, { from: 7.2, to: 7.5 }, 900)).toEqual(['turn 7']);
  });

  it('are round times, as exact as they have to be', () => {
    const axis = timeAxis(START, START + 100 * HOUR);
    expect(texts(axis, { from: START, to: START + HOUR }, 500)).toContain('14:15');
    expect(texts(axis, { from: START, to: START + 30e6 }, 500)).toContain('14:00:10');
    expect(texts(axis, { from: START, to: START + 300e3 }, 500)).toContain('14:00:00.100');
    expect(texts(axis, { from: START, to: START + 2000 }, 500)).toContain('14:00:00.001000');
    expect(texts(axis, { from: START, to: START + 50 * HOUR }, 800)).toContain('10-05');
  });

  it('say how long what is folded was, before all else', () => {
    const cut = START + 10e6;
    const fold = {
      start: cut,
      end: cut + 6.2 * HOUR,
      cutStart: cut + 1e6,
      cutEnd: cut + 6.2 * HOUR - 1e6,
    };
    const axis = timeAxis(START, START + 7 * HOUR, [fold], 'folded');
    const ticks = axisTicks(axis, { from: START, to: START + 30e6 }, 600);
    expect(ticks.find(({ kind }) => kind === 'fold')?.px).toBeCloseTo(220);
    expect(ticks.filter(({ kind }) => kind === 'fold')).toMatchObject([{ text: '6 h 12 min' }]);
    expect(ticks.some(({ text }) => text.startsWith('20:12'))).toBe(true);
  });

  it('do not stand over one another', () => {
    const axis = timeAxis(START, START + 1000 * HOUR);
    for (const width of [1e4, 1e6, HOUR, 100 * HOUR]) {
      const ticks = axisTicks(axis, { from: START, to: START + width }, 700);
      for (const [at, tick] of ticks.entries()) {
        const next = ticks[at + 1];
        if (next === undefined) continue;
        expect(next.px - tick.px).toBeGreaterThan((textPx(tick) + textPx(next)) / 2);
      }
      expect(ticks.length).toBeGreaterThan(1);
    }
  });
});

describe('a length of time', () => {
  it.each([
    [6 * HOUR + 12 * 60e6, '6 h 12 min'],
    [50 * HOUR, '2 d 2 h'],
    [24 * HOUR, '1 d'],
    [90e6, '1 min 30 s'],
    [5.9e6, '5 s'],
    [12_345, '12 ms'],
    [7, '7 µs'],
    [0, '0 µs'],
  ])('of %d microseconds is %s', (micros, text) => {
    expect(lengthText(micros)).toBe(text);
  });
});
