import { EventFilesUnreadableError, IndexNotReadyError } from '../../../errors';
import type { IndexState } from '../../index-state';
import type { SimulationIndex } from './simulation-index';

/** How long a partial answer waits for the whole index, ms. */
const WHOLE_WAIT_MS = 250;

/** How long it then waits for the first indexed events, ms. */
const FIRST_WAIT_MS = 500;

/**
 * Indexes as much as possible in a moment and returns the progress. The state is `ready` when everything in the files at the
 * time of the call is indexed, and `failed` when indexing cannot continue.
 * @param waitMs how long an exact answer would wait; a partial answer waits no longer
 * @throws {SimulationNotFoundError} when no event file is left
 */
export async function bringUpPartially(
  index: SimulationIndex,
  waitMs: number,
): Promise<IndexState> {
  if (await isDone(index.bringUpToDate(Math.min(WHOLE_WAIT_MS, waitMs)))) {
    // Indexing started by a later request does not count for this answer.
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
    // The state reports both errors.
    const isReported =
      error instanceof IndexNotReadyError || error instanceof EventFilesUnreadableError;
    if (!isReported) throw error;
    return false;
  }
}
