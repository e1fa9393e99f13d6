import { EventFilesUnreadableError, IndexNotReadyError } from '../../../errors';
import type { IndexState } from '../../index-state';
import type { SimulationIndex } from './simulation-index';

/** How long a partial answer tries to be a whole one. */
const WHOLE_WAIT_MS = 250;

/** How long it then waits for there to be anything. */
const FIRST_WAIT_MS = 500;

/**
 * Brings an index as far as it comes in a moment. The state says how far that is: ready when it holds all that was in the
 * files when it was asked, failed when it cannot get further.
 * @param waitMs what an exact answer waits; a partial one waits no longer
 * @throws {SimulationNotFoundError} when no event file is left
 */
export async function bringUpPartially(
  index: SimulationIndex,
  waitMs: number,
): Promise<IndexState> {
  if (await isDone(index.bringUpToDate(Math.min(WHOLE_WAIT_MS, waitMs)))) {
    // What another asker began since does not matter to this answer.
    const { bytes_indexed, bytes_total, events_indexed = 0 } = index.state();
    return { state: 'ready', bytes_indexed, bytes_total, events_indexed };
  }
  await isDone(index.bringUpToSomething(Math.min(FIRST_WAIT_MS, waitMs)));
  return index.state();
}

async function isDone(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    // Both are told by the state.
    const isTold =
      error instanceof IndexNotReadyError || error instanceof EventFilesUnreadableError;
    if (!isTold) throw error;
    return false;
  }
}
