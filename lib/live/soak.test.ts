import { setTimeout as delay } from 'node:timers/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EventWriter } from '../capture/event-writer';
import { openDuckDbStore } from '../store/duckdb/open-duckdb-store';
import { buildSimulation } from '../testing/build-simulation';
import { listenTo, type LiveListener } from '../testing/live-listener';
import { scanFolder } from '../testing/scan-files';
import { makeTempRoot } from '../testing/temp-root';
import { createLiveHub, type LiveHub } from './live-hub';

// A writer that rotates, with listeners of all kinds. CAUSEWAY_SOAK_SECONDS is the duration (default 8); when it is set, the
// figures are printed.

const SOAK_SECONDS = Number(process.env['CAUSEWAY_SOAK_SECONDS'] ?? 8);
const EVENTS_PER_SECOND = 1000;
const TICK_MS = 20;
const FILTER = { event_types: ['DECISION', 'STATE'] };
const PATIENT = { timeout: 60_000, interval: 20 };

describe('following a writer that rotates', () => {
  it(
    'gives every listener exactly the written events, in order',
    async () => {
      const root = (await makeTempRoot(onTestFinished)).path;
      const indexDir = (await makeTempRoot(onTestFinished)).path;
      const store = await openDuckDbStore({ outputRoot: root, indexDir });
      const hub = createLiveHub({ outputRoot: root, store, ringBytes: 500_000 });
      const writer = new EventWriter({
        outputDir: root,
        simulationId: 'sim',
        verbosity: 'DETAIL',
        maxFileBytes: SOAK_SECONDS > 20 ? 3_000_000 : 300_000,
        exitHook: false,
      });
      await writer.start();
      onTestFinished(async () => {
        hub.close();
        await writer.stop();
        await store.close();
      });

      const emittedMs = new Map<string, number>();
      const latencies: number[] = [];
      const steady = await listenTo(
        hub,
        'sim',
        {},
        {
          pace: async (message) => {
            if (message.type !== 'events') return;
            const nowMs = performance.now();
            for (const { event_id } of message.events) {
              latencies.push(nowMs - (emittedMs.get(event_id) ?? NaN));
            }
          },
        },
      );
      const filtered = await listenTo(hub, 'sim', FILTER);
      const slow = await listenTo(hub, 'sim', {}, { pace: () => delay(80) });
      const reconnecting = followByReconnecting(hub);

      const total = SOAK_SECONDS * EVENTS_PER_SECOND;
      const perTick = (EVENTS_PER_SECOND * TICK_MS) / 1000;
      const run = { seed: 9, simulationId: 'sim', turns: 10, eventsPerTurn: Math.ceil(total / 10) };
      let emitted = 0;
      const startMs = performance.now();
      for (const event of buildSimulation(run)) {
        writer.emit(event);
        emittedMs.set(event.event_id, performance.now());
        emitted += 1;
        const aheadMs = (emitted / perTick) * TICK_MS - (performance.now() - startMs);
        if (emitted % perTick === 0) await delay(Math.max(0, aheadMs));
      }
      const { dropped } = await writer.stop();
      expect(dropped).toBe(0);

      const scan = scanFolder(path.join(root, 'sim'));
      const all = scan.listArrivals({}).map(({ text }) => text);
      expect(all).toHaveLength(emitted);
      const some = scan.listArrivals(FILTER).map(({ text }) => text);
      const late = await listenTo(hub, 'sim', {}, { after: 'start' });
      for (const [listener, expected] of [
        [steady, all],
        [filtered, some],
        [slow, all],
        [late, all],
      ] as const) {
        await expect.poll(() => listener.lines.length, PATIENT).toBe(expected.length);
        expect(listener.lines).toEqual(expected);
        expect(listener.resets).toBe(0);
      }
      await expect.poll(() => reconnecting.lines.length, PATIENT).toBe(all.length);
      const connections = await reconnecting.stop();
      expect(reconnecting.lines).toEqual(all);
      expect(connections).toBeGreaterThan(2);

      const parts = scan.describe().files.length;
      expect(parts).toBeGreaterThan(3);
      if (process.env['CAUSEWAY_SOAK_SECONDS'] !== undefined) {
        latencies.sort((a, b) => a - b);
        const rank = (share: number): string =>
          (latencies[Math.ceil(share * latencies.length) - 1] ?? NaN).toFixed(0);
        console.log(
          `${String(emitted)} events in ${String(parts)} parts, ${String(connections)} reconnections; ` +
            `emit to delivery, ms: p50 ${rank(0.5)}, p95 ${rank(0.95)}, max ${rank(1)}`,
        );
      }
    },
    (SOAK_SECONDS + 100) * 1000,
  );
});

/** Disconnects after every fifth message of events, and continues from its position. */
function followByReconnecting(hub: LiveHub): {
  readonly lines: readonly string[];
  /** @returns the number of connections */
  stop(): Promise<number>;
} {
  const lines: string[] = [];
  let isStopped = false;
  let current: LiveListener | undefined;

  async function run(): Promise<number> {
    let position: string | undefined = 'start';
    for (let connections = 1; ; connections++) {
      let messages = 0;
      let hangUp = (): void => undefined;
      const enough = new Promise<void>((resolve) => (hangUp = resolve));
      current = await listenTo(
        hub,
        'sim',
        {},
        {
          after: position,
          pace: async (message) => {
            if (message.type === 'events') {
              lines.push(...message.events.map(({ text }) => text));
              messages += 1;
            }
            if (messages === 5) hangUp();
          },
        },
      );
      await Promise.race([enough, current.ended]);
      await current.stop();
      position = current.position;
      if (isStopped) return connections;
    }
  }

  const running = run();
  onTestFinished(async () => {
    isStopped = true;
    await current?.stop();
  });
  return {
    lines,
    async stop() {
      isStopped = true;
      await current?.stop();
      return running;
    },
  };
}
