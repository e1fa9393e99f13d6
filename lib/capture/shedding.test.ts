import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  createActionEvent,
  createDecisionEvent,
  createDetailEvent,
  createMilestoneEvent,
  createStateEvent,
  createSystemEvent,
} from '../events/create-event';
import type { SimulationEvent } from '../events/simulation-event';
import {
  expectBalanced,
  numbered,
  PATIENT,
  numbersOf,
  range,
  readStream,
  SIMULATION_ID,
  startTestWriter,
} from './capture-suite';

const common = { simulation_id: SIMULATION_ID, turn_number: 3, agent_id: 'ada' };

const make: Readonly<Record<string, (number: number) => SimulationEvent>> = {
  MILESTONE: (number) => createMilestoneEvent({ ...common, milestone_type: 'turn_start', number }),
  DECISION: (number) => createDecisionEvent({ ...common, decision_type: 'x', number }),
  ACTION: (number) => createActionEvent({ ...common, action_type: 'x', number }),
  STATE: (number) => createStateEvent({ ...common, variable_name: 'x', new_value: 1, number }),
  DETAIL: (number) => createDetailEvent({ ...common, calculation_type: 'x', number }),
  ERROR: (number) => createSystemEvent({ ...common, error_type: 'timeout', number }),
};

describe('a writer with a full queue', () => {
  it.each([
    ['DETAIL', 'STATE', 'STATE'],
    ['STATE', 'ACTION', 'ACTION'],
    ['STATE', 'ERROR', 'ERROR'],
    ['ACTION', 'DECISION', 'DECISION'],
    ['DECISION', 'MILESTONE', 'MILESTONE'],
    ['MILESTONE', 'DECISION', 'MILESTONE'],
    ['ACTION', 'DETAIL', 'ACTION'],
    ['ERROR', 'STATE', 'ERROR'],
  ])('filled with %s, given %s, keeps %s', async (first, second, kept) => {
    const { writer, directory } = await startTestWriter({
      maxQueueEvents: 20,
      verbosity: 'DETAIL',
    });
    for (const n of range(1, 20)) writer.emit(make[first]!(n));
    for (const n of range(1, 20)) writer.emit(make[second]!(n));
    const counters = await writer.stop();
    expectBalanced(counters);
    expect(counters).toMatchObject({ written: 20, dropped: 20, reports: 1 });
    const { events } = await readStream(directory);
    const type = kept === 'ERROR' ? 'SYSTEM' : kept;
    expect(events.map((event) => event.event_type)).toEqual(range(1, 20).map(() => type));
    expect(numbersOf(events)).toEqual(range(1, 20));
  });

  it('keeps milestones and decisions out of a flood, in the order of emission', async () => {
    const { writer, directory, warnings } = await startTestWriter({
      maxQueueEvents: 100,
      verbosity: 'DETAIL',
    });
    const types = ['DETAIL', 'DETAIL', 'STATE', 'DETAIL', 'ACTION', 'DETAIL'];
    for (const n of range(1, 5000)) {
      writer.emit(make[types[n % types.length] ?? '']!(n));
      if (n % 500 === 0) {
        writer.emit(make['DECISION']!(n));
        writer.emit(make['MILESTONE']!(n));
      }
    }
    expect(writer.counters).toMatchObject({ emitted: 5020, queued: 100, dropped: 4920 });
    const counters = await writer.stop();
    expectBalanced(counters);
    const { events, reports } = await readStream(directory);
    const count = (type: string): number =>
      events.filter(({ event_type }) => event_type === type).length;
    expect([count('MILESTONE'), count('DECISION'), count('ACTION')]).toEqual([10, 10, 80]);
    const numbers = numbersOf(events).map(Number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));

    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      event_type: 'SYSTEM',
      turn_number: 3,
      details: {
        error_type: 'events_dropped',
        dropped: 4920,
        dropped_by_type: counters.droppedByType,
        dropped_by_reason: { queue_full: 4920 },
      },
    });
    // One at once, and the rest at the stop.
    expect(warnings).toHaveLength(2);
    expect(warnings[1]).toContain('4919 events dropped');
  });

  it('writes all of a full queue when it is stopped', async () => {
    const { writer, directory } = await startTestWriter();
    for (const n of range(1, 10_000)) writer.emit(numbered(n));
    expect(await writer.stop()).toMatchObject({ written: 10_000, dropped: 0, reports: 0 });
    expect(numbersOf((await readStream(directory)).events)).toEqual(range(1, 10_000));
  });

  it('reports as soon as there is room, at any verbosity, and continues', async () => {
    const { writer, directory } = await startTestWriter({
      maxQueueEvents: 100,
      verbosity: 'MILESTONE',
    });
    for (const n of range(1, 150)) writer.emit(make['MILESTONE']!(n));
    await expect.poll(() => writer.counters.reports, PATIENT).toBe(1);
    writer.emit(make['MILESTONE']!(151));
    await writer.flush();
    const { events, reports } = await readStream(directory);
    expect(numbersOf(events)).toEqual([...range(1, 100), 151]);
    expect(reports[0]?.details).toMatchObject({ dropped_by_type: { MILESTONE: 50 } });
    const ids = reports.map((report) => report.details?.['first_event_id']);
    expect(events.some((event) => ids.includes(event.event_id))).toBe(false);
  });

  it('loses nothing when the caller yields', async () => {
    const { writer } = await startTestWriter();
    for (const n of range(1, 30_000)) {
      writer.emit(numbered(n));
      if (n % 100 === 0) await setImmediate();
      // Independent of the disk's current speed.
      if (n % 5000 === 0) await writer.flush();
    }
    expect(await writer.stop()).toMatchObject({ written: 30_000, dropped: 0 });
  });
});
