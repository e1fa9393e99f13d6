import { setImmediate } from 'node:timers/promises';
import type { SimulationEvent } from '../../lib/events/simulation-event';
import type { Contestant } from './contestants';

/** How many events a caller emits before it yields to the event loop. */
const YIELD_EVERY = 100;

/** The duration of a call, µs. */
export interface CallLatency {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
}

export interface Throughput {
  readonly eventsPerSecond: number;
  readonly dropped: number;
}

export interface Burst {
  /** From the first call to the return of the last, ms. */
  readonly callsMs: number;
  readonly dropped: number;
}

/** Times every call of a caller that yields. */
export async function measureCalls(
  contestant: Contestant,
  events: readonly SimulationEvent[],
  count: number,
): Promise<CallLatency> {
  const times = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const event = pick(events, i);
    const start = performance.now();
    contestant.take(event);
    times[i] = performance.now() - start;
    if (i % YIELD_EVERY === YIELD_EVERY - 1) await setImmediate();
  }
  await contestant.finish();
  times.sort();
  const at = (share: number): number => (times[Math.ceil(share * count) - 1] ?? 0) * 1000;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999) };
}

/** From the first call until the last event is in the file and the file is closed, of a caller that yields and heeds. */
export async function measureThroughput(
  contestant: Contestant,
  events: readonly SimulationEvent[],
  count: number,
): Promise<Throughput> {
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    contestant.take(pick(events, i));
    if (i % YIELD_EVERY === YIELD_EVERY - 1) await contestant.yield();
  }
  const { dropped } = await contestant.finish();
  return { eventsPerSecond: (count / (performance.now() - start)) * 1000, dropped };
}

/** The number of `count` events dropped when a caller emits at a rate per second, and yields but never waits. */
export async function measurePacedDrops(
  contestant: Contestant,
  events: readonly SimulationEvent[],
  count: number,
  perSecond: number,
): Promise<number> {
  const start = performance.now();
  let emitted = 0;
  while (emitted < count) {
    const due = Math.min(count, ((performance.now() - start) / 1000) * perSecond);
    const until = Math.min(due, emitted + YIELD_EVERY);
    while (emitted < until) contestant.take(pick(events, emitted++));
    await setImmediate();
  }
  const { dropped } = await contestant.finish();
  return dropped;
}

/** A caller that never yields. */
export async function measureBurst(
  contestant: Contestant,
  events: readonly SimulationEvent[],
  count: number,
): Promise<Burst> {
  const start = performance.now();
  for (let i = 0; i < count; i++) contestant.take(pick(events, i));
  const callsMs = performance.now() - start;
  const { dropped } = await contestant.finish();
  return { callsMs, dropped };
}

function pick(events: readonly SimulationEvent[], index: number): SimulationEvent {
  const event = events[index % events.length];
  if (event === undefined) throw new RangeError('no events to take');
  return event;
}
