import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimestamp } from '../events/epoch-micros';
import { EventColumnsBuilder } from './event-columns';
import { bitsAt, idBits } from './event-id-bits';
import { indexIds } from './id-rows';
import { splitLinks } from './split-links';

const IDS = ['01M43MGC6AWK8A9FN7F0ZEZP00', '01M43MGC6AWK8A9FN7F0ZEZP01', 'a', 'b', '😀'] as const;
const MISSING = ['01M43MGC6AWK8A9FN7F0ZEZP02', 'missing'] as const;

interface Linked {
  readonly event_id: string;
  readonly caused_by: readonly string[];
}

function columnsOf(events: readonly Linked[]): EventColumnsBuilder {
  const columns = new EventColumnsBuilder();
  const timestamp = '2026-10-04';
  for (const event of events) {
    const nothing = { simulation_id: null, agent_id: null, description: null, details: null };
    const time = parseTimestamp(timestamp)!;
    const stored = { ...nothing, ...event, timestamp, time, turn_number: 0, event_type: 'ACTION' };
    columns.addEvent(stored, 0n, 0, 1);
  }
  return columns;
}

function split(columns: EventColumnsBuilder) {
  const { near, far } = splitLinks(columns, indexIds(columns));
  return {
    near: Array.from({ length: near.count }, (_, i) => [near.cause[i], near.effect[i]]),
    far: Array.from({ length: far.count }, (_, i) => [bitsAt(far.cause, i), far.effect[i]]),
  };
}

describe('splitLinks', () => {
  it('leads to the first event with the id of the cause, itself or a later one too, or elsewhere', () => {
    const event = fc.record({
      event_id: fc.constantFrom(...IDS),
      caused_by: fc.uniqueArray(fc.constantFrom(...IDS, ...MISSING)),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30, size: 'max' }), (events) => {
        const firstRows = new Map<string, number>();
        for (const [row, { event_id }] of events.entries()) {
          if (!firstRows.has(event_id)) firstRows.set(event_id, row);
        }
        const near: [number, number][] = [];
        const far: [bigint, number][] = [];
        for (const [effect, { caused_by }] of events.entries()) {
          for (const cause of caused_by) {
            const row = firstRows.get(cause);
            if (row === undefined) far.push([idBits(cause), effect]);
            else near.push([row, effect]);
          }
        }
        expect(split(columnsOf(events))).toEqual({ near, far });
      }),
      { seed: 11, numRuns: 100 },
    );
  });
});
