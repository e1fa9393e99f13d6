import { describe, expect, it } from 'vitest';
import { parseTimestamp } from '@/lib/events/epoch-micros';
import { readJumpTarget } from './jump-target';

const START = parseTimestamp('2026-10-04T14:00:00.5Z');

describe('readJumpTarget', () => {
  it.each(['t 40', 'T40', 'turn 40', 'Turn  40', '40', ' 40 '])('%j is a turn', (text) => {
    expect(readJumpTarget(text, START)).toEqual({ kind: 'turn', turn: 40 });
  });

  it('a turn is understood as the page writes it', () => {
    expect(readJumpTarget('turn 1,000,001', START)).toEqual({ kind: 'turn', turn: 1_000_001 });
  });

  it.each(['row 12345', '#12345', '# 12,345', 'ROW 12345'])('%j is a row', (text) => {
    expect(readJumpTarget(text, START)).toEqual({ kind: 'row', row: 12_344 });
  });

  it.each([
    ['14:03:22', '2026-10-04T14:03:22Z'],
    ['14:03:22.250', '2026-10-04T14:03:22.25Z'],
    ['14:03', '2026-10-04T14:03:00Z'],
    ['14:00:00', '2026-10-04T14:00:00Z'],
    ['9:30', '2026-10-05T09:30:00Z'],
    ['2026-10-04T16:00:00+02:00', '2026-10-04T14:00:00Z'],
    ['2026-10-06', '2026-10-06T00:00:00Z'],
  ])('%j is a time', (text, time) => {
    expect(readJumpTarget(text, START)).toEqual({ kind: 'time', time: parseTimestamp(time) });
  });

  it.each(['', 'later', '25:00:00', '#', 't', '-3', '2026-13-01'])('%j is none', (text) => {
    expect(readJumpTarget(text, START)).toBeUndefined();
  });

  it('knows no clock of a run that has not begun', () => {
    expect(readJumpTarget('14:00', undefined)).toBeUndefined();
  });
});
