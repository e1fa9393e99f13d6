import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTimestamp, parseTimestamp } from './epoch-micros';
import { readEventLine } from './read-event';
import { simulationEventSchema } from './simulation-event';
import { whyUnwritable } from './why-unwritable';

const EVENT = {
  event_id: '01K6RFJ1A2B3C4D5E6F7G8H9J0',
  timestamp: '2025-10-04T20:00:00.000000+00:00',
  turn_number: 1,
  event_type: 'ACTION',
  simulation_id: 'sim-001',
};

const HALF = '\ud83d';

describe('an event that is to be written', () => {
  it.each<[string, unknown, string]>([
    ['event_id', '', 'event_id is ""'],
    ['event_id', undefined, 'event_id is missing'],
    ['event_id', 7, 'event_id is 7'],
    ['event_id', HALF, String.raw`event_id is "\ud83d"`],
    ['timestamp', 'yesterday', 'timestamp is "yesterday"'],
    ['timestamp', '2025-02-30T00:00:00Z', 'timestamp is "2025-02-30T00:00:00Z"'],
    ['timestamp', 1_700_000_000, 'timestamp is 1700000000'],
    ['timestamp', new Date(0), 'timestamp is "1970-01-01T00:00:00.000Z"'],
    ['turn_number', 1.5, 'turn_number is 1.5'],
    ['turn_number', -1, 'turn_number is -1'],
    ['turn_number', 2 ** 60, 'turn_number is 1152921504606847000'],
    ['turn_number', NaN, 'turn_number is NaN'],
    ['turn_number', 5n, 'turn_number is 5n'],
    ['turn_number', '5', 'turn_number is "5"'],
    ['event_type', null, 'event_type is null'],
    ['simulation_id', undefined, 'simulation_id is missing'],
    ['simulation_id', {}, 'simulation_id is {}'],
    ['agent_id', 7, 'agent_id is 7'],
    ['caused_by', 'e1', 'caused_by is "e1"'],
    ['caused_by', ['e1', 5], 'caused_by is ["e1",5]'],
    ['description', { text: 'x' }, 'description is {"text":"x"}'],
    ['details', [1], 'details is [1]'],
    ['details', 'text', 'details is "text"'],
  ])('is refused for a wrong %s, which is quoted', (field, value, reason) => {
    expect(whyUnwritable({ ...EVENT, [field]: value })).toBe(reason);
  });

  it.each([
    { agent_id: null, caused_by: null, description: null, details: null },
    { turn_number: -0, details: {}, caused_by: [] },
    { description: `cut ${HALF}`, details: { text: `\u0000${HALF}` }, another: [1] },
    { timestamp: '2025-10-04' },
  ])('is taken with %j', (more) => {
    expect(whyUnwritable({ ...EVENT, ...more })).toBeUndefined();
  });

  it('is read back unchanged, for any fields', () => {
    const anything = fc.oneof(
      fc.anything({ withNullPrototype: false, maxDepth: 1 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.bigInt(),
      fc.constantFrom(EVENT.event_id, EVENT.timestamp, 1, {}, ['e1']),
    );
    const fields = ['agent_id', 'caused_by', 'description', 'details', ...Object.keys(EVENT)];
    const arbitrary = fc.tuple(fc.constantFrom(...fields), anything);
    fc.assert(
      fc.property(arbitrary, ([field, value]) => {
        const event = { ...EVENT, [field]: value };
        if (whyUnwritable(event) !== undefined) return;
        expect(simulationEventSchema.safeParse(event).success).toBe(true);
        const { event: read } = readEventLine(JSON.stringify(event));
        expect(read).toMatchObject({
          event_id: event.event_id,
          timestamp: event.timestamp,
          event_type: event.event_type,
          simulation_id: event.simulation_id,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('has a time as parseTimestamp reads it, by the short way and the long', () => {
    const two = fc.integer({ min: 0, max: 61 }).map((n) => String(n).padStart(2, '0'));
    const parts = fc.tuple(fc.integer({ min: 1000, max: 9999 }), two, two, two, two, two);
    fc.assert(
      fc.property(parts, ([year, month, day, hour, minute, second]) => {
        const text = `${String(year)}-${month}-${day}T${hour}:${minute}:${second}.000000+00:00`;
        expect(isTimestamp(text)).toBe(parseTimestamp(text) !== undefined);
      }),
      { numRuns: 2000 },
    );
    expect(isTimestamp('2024-02-29T00:00:00.000000+00:00')).toBe(true);
    expect(isTimestamp('2025-02-29T00:00:00.000000+00:00')).toBe(false);
  });
});
