import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeTempRoot } from '../testing/temp-root';
import {
  detail,
  expectBalanced,
  limitDisk,
  numbered,
  readStream,
  SIMULATION_ID,
} from './capture-suite';
import { createEventAccount } from './event-account';
import type { QueuedEvent } from './event-queue';
import { EventWriter } from './event-writer';

const queued = (isReport = false): QueuedEvent => ({
  sequence: 1,
  line: '{}',
  importance: 2,
  event_id: 'e1',
  event_type: 'ACTION',
  turn_number: 1,
  isReport,
  isSettled: false,
});

describe('the account of events', () => {
  it('gives a queued event its last place once', () => {
    const account = createEventAccount();
    const event = queued();
    account.enter('queued');
    expect(account.settle(event, 'dropped')).toBe(true);
    expect(account.settle(event, 'written')).toBe(false);
    expect(account.counts).toMatchObject({ emitted: 1, queued: 0, dropped: 1, written: 0 });
  });

  it('counts a report apart, and only when it is written', () => {
    const account = createEventAccount();
    account.settle(queued(true), 'dropped');
    account.settle(queued(true), 'written');
    expect(account.counts).toMatchObject({ emitted: 0, written: 0, dropped: 0, reports: 1 });
  });
});

type Step =
  | {
      readonly do: 'emit';
      readonly kind: 'action' | 'detail' | 'milestone' | 'wrong';
      times: number;
    }
  | { readonly do: 'flush' | 'yield' | 'fill' | 'free' | 'stop' };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('emit' as const),
        kind: fc.constantFrom('action', 'detail', 'milestone', 'wrong'),
        times: fc.integer({ min: 1, max: 30 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constantFrom('flush', 'yield', 'fill', 'free') }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const) }) },
  ),
  { minLength: 1, maxLength: 30 },
);

describe('a writer, in any order of calls', () => {
  it('has each event in one place at any time, and finally the file matches its counters', async () => {
    const { path: root } = await makeTempRoot(onTestFinished);
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(1, 3, 20), async (plan, maxQueueEvents) => {
        const outputDir = path.join(root, String(++runs));
        const disk = limitDisk('ENOSPC', Infinity);
        const writer = new EventWriter({
          outputDir,
          simulationId: SIMULATION_ID,
          verbosity: 'ACTION',
          exitHook: false,
          flushIntervalMs: 0,
          maxQueueEvents,
          maxFileBytes: 3000,
          logger: { warn: () => expectBalanced(writer.counters) },
        });
        await writer.start();
        let emitted = 0;
        let wrong = 0;
        for (const step of plan) {
          if (step.do === 'emit') {
            for (let i = 0; i < step.times; i++) {
              const event = step.kind === 'detail' ? detail(++emitted) : numbered(++emitted);
              if (step.kind === 'milestone') event.event_type = 'MILESTONE';
              if (step.kind === 'wrong') event.timestamp = 'yesterday';
              if (step.kind === 'wrong') wrong += 1;
              writer.emit(event);
              expectBalanced(writer.counters);
            }
          } else if (step.do === 'flush') await writer.flush({ timeoutMs: 3 });
          else if (step.do === 'yield') await setImmediate();
          // In the middle of a line.
          else if (step.do === 'fill') disk.free(100);
          else if (step.do === 'free') disk.free(Infinity);
          else await writer.stop({ timeoutMs: 3 });
          expectBalanced(writer.counters);
        }
        const counters = await writer.stop({ timeoutMs: 3 });
        expectBalanced(counters);
        expect(counters).toMatchObject({ emitted, queued: 0 });
        const { stopped = 0 } = counters.droppedByReason;
        expect(counters.refused).toBeLessThanOrEqual(wrong);
        expect(counters.refused + stopped).toBeGreaterThanOrEqual(wrong);
        const { events, reports } = await readStream(path.join(outputDir, SIMULATION_ID));
        // A write that was running at the timeout may have finished.
        const { stop_timeout = 0 } = counters.droppedByReason;
        expect(events.length).toBeGreaterThanOrEqual(counters.written);
        expect(events.length).toBeLessThanOrEqual(counters.written + stop_timeout);
        expect(reports.length).toBeGreaterThanOrEqual(counters.reports);
        expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(events.length);
        vi.restoreAllMocks();
      }),
      { numRuns: 60 },
    );
  });

  it('loses no event to the report of dropped events', async () => {
    // A full queue, and a disk that accepts nothing until the writer is stopped. The report takes extra room.
    const { path: outputDir } = await makeTempRoot(onTestFinished);
    limitDisk('ENOSPC', 0);
    const options = { outputDir, simulationId: SIMULATION_ID, exitHook: false, maxQueueEvents: 5 };
    const writer = new EventWriter({ ...options, logger: { warn: () => undefined } });
    await writer.start();
    for (let n = 1; n <= 50; n++) writer.emit(numbered(n));
    // Now a batch is being written, and the queue fills up behind it.
    await writer.flush({ timeoutMs: 5 });
    for (let n = 51; n <= 100; n++) writer.emit(numbered(n));
    const counters = await writer.stop({ timeoutMs: 20 });
    expectBalanced(counters);
    expect(counters).toMatchObject({ emitted: 100, dropped: 100, queued: 0, written: 0 });
    expect(counters.droppedByReason).toHaveProperty('queue_full');
    expect(counters.droppedByReason).toHaveProperty('stop_timeout');
  });
});
