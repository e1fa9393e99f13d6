import { expect, it } from 'vitest';
import { HOSTILE_LINES } from '../testing/hostile-lines';
import { memberText } from '../json/member-text';
import { readEventLine } from './read-event';
import { readLongLine } from './read-long-line';

const atOnce = (): Promise<void> => Promise.resolve();

it('reads every odd event as it is read in one go, and its details as they are written', async () => {
  const events = HOSTILE_LINES.filter((line) => line.reading === 'event');
  for (const { bytes, name } of events) {
    const text = bytes.toString('utf8');
    const { event } = readEventLine(text);
    expect(await readLongLine(text, atOnce), name).toEqual({
      event: { ...event, details: null },
      details: memberText(text, 'details'),
    });
  }
  expect(events.length).toBeGreaterThan(50);
});

it.each(['turn_number', 'timestamp', 'event_id'])('reports that a %s is missing', async (field) => {
  const event = { event_id: 'a', timestamp: '2026-10-04T00:00:00Z', turn_number: 1 };
  const text = JSON.stringify({ ...event, event_type: 'ACTION', [field]: undefined });
  const { reason } = readEventLine(text);
  expect(await readLongLine(text, atOnce)).toEqual({ reason });
  expect(reason).toBe(`${field} is missing`);
});
