import { SimulationNotFoundError } from '../../errors';
import { findEventParts, simulationDirectory } from '../../files/event-parts';
import type { IndexingSimulation } from '../event-store';
import type { Connections } from './connections';
import { limitConcurrency } from '../limit-concurrency';
import type { ScanPool } from '../../scan/scan-pool';
import type { RowLender } from './scanned-rows';
import { openSimulationIndex, type SimulationIndex } from './simulation-index';

/** The indexes that are open, so many at most: each holds some megabytes of the memory they share. */
export interface IndexShelf {
  /**
   * Lends the index of a simulation for as long as `work` runs, opening it when it is not.
   * @throws {SimulationNotFoundError}
   */
  use<Result>(
    simulationId: string,
    work: (index: SimulationIndex) => Promise<Result>,
  ): Promise<Result>;
  /** Those at work at this moment. */
  indexing(): readonly IndexingSimulation[];
  close(): Promise<void>;
}

export interface IndexShelfOptions {
  readonly outputRoot: string;
  readonly indexDir: string;
  readonly connections: Connections;
  readonly lender: RowLender;
  readonly pool: ScanPool;
  /** Indexes beyond this are closed when nobody uses them, the longest unused first. Default 32. */
  readonly maxOpen?: number;
  /** How many simulations are indexed at once. Default 2. */
  readonly indexers?: number;
}

interface Place {
  readonly index: SimulationIndex;
  users: number;
}

export function createIndexShelf(options: IndexShelfOptions): IndexShelf {
  const { outputRoot, connections, pool, maxOpen = 32, indexers = 2 } = options;
  const schedule = limitConcurrency(indexers);
  // A Map keeps the order of insertion: the first place is the longest unused.
  const places = new Map<string, Place>();
  const closing = new Map<string, Promise<void>>();
  let nextCatalog = 1;

  async function placeOf(simulationId: string): Promise<Place> {
    const known = places.get(simulationId);
    if (known !== undefined) return known;
    const directory = simulationDirectory(outputRoot, simulationId);
    if (directory === undefined || (await findEventParts(directory)).length === 0) {
      throw new SimulationNotFoundError(simulationId);
    }
    // One file is not attached twice: the index that is being closed lets go of it first.
    await closing.get(simulationId);
    const raced = places.get(simulationId);
    if (raced !== undefined) return raced;
    const catalog = `simulation_${String(nextCatalog++)}`;
    const index = openSimulationIndex({ ...options, simulationId, catalog, directory, schedule });
    const place = { index, users: 0 };
    places.set(simulationId, place);
    return place;
  }

  function closeUnused(): void {
    for (const [simulationId, { index, users }] of places) {
      if (places.size <= maxOpen) return;
      if (users > 0 || index.state().state === 'indexing') continue;
      places.delete(simulationId);
      const closed = index.close().finally(() => closing.delete(simulationId));
      closing.set(simulationId, closed);
    }
  }

  return {
    async use(simulationId, work) {
      const place = await placeOf(simulationId);
      places.delete(simulationId);
      places.set(simulationId, place);
      place.users++;
      try {
        return await work(place.index);
      } finally {
        place.users--;
        closeUnused();
      }
    },
    indexing: () =>
      [...places]
        .map(([simulationId, { index }]) => ({ simulationId, index: index.state() }))
        .filter(({ index }) => index.state === 'indexing'),
    async close() {
      const open = [...places.values()].map(({ index }) => index.close());
      await Promise.all([...open, ...closing.values()]);
      places.clear();
      await pool.close();
      connections.close();
    },
  };
}
