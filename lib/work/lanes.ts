import { AsyncLocalStorage } from 'node:async_hooks';
import { currentSignal, during, untilCancelled } from './work';

/** Lanes of work by what it costs, each with places of its own: dear work never takes those of cheap work. */
export interface Lanes<Lane extends string> {
  /**
   * Runs `work` when its lane has a place. Those that wait are let in by turns: one of each owner, in the order they came.
   * Work that is cancelled leaves its place in the queue; work within work that has a place needs none.
   */
  run<Result>(lane: Lane, owner: string, work: () => Promise<Result>): Promise<Result>;
  /** How many wait, in these lanes together. */
  waiting(...lanes: readonly Lane[]): number;
}

interface LaneState {
  free: number;
  /** By owner, in the order that their turns come. */
  readonly queues: Map<string, Waiter[]>;
}

interface Waiter {
  letIn(): void;
}

/** @param places how much may be done at once in each lane */
export function createLanes<Lane extends string>(
  places: Readonly<Record<Lane, number>>,
): Lanes<Lane> {
  const states = new Map<string, LaneState>();
  const stateOf = (lane: Lane): LaneState => {
    const known = states.get(lane) ?? { free: places[lane], queues: new Map() };
    states.set(lane, known);
    return known;
  };
  const inside = new AsyncLocalStorage<true>();

  function leave(state: LaneState): void {
    const [next] = state.queues;
    if (next === undefined) {
      state.free++;
      return;
    }
    const [owner, queue] = next;
    const waiter = queue.shift();
    // Its next turn comes after all others'.
    state.queues.delete(owner);
    if (queue.length > 0) state.queues.set(owner, queue);
    waiter?.letIn();
  }

  function enqueue(state: LaneState, owner: string): { admitted: Promise<void>; leave(): void } {
    let isIn = false;
    let waiter: Waiter | undefined;
    const admitted = new Promise<void>((resolve) => {
      waiter = {
        letIn() {
          isIn = true;
          resolve();
        },
      };
      const queue = state.queues.get(owner);
      if (queue === undefined) state.queues.set(owner, [waiter]);
      else queue.push(waiter);
    });
    return {
      admitted,
      leave() {
        if (isIn) {
          leave(state);
          return;
        }
        const queue = state.queues.get(owner);
        const at = waiter === undefined ? -1 : (queue?.indexOf(waiter) ?? -1);
        queue?.splice(at, at === -1 ? 0 : 1);
        if (queue?.length === 0) state.queues.delete(owner);
      },
    };
  }

  async function enter(state: LaneState, owner: string): Promise<void> {
    if (state.free > 0) {
      state.free--;
      return;
    }
    const place = enqueue(state, owner);
    try {
      await during('waiting for others', () => untilCancelled(place.admitted));
    } catch (error) {
      place.leave();
      throw error;
    }
  }

  return {
    async run(lane, owner, work) {
      if (inside.getStore() === true) return work();
      currentSignal()?.throwIfAborted();
      const state = stateOf(lane);
      await enter(state, owner);
      try {
        return await inside.run(true, work);
      } finally {
        leave(state);
      }
    },
    waiting: (...lanes) =>
      lanes.reduce((sum, lane) => {
        const queues = [...stateOf(lane).queues.values()];
        return sum + queues.reduce((count, queue) => count + queue.length, 0);
      }, 0),
  };
}
