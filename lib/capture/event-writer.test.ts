import { writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InvalidParametersError } from '../errors';
import { createMilestoneEvent, createStateEvent, createSystemEvent } from '../events/create-event';
import type { SimulationEvent } from '../events/simulation-event';
import { VERBOSITY_LEVELS } from '../events/verbosity';
import { makeTempRoot } from '../testing/temp-root';
import {
  detail,
  expectBalanced,
  makeTestWriter,
  numbered,
  PATIENT,
  numbersOf,
  range,
  readStream,
  SIMULATION_ID,
  startTestWriter,
} from './capture-suite';
import { EventWriter } from './event-writer';

const common = { simulation_id: SIMULATION_ID, turn_number: 1 };
const milestone = () => createMilestoneEvent({ ...common, milestone_type: 'turn_start' });

describe('EventWriter', () => {
  it('writes events as lines, in the order in which they were emitted', async () => {
    const { writer, directory } = await startTestWriter();
    const events = range(1, 500).map((n) => numbered(n, 'å😀\u2028"\n'));
    for (const event of events) {
      writer.emit(event);
      if (event.details?.['number'] === 250) await writer.flush();
    }
    const counters = await writer.stop();
    const text = await readFile(path.join(directory, 'events.jsonl'), 'utf8');
    expect(text).toBe(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    expect(counters).toMatchObject({
      emitted: 500,
      written: 500,
      bytes: Buffer.byteLength(text),
      errors: 0,
    });
  });

  it('writes in the background, without being asked', async () => {
    const { writer, directory } = await startTestWriter();
    writer.emit(numbered(1));
    expect(writer.counters).toMatchObject({ queued: 1, written: 0 });
    await expect.poll(() => writer.counters.written, PATIENT).toBe(1);
    expect(numbersOf((await readStream(directory)).events)).toEqual([1]);
  });

  it('keeps the content of an event at its emission', async () => {
    const { writer, directory } = await startTestWriter();
    const prices = { grain: 1 };
    writer.emit(createStateEvent({ ...common, agent_id: 'ada', variable_name: 'p', new_value: 1 }));
    const event = createSystemEvent({ ...common, error_type: 'x', prices });
    const { writer: detailed, directory: place } = await startTestWriter({ verbosity: 'DETAIL' });
    detailed.emit(event);
    prices.grain = 2;
    await detailed.stop();
    expect((await readStream(place)).events[0]?.details).toMatchObject({ prices: { grain: 1 } });
    await writer.stop();
    expect((await readStream(directory)).events).toEqual([]);
  });

  it.each(VERBOSITY_LEVELS)(
    'records the types of level %s, and counts the rest',
    async (verbosity) => {
      const { writer, directory } = await startTestWriter({ verbosity });
      const types = [
        'MILESTONE',
        'DECISION',
        'ACTION',
        'ENV',
        'STATE',
        'DETAIL',
        'SYSTEM',
        'NOVELTY',
      ];
      for (const event_type of types) writer.emit({ ...numbered(1), event_type });
      const { written, filtered } = await writer.stop();
      const recorded = { MILESTONE: 1, DECISION: 2, ACTION: 3, STATE: 5, DETAIL: 8 }[verbosity];
      expect((await readStream(directory)).events.map((event) => event.event_type)).toEqual(
        types.slice(0, recorded),
      );
      expect({ written, filtered }).toEqual({ written: recorded, filtered: 8 - recorded });
    },
  );

  it('refuses unwritable events, warns, and reports them in the stream', async () => {
    const { writer, directory, warnings } = await startTestWriter();
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const hostile: unknown[] = [
      { ...numbered(1), details: { big: 5n } },
      { ...numbered(2), details: cycle },
      {
        ...numbered(3),
        toJSON: () => {
          throw new Error('no');
        },
      },
      { ...numbered(4), toJSON: () => 'text' },
      { ...numbered(5), event_id: '' },
      { ...numbered(6), turn_number: -1 },
      { ...numbered(7), timestamp: 5 },
      { ...numbered(8), event_type: undefined },
      {},
      null,
      undefined,
      'text',
      new Proxy(
        {},
        {
          get() {
            throw new Error('no');
          },
        },
      ),
    ];
    for (const event of hostile) expect(() => emitAnything(writer, event)).not.toThrow();
    writer.emit(numbered(9));
    const counters = await writer.stop();
    expectBalanced(counters);
    expect(counters).toMatchObject({
      emitted: 14,
      written: 1,
      refused: 13,
      dropped: 0,
      refusedByReason: { not_json: 3, not_an_event: 10 },
    });
    expect(counters.reports).toBeGreaterThan(0);
    const { events, reports, invalid } = await readStream(directory);
    expect(numbersOf(events)).toEqual([9]);
    expect(invalid).toEqual([]);
    const reported = reports.map((report) => Number(report.details?.['refused']));
    expect(reported.reduce((a, b) => a + b)).toBe(13);
    expect(warnings[0]).toBe(
      'causeway: simulation sim-001: 1 event refused (ACTION 1; not_json 1); the last: Do not know how to serialize a BigInt',
    );
  });

  it.each<[string, object]>([
    ['a time that is none', { timestamp: 'yesterday' }],
    ['half a turn', { turn_number: 1.5 }],
    ['a toJSON that gives a text', { toJSON: () => 'text' }],
    ['a toJSON that gives nothing', { toJSON: () => undefined }],
    ['a toJSON that gives another event', { toJSON: () => numbered(2) }],
    ['details that become a list', { details: { toJSON: () => [1] } }],
    ['details that are a date', { details: new Date(0) }],
    ['causes that become a text', { caused_by: Object.assign([], { toJSON: () => 'e1' }) }],
    ['fields of its class, which JSON leaves out', Object.create(numbered(1))],
  ])('refuses %s, with one word to a person and none in the file', async (_, odd) => {
    const { writer, directory, warnings } = await startTestWriter();
    emitAnything(
      writer,
      Object.getPrototypeOf(odd) === Object.prototype ? { ...numbered(1), ...odd } : odd,
    );
    const counters = await writer.stop();
    expect(counters).toMatchObject({ emitted: 1, refused: 1, written: 0, dropped: 0 });
    expect(warnings.join()).toMatch(/1 event refused \(.*; not_an_event 1\); the last: /);
    expect(await readStream(directory)).toMatchObject({ events: [], invalid: [] });
  });

  it('writes the result of a toJSON when it is the same event', async () => {
    const { writer, directory } = await startTestWriter();
    const event = numbered(1);
    emitAnything(writer, { ...event, toJSON: () => ({ ...event, description: 'told so' }) });
    await writer.stop();
    expect((await readStream(directory)).events).toMatchObject([{ description: 'told so' }]);
  });

  it('lets no name into a warning that a terminal would obey', async () => {
    const { writer, warnings } = await startTestWriter();
    writer.emit({ ...numbered(1), event_type: 'ACTION', event_id: '\u001b[2J\ud83d' });
    writer.emit({ ...numbered(1), timestamp: '\u009b31m\u202e' });
    await writer.stop();
    expect(warnings.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(warnings.join('')).toContain(' refused (');
  });

  it('refuses a line that no reader would take', async () => {
    const { writer } = await startTestWriter();
    const huge = numbered(1, 'å'.repeat(33 * 1024 * 1024));
    writer.emit(huge);
    expect((await writer.stop()).refusedByReason).toEqual({ too_large: 1 });
  });

  it('counts events emitted too early or too late', async () => {
    const { writer, directory } = await makeTestWriter();
    writer.emit(numbered(1));
    writer.emit(detail(1));
    await writer.start();
    writer.emit(numbered(2));
    const stopping = writer.stop();
    writer.emit(numbered(3));
    expect(await stopping).toMatchObject({
      emitted: 4,
      filtered: 1,
      written: 1,
      droppedByReason: { not_started: 1, stopped: 1 },
    });
    const { events, reports } = await readStream(directory);
    expect(numbersOf(events)).toEqual([2]);
    expect(reports[0]?.details).toMatchObject({ dropped_by_reason: { not_started: 1 } });
  });

  it('writes a line of JSON unchanged', async () => {
    const { writer, directory } = await startTestWriter();
    const line = `{ "x":1.0,"big":12345678901234567890, ${JSON.stringify(numbered(1)).slice(1)}`;
    expect(writer.emitLine(line)).toBeUndefined();
    expect(writer.emitLine(line.replace('ACTION', 'DETAIL'))).toBeUndefined();
    expect(writer.emitLine('text')).toMatch(/^not JSON: /);
    expect(writer.emitLine(line.replace(',', ',\n'))).toBe('it is more than one line');
    expect(await writer.stop()).toMatchObject({
      emitted: 4,
      filtered: 1,
      written: 1,
      refusedByReason: { not_json: 1, not_an_event: 1 },
    });
    const text = await readFile(path.join(directory, 'events.jsonl'), 'utf8');
    expect(text.split('\n')[0]).toBe(line);
  });

  it('lets a producer wait for room instead of losing', async () => {
    const { writer, directory } = await startTestWriter({ maxQueueEvents: 10 });
    for (const n of range(1, 1000)) {
      await writer.waitForRoom();
      writer.emit(numbered(n));
    }
    expect(await writer.stop()).toMatchObject({ written: 1000, dropped: 0 });
    expect(numbersOf((await readStream(directory)).events)).toEqual(range(1, 1000));
    await writer.waitForRoom();
  });

  it('flushes earlier events, and resolves at once when there are none', async () => {
    const { writer } = await startTestWriter({ flushIntervalMs: 60_000 });
    expect(await writer.flush()).toBe(true);
    writer.emit(numbered(1));
    await setImmediate();
    expect(writer.counters.written).toBe(0);
    expect(await writer.flush()).toBe(true);
    expect(writer.counters).toMatchObject({ written: 1, queued: 0 });
  });

  it('is stopped by `await using`, and stopping again does nothing', async () => {
    const { path: outputDir } = await makeTempRoot(onTestFinished);
    let outer: EventWriter;
    {
      await using writer = new EventWriter({
        outputDir,
        simulationId: 'x',
        flushIntervalMs: 60_000,
      });
      await writer.start();
      await writer.start();
      writer.emit(numbered(1));
      outer = writer;
    }
    expect(outer.counters).toMatchObject({ written: 1, queued: 0 });
    expect(await outer.stop()).toEqual(outer.counters);
    await expect(outer.start()).rejects.toThrow('stopped');
  });

  it('writes nothing when it is stopped before it is started', async () => {
    const { writer, directory } = await makeTestWriter();
    writer.emit(numbered(1));
    expect(await writer.stop()).toMatchObject({ droppedByReason: { not_started: 1 } });
    expect((await readStream(directory)).parts).toEqual([]);
  });

  it('has the file there as soon as it is started', async () => {
    const { directory } = await startTestWriter();
    expect((await readStream(directory)).parts).toEqual(['events.jsonl']);
  });

  it('reports that the stream cannot be opened, and can be started later', async () => {
    const { path: outputDir } = await makeTempRoot(onTestFinished);
    writeFileSync(path.join(outputDir, SIMULATION_ID), 'a file, not a directory');
    const { writer } = await makeTestWriter({ outputDir });
    await expect(writer.start()).rejects.toMatchObject({ code: 'EEXIST' });
    writer.emit(numbered(1));
    expect(writer.counters.droppedByReason).toEqual({ not_started: 1 });
  });

  it.each([
    ['simulationId', '../elsewhere'],
    ['simulationId', ''],
    ['outputDir', ''],
    ['maxQueueEvents', 0],
    ['maxFileBytes', 1.5],
    ['flushIntervalMs', -1],
  ])('refuses %s = %j', (name, value) => {
    const options = { outputDir: 'output', simulationId: 'x', [name]: value };
    expect(() => new EventWriter(options)).toThrow(InvalidParametersError);
    expect(() => new EventWriter(options)).toThrow(`${name}=`);
  });

  it.each(['flush', 'event'] as const)('writes the same with fsync: %s', async (fsync) => {
    const { writer, directory } = await startTestWriter({ fsync, maxFileBytes: 10_000 });
    for (const n of range(1, 100)) {
      writer.emit(numbered(n));
      // In the synchronous mode an event is in the file when emit returns.
      if (fsync === 'event') expect(writer.counters).toMatchObject({ written: n, queued: 0 });
    }
    expect(await writer.stop()).toMatchObject({ written: 100, dropped: 0 });
    const { events, parts } = await readStream(directory);
    expect(numbersOf(events)).toEqual(range(1, 100));
    expect(parts.length).toBeGreaterThan(1);
  });

  it('keeps two streams of one process apart', async () => {
    const { path: outputDir } = await makeTempRoot(onTestFinished);
    await mkdir(outputDir, { recursive: true });
    const [a, b] = await Promise.all(
      ['a', 'b'].map((simulationId) => startTestWriter({ outputDir, simulationId })),
    );
    a?.writer.emit(milestone());
    b?.writer.emit(numbered(1));
    await Promise.all([a?.writer.stop(), b?.writer.stop()]);
    expect((await readStream(path.join(outputDir, 'a'))).events).toHaveLength(1);
    expect(numbersOf((await readStream(path.join(outputDir, 'b'))).events)).toEqual([1]);
  });
});

function emitAnything(writer: EventWriter, event: unknown): void {
  // JavaScript callers may pass any type.
  const anything: unknown[] = [event];
  writer.emit(...(anything as [SimulationEvent]));
}

describe('a logger that emits its warnings', () => {
  it.each(['never', 'event'] as const)('does no harm, with fsync: %s', async (fsync) => {
    const { path: outputDir } = await makeTempRoot(onTestFinished);
    await mkdir(path.join(outputDir, SIMULATION_ID));
    writeFileSync(path.join(outputDir, SIMULATION_ID, 'events.jsonl'), '{"torn');
    let said = 0;
    const { writer, directory } = await makeTestWriter({
      outputDir,
      fsync,
      maxQueueEvents: 5,
      logger: {
        warn() {
          said += 1;
          writer.emit(numbered(0));
        },
      },
    });
    await writer.start();
    for (const n of range(1, 50)) writer.emit(numbered(n));
    const counters = await writer.stop();
    expectBalanced(counters);
    expect(said).toBeGreaterThan(0);
    expect(counters.emitted).toBe(50 + said);
    expect((await readStream(directory)).invalid).toEqual(['{"torn']);
  });
});
