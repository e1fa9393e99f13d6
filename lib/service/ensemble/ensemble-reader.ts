import type {
  BandsQuery,
  EnsembleBands,
  EnsembleForks,
  EnsembleResults,
  ForksQuery,
  ResultsQuery,
} from '../../api/ensemble-contract';
import type { EventStore } from '../../store/event-store';
import type { RunStatus } from '../run-status';
import { createRunChooser } from './choose-runs';
import { getEnsembleBands } from './get-bands';
import { getEnsembleForks } from './get-forks';
import { getEnsembleResults } from './get-results';
import { exportResults, type ResultsFile } from './results-file';

export type { ResultsFile } from './results-file';

/** Answers about sets of runs. Rejects like `EventStore` and `RunChooser`. */
export interface EnsembleReader {
  /** The bands of a variable over turns. */
  getEnsembleBands(query: BandsQuery): Promise<EnsembleBands>;
  /** A table of the runs. */
  getEnsembleResults(query: ResultsQuery): Promise<EnsembleResults>;
  /** The same table as CSV. Without `limit` it has all rows. */
  exportEnsembleResults(query: ResultsQuery): Promise<ResultsFile>;
  /** Where runs with a common beginning decide differently. */
  getEnsembleForks(query: ForksQuery): Promise<EnsembleForks>;
}

export interface EnsembleReaderOptions {
  readonly outputRoot: string;
  readonly store: EventStore;
  readonly readStatus: (simulationId: string) => Promise<RunStatus>;
}

export function createEnsembleReader({
  outputRoot,
  store,
  readStatus,
}: EnsembleReaderOptions): EnsembleReader {
  const sources = { store, chooser: createRunChooser(outputRoot, store) };
  return {
    getEnsembleBands: (query) => getEnsembleBands(sources, query),
    getEnsembleResults: (query) => getEnsembleResults(sources, readStatus, query),
    exportEnsembleResults: async (query) =>
      exportResults(
        await getEnsembleResults(sources, readStatus, { ...query, format: 'csv' }),
        query,
      ),
    getEnsembleForks: (query) => getEnsembleForks(sources, query),
  };
}
