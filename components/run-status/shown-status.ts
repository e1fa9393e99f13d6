import type { RunStatus, SimulationListing } from '@/lib/api/contract';

/** The status of a run on a page. */
export type ShownStatus = RunStatus | 'indexing';

/**
 * The status of a run on a page. "interrupted" beside a moving bar would look like a word about the index, so while the files
 * of an interrupted run are being indexed, the page shows that instead.
 */
export function shownStatus({
  status,
  index,
}: Pick<SimulationListing, 'status' | 'index'>): ShownStatus {
  return status === 'interrupted' && index.state === 'indexing' ? 'indexing' : status;
}
