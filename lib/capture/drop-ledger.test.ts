import { describe, expect, it } from 'vitest';
import { simulationEventSchema } from '../events/simulation-event';
import { createDropLedger } from './drop-ledger';

const dropped = (sequence: number, event_type = 'DETAIL') => ({
  sequence,
  event_id: `id-${String(sequence)}`,
  event_type,
  turn_number: sequence,
});

describe('the drop ledger', () => {
  it('counts by type and by reason', () => {
    const ledger = createDropLedger();
    ledger.drop(dropped(1), 'queue_full');
    ledger.drop(dropped(2, 'STATE'), 'queue_full');
    ledger.drop(dropped(3), 'stopped');
    expect(ledger.dropped).toEqual({
      total: 3,
      byType: { DETAIL: 2, STATE: 1 },
      byReason: { queue_full: 2, stopped: 1 },
    });
  });

  it('reports each drop once, first and last in the order of emission', () => {
    const ledger = createDropLedger();
    for (const sequence of [5, 4, 9, 2]) ledger.drop(dropped(sequence), 'queue_full');
    const report = ledger.takeReport('sim-001');
    expect(simulationEventSchema.parse(report)).toMatchObject({
      event_type: 'SYSTEM',
      simulation_id: 'sim-001',
      turn_number: 9,
      description: '4 events dropped: queue_full 4',
      details: {
        error_type: 'events_dropped',
        status: 'warning',
        dropped: 4,
        dropped_by_type: { DETAIL: 4 },
        dropped_by_reason: { queue_full: 4 },
        first_event_id: 'id-2',
        last_event_id: 'id-9',
      },
    });
    expect(ledger.hasUnreported).toBe(false);
    expect(ledger.takeReport('sim-001')).toBeUndefined();
    ledger.drop(dropped(10), 'queue_full');
    expect(ledger.takeReport('sim-001')?.details).toMatchObject({
      dropped: 1,
      first_event_id: 'id-10',
    });
  });

  it('warns of each drop once, with the total', () => {
    const ledger = createDropLedger();
    ledger.drop(dropped(1), 'queue_full');
    expect(ledger.takeWarning()).toBe('1 event dropped (DETAIL 1; queue_full 1)');
    expect(ledger.takeWarning()).toBeUndefined();
    ledger.drop(dropped(2), 'queue_full');
    ledger.drop(dropped(3, 'ACTION'), 'stopped');
    expect(ledger.takeWarning()).toBe(
      '2 events dropped (DETAIL 1, ACTION 1; queue_full 1, stopped 1), 3 in all',
    );
    expect(ledger.takeReport('sim-001')?.details).toMatchObject({ dropped: 3 });
  });

  it('can report values that are not events', () => {
    const ledger = createDropLedger();
    const refusal = { reason: 'not_an_event', detail: 'event_id is 5n' } as const;
    ledger.refuse({ sequence: 1 }, refusal);
    ledger.refuse({ sequence: 2, event_id: 5n, event_type: {}, turn_number: -1 }, refusal);
    expect(ledger.refused.byType).toEqual({ '(none)': 2 });
    expect(ledger.dropped.total).toBe(0);
    expect(ledger.takeWarning()).toBe(
      '2 events refused ((none) 2; not_an_event 2); the last: event_id is 5n',
    );
    expect(ledger.takeReport('sim-001')).toMatchObject({
      turn_number: 0,
      description: '2 events refused: not_an_event 2',
      details: { dropped: 0, refused: 2, first_event_id: null, last_event_id: null },
    });
  });

  it('lists a limited number of types', () => {
    const ledger = createDropLedger();
    for (let n = 1; n <= 1000; n++) ledger.drop(dropped(n, `TYPE ${String(n)}`), 'queue_full');
    expect(Object.keys(ledger.dropped.byType)).toHaveLength(51);
    expect(ledger.dropped).toMatchObject({ total: 1000, byType: { '(other)': 950 } });
  });
});
