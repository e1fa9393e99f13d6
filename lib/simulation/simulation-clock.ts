import { setTimeout as sleep } from 'node:timers/promises';
import { stampEvent } from '../events/create-event';

/** When things happen in a run, and under which ids. A clock of one's own makes a run that is the same byte for byte. */
export interface SimulationClock {
  /** An id, later than all before it, and a timestamp for an event of now. */
  stamp(): { readonly event_id: string; readonly timestamp: string };
  /** Milliseconds since some fixed moment; what differences are measured with. */
  nowMs(): number;
  /** Lets so much time go by. @throws the signal's reason when it is aborted meanwhile */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's own. */
export const SYSTEM_CLOCK: SimulationClock = {
  stamp: stampEvent,
  nowMs: () => performance.now(),
  wait: async (ms, signal) => {
    await sleep(ms, undefined, { signal });
  },
};
