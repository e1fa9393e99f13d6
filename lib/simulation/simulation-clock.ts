import { setTimeout as sleep } from 'node:timers/promises';
import { stampEvent } from '../events/create-event';

/** The source of times and ids in a run. With a deterministic clock a run is the same byte for byte. */
export interface SimulationClock {
  /** A timestamp for the current time, and an id greater than all before. */
  stamp(): { readonly event_id: string; readonly timestamp: string };
  /** Milliseconds since some fixed moment, for measuring differences. */
  nowMs(): number;
  /** Waits. @throws the signal's reason when it aborts meanwhile */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The clock of this machine. */
export const SYSTEM_CLOCK: SimulationClock = {
  stamp: stampEvent,
  nowMs: () => performance.now(),
  wait: async (ms, signal) => {
    await sleep(ms, undefined, { signal });
  },
};
