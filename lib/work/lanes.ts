import { AsyncLocalStorage } from 'node:async_hooks';
import { currentSignal, during, untilCancelled } from './work';

/** Lanes of work. Each lane has its own places, so that work never waits for the work of another lane. */
export interface Lanes<Lane extends string> {
  /**
   * Runs `work` when its lane has a free place. Owners take turns; the work of one owner starts in the order it came. Cancelled
   * work leaves the queue. Work inside work that has a place runs at once.
   */
  run<Result>(lane: Lane, owner: string, work: () => Promise<Result>): Promise<Result>;
  /** Gives up the place of the current work while `wait` runs, then takes a place in the same lane again. */
  without<Result>(wait: () => Promise<Result>): Promise<Result>;
  /** Moves the current work to another lane, when that lane has a free place. */
  moveTo(lane: Lane): Promise<void>;
  /** The number of waiting works in these lanes together. */
  waiting(...lanes: readonly Lane[]): number;
}

interface LaneState {
  free: number;
  /** By owner, in the order of their turns. */
  readonly queues: Map<string, Waiter[]>;
}

interface Waiter {
  letIn(): void;
}

/** The place of a piece of work. */
interface Place<Lane> {
  readonly owner: string;
  /** The lane of its place; `undefined` while it waits. */
  held: Lane | undefined;
  /** Pending while the work moves to another lane. */
  move: Promise<void> | undefined;
  isOver: boolean;
}

/** @param sizes the number of places in each lane */
export function createLanes<Lane extends string>(
  sizes: Readonly<Record<Lane, number>>,
): Lanes<Lane> {
  const states = new Map<string, LaneState>();
  const stateOf = (lane: Lane): LaneState => {
    const known = states.get(lane) ?? { free: sizes[lane], queues: new Map() };
    states.set(lane, known);
    return known;
  };
  const places = new AsyncLocalStorage<Place<Lane>>();

  function leave(state: LaneState): void {
    const [next] = state.queues;
    if (next === undefined) {
      state.free++;
      return;
    }
    const [owner, queue] = next;
    const waiter = queue.shift();
    // The next turn of this owner comes after the turns of all others.
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

  async function take(place: Place<Lane>, lane: Lane): Promise<void> {
    await enter(stateOf(lane), place.owner);
    if (place.isOver) leave(stateOf(lane));
    else place.held = lane;
  }

  function giveUp(place: Place<Lane>): void {
    if (place.held !== undefined) leave(stateOf(place.held));
    place.held = undefined;
  }

  return {
    async run(lane, owner, work) {
      if (places.getStore()?.held !== undefined) return work();
      currentSignal()?.throwIfAborted();
      const place: Place<Lane> = { owner, held: undefined, move: undefined, isOver: false };
      await take(place, lane);
      try {
        return await places.run(place, work);
      } finally {
        place.isOver = true;
        giveUp(place);
      }
    },
    async without(wait) {
      const place = places.getStore();
      const lane = place?.held;
      if (place === undefined || lane === undefined) return wait();
      giveUp(place);
      const result = await wait();
      await take(place, lane);
      return result;
    },
    async moveTo(lane) {
      const place = places.getStore();
      if (place?.move !== undefined) return place.move;
      if (place?.held === undefined || place.held === lane) return undefined;
      giveUp(place);
      place.move = take(place, lane).finally(() => {
        place.move = undefined;
      });
      return place.move;
    },
    waiting: (...lanes) =>
      lanes.reduce((sum, lane) => {
        const queues = [...stateOf(lane).queues.values()];
        return sum + queues.reduce((count, queue) => count + queue.length, 0);
      }, 0),
  };
}
