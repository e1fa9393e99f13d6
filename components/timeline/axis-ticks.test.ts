import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeAxis, turnAxis } from './axis-model';
import { axisTicks, labelPlacement, lengthText, textPx } from './axis-ticks';

const START = 1_791_122_400_000_000;
const HOUR = 3600e6;

function expectApart(ticks: ReturnType<typeof axisTicks>, widthPx: number) {
  let endPx = -Infinity;
  for (const tick of ticks) {
    const width = textPx(tick);
    const placement = labelPlacement(tick, widthPx);
    const left = tick.px - { start: 0, middle: width / 2, end: width }[placement];
    expect(left).toBeGreaterThan(endPx);
    endPx = left + width;
  }
}

function texts(...args: Parameters<typeof axisTicks>): readonly string[] {
  return axisTicks(...args).map(({ text }) => text);
}

function isEnd({ kind }: ReturnType<typeof axisTicks>[number]): boolean {
  return kind === 'end';
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
    expect(texts(axis, { from: START, to: START + 300e3 }, 600)).toContain('14:00:00.100');
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

  it('name the turns of the ends of a chain before all else', () => {
    const axis = turnAxis(0, 40, new Map());
    const ends = [
      { turn: 9, place: 9.5 },
      { turn: 22, place: 22.5 },
    ];
    const ticks = axisTicks(axis, { from: 0, to: 41 }, 500, ends);
    expect(ticks.map(({ text, kind }) => (kind === 'end' ? `[${text}]` : text))).toEqual([
      'turn 0',
      '[9]',
      '20',
      '[22]',
      '30',
      '40',
    ]);
    expectApart(ticks, 500);
    // A turn that begins before the view, and one that is over.
    expect(texts(axis, { from: 9.2, to: 9.5 }, 900, ends)).toEqual(['turn 9']);
    expect(texts(axis, { from: 10, to: 12 }, 900, ends)).toEqual(['turn 10', '11', '12']);
    // Both ends in one turn are one label.
    const same = [ends[0], ends[0]].flatMap((end) => end ?? []);
    expect(axisTicks(axis, { from: 0, to: 41 }, 500, same).filter(isEnd)).toHaveLength(1);
    const times = timeAxis(START, START + 100 * HOUR);
    const [end] = axisTicks(times, { from: START, to: START + HOUR }, 500, [
      { turn: 7, place: START + HOUR / 2 },
      { turn: 8, place: START + 2 * HOUR },
    ]).filter(isEnd);
    expect(end).toMatchObject({ text: 'turn 7', px: 250 });
  });

  it('do not stand over one another', () => {
    const axis = timeAxis(START, START + 1000 * HOUR);
    for (const width of [1e4, 1e6, HOUR, 100 * HOUR]) {
      const ticks = axisTicks(axis, { from: START, to: START + width }, 700);
      expectApart(ticks, 700);
      expect(ticks.length).toBeGreaterThan(1);
    }
  });

  it('are never over one another and never alike, from five microseconds to ten thousand years', () => {
    const [first, last] = [-62_135_596_800_000_000, 253_402_300_799_000_000];
    fc.assert(
      fc.property(
        fc.double({ min: Math.log(5), max: Math.log(last - first), noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 200, max: 3000 }),
        (logWidth, at, widthPx) => {
          // A run of about now is as exact as doubles are; the whole calendar is in whole milliseconds.
          const isWide = Math.exp(logWidth) > 1e15;
          const [start, end] = isWide ? [first, last] : [START, START + 1e15];
          const width = Math.min(Math.exp(logWidth), end - start);
          const from = start + at * (end - start - width);
          const ticks = axisTicks(timeAxis(start, end), { from, to: from + width }, widthPx);
          expectApart(ticks, widthPx);
          expect(ticks[0]?.text ?? '2026-').toMatch(/\d{4}-/);
        },
      ),
    );
  });

  it('are apart for any turns', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 2_000_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 200, max: 3000 }),
        (first, count, widthPx) => {
          const axis = turnAxis(first, first + count, new Map());
          const ticks = axisTicks(axis, axis.extent, widthPx);
          expectApart(ticks, widthPx);
          expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length);
        },
      ),
    );
  });
});

describe('a length of time', () => {
  it.each([
    [6 * HOUR + 12 * 60e6, '6 h 12 min'],
    [50 * HOUR, '2 d 2 h'],
    [24 * HOUR, '1 d'],
    [90e6, '1 min 30 s'],
    [5.9e6, '5.9 s'],
    [5e6, '5 s'],
    [12_345, '12 ms'],
    [7, '7 µs'],
    [0, '0 µs'],
  ])('of %d microseconds is %s', (micros, text) => {
    expect(lengthText(micros)).toBe(text);
  });
});
