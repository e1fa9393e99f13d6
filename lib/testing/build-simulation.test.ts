import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../events/event-type';
import { readEvent } from '../events/read-event';
import { buildSimulation, type SimulationOptions } from './build-simulation';

const text = (options: SimulationOptions) => JSON.stringify([...buildSimulation(options)]);

describe('buildSimulation', () => {
  it('gives the same bytes for a seed, and others for another', () => {
    expect(text({ seed: 7 })).toBe(text({ seed: 7 }));
    expect(text({ seed: 7, simulationId: 'x' })).not.toBe(text({ seed: 8, simulationId: 'x' }));
  });

  it('yields exactly the requested number of events, all valid, in order, caused by earlier ones only', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer(),
          turns: fc.nat(6),
          agents: fc.integer({ min: 1, max: 9 }),
          eventsPerTurn: fc.integer({ min: 4, max: 120 }),
        }),
        (options) => {
          const events = [...buildSimulation(options)];
          expect(events).toHaveLength(options.turns * options.eventsPerTurn);
          const earlier = new Set<string>();
          let previous = '';
          for (const event of events) {
            expect(readEvent(event).reason).toBeUndefined();
            expect((event.caused_by ?? []).filter((id) => !earlier.has(id))).toEqual([]);
            expect(event.event_id > previous).toBe(true);
            previous = event.event_id;
            earlier.add(previous);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has every type, several causes for one effect, and chains over turns', () => {
    const events = [...buildSimulation({ turns: 20 })];
    expect(new Set(events.map((event) => event.event_type))).toEqual(new Set(EVENT_TYPES));
    const turns = new Map(events.map((event) => [event.event_id, event.turn_number]));
    const actions = events.filter((event) => event.event_type === 'ACTION');
    expect(actions.some((event) => (event.caused_by ?? []).length > 1)).toBe(true);
    const decisions = events.filter((event) => event.event_type === 'DECISION');
    expect(
      decisions.some((event) =>
        (event.caused_by ?? []).some((id) => (turns.get(id) ?? 0) < event.turn_number),
      ),
    ).toBe(true);
  });

  it('writes lines of about 560 bytes', () => {
    const events = [
      ...buildSimulation({ turns: 20, simulationId: 'seeded-economy_6agents_20261004_01' }),
    ];
    const bytes = events.reduce((sum, event) => sum + JSON.stringify(event).length + 1, 0);
    expect(bytes / events.length).toBeGreaterThan(500);
    expect(bytes / events.length).toBeLessThan(620);
  });
});
