import { describe, expect, it } from 'vitest';
import { readEventLine } from '../events/read-event';
import { HOSTILE_LINES } from './hostile-lines';

describe('hostile lines', () => {
  it.each(
    HOSTILE_LINES.filter((line) => line.reading === 'event').map(
      (line) => [line.name, line] as const,
    ),
  )('are an event with %s', (_, { bytes, event_id }) => {
    expect(readEventLine(bytes.toString()).event?.event_id).toBe(event_id);
  });

  it.each(
    HOSTILE_LINES.filter((line) => line.reading === 'invalid').map(
      (line) => [line.name, line] as const,
    ),
  )('are not an event with %s', (_, { bytes }) => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    expect(() => {
      const { reason } = readEventLine(decoder.decode(bytes));
      if (reason !== undefined) throw new Error(reason);
    }).toThrow();
  });

  it('have names and ids of their own, no line ends, and sizes a test can bear', () => {
    const ids = HOSTILE_LINES.flatMap((line) => line.event_id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(HOSTILE_LINES.map((line) => line.name)).size).toBe(HOSTILE_LINES.length);
    expect(HOSTILE_LINES.filter((line) => line.bytes.includes('\n'))).toEqual([]);
    expect(Math.max(...HOSTILE_LINES.map((line) => line.bytes.length))).toBeLessThan(100_000);
  });
});
