import type { RunStatus, SimulationListing } from '@/lib/api/contract';

/** What a page says about a run. */
export type ShownStatus = RunStatus | 'indexing';

/**
 * What a page says about a run. "interrupted" beside a bar that moves would be read as a word about the index: while
 * the files of a run that stopped are being read, the page says so instead.
 */
export function shownStatus({
  status,
  index,
}: Pick<SimulationListing, 'status' | 'index'>): ShownStatus {
  return status === 'interrupted' && index.state === 'indexing' ? 'indexing' : status;
}
