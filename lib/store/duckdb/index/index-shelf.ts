import { SimulationNotFoundError } from '../../../errors';
import { findEventParts, simulationDirectory } from '../../../files/event-parts';
import type { IndexingSimulation } from '../../event-store';
import type { Connections } from '../sql/connections';
import type { IndexFolder } from './index-folder';
import { limitConcurrency } from '../../limit-concurrency';
import type { CopyLimits } from './part-copies';
import { LruMap } from '../../../work/lru-map';
import type { ScanPool } from '../../../scan/scan-pool';
import type { RowLender } from '../ingest/scanned-rows';
import { openSimulationIndex, type SimulationIndex } from './simulation-index';

/** The open indexes, limited in number: each needs some megabytes of their shared memory. */
export interface IndexShelf {
  /**
   * Lends the index of a simulation while `work` runs, and opens it if necessary.
   * @throws {SimulationNotFoundError}
   */
  use<Result>(
    simulationId: string,
    work: (index: SimulationIndex) => Promise<Result>,
  ): Promise<Result>;
  /** See `EventStore`. */
  waitsForRoom(simulationId: string): boolean;
  /** The simulations being indexed now. */
  indexing(): readonly IndexingSimulation[];
  /** Ends all indexing for good, at its next commit, and closes the unused indexes. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface IndexShelfOptions {
  readonly outputRoot: string;
  readonly folder: IndexFolder;
  readonly connections: Connections;
  readonly lender: RowLender;
  readonly pool: ScanPool;
  /** When more indexes than this are open, the least recently used ones are closed, unless they are in use. Default 32. */
  readonly maxOpen?: number;
  readonly copyLimits: CopyLimits;
  /** The maximum number of simulations indexed at once. Default 2. */
  readonly indexers?: number;
}

interface Place {
  readonly index: SimulationIndex;
  users: number;
  /** The index has been removed from the shelf. Its last user closes it. */
  isDiscarded: boolean;
}

export function createIndexShelf(options: IndexShelfOptions): IndexShelf {
  const { outputRoot, folder, connections, pool, maxOpen = 32, indexers = 2 } = options;
  const schedule = limitConcurrency(indexers);
  // Unlimited, because indexes in use stay open beyond `maxOpen`.
  const places = new LruMap<string, Place>(Infinity);
  const closing = new Map<string, Promise<void>>();
  let nextCatalog = 1;
  let isSettling = false;

  async function placeOf(simulationId: string): Promise<Place> {
    const known = places.get(simulationId);
    if (known !== undefined) {
      if (await known.index.isUsable()) return known;
      discard(simulationId, known);
    }
    const directory = simulationDirectory(outputRoot, simulationId);
    if (directory === undefined || (await findEventParts(directory)).length === 0) {
      throw new SimulationNotFoundError(simulationId);
    }
    // A file cannot be attached twice: an index that is being closed releases it first.
    await closing.get(simulationId);
    const raced = places.get(simulationId);
    if (raced !== undefined) return raced;
    const catalog = `simulation_${String(nextCatalog++)}`;
    const index = openSimulationIndex({ ...options, simulationId, catalog, directory, schedule });
    if (isSettling) await index.endIndexing();
    const place = { index, users: 0, isDiscarded: false };
    places.set(simulationId, place);
    return place;
  }

  function closeUnused(): void {
    for (const [simulationId, { index, users }] of places) {
      if (places.size <= maxOpen) return;
      if (users > 0 || index.state().state === 'indexing') continue;
      places.delete(simulationId);
      close(simulationId, index);
    }
  }

  function close(simulationId: string, index: SimulationIndex): void {
    // Errors on closing are ignored: everything in an index can be read from the files again.
    const closed = index
      .close()
      .catch(() => undefined)
      .finally(() => {
        if (closing.get(simulationId) === closed) closing.delete(simulationId);
      });
    closing.set(simulationId, closed);
  }

  /** The next request opens it anew. */
  function discard(simulationId: string, place: Place): void {
    if (place.isDiscarded) return;
    place.isDiscarded = true;
    if (places.get(simulationId) === place) places.delete(simulationId);
    if (place.users === 0) close(simulationId, place.index);
  }

  return {
    async use(simulationId, work) {
      const place = await placeOf(simulationId);
      place.users++;
      let isInTrouble = false;
      try {
        return await work(place.index);
      } catch (error) {
        const trouble = folder.explain(error);
        isInTrouble = trouble !== undefined;
        throw trouble ?? error;
      } finally {
        place.users--;
        if (isInTrouble) discard(simulationId, place);
        if (place.isDiscarded && place.users === 0) close(simulationId, place.index);
        closeUnused();
      }
    },
    waitsForRoom: (simulationId) => places.get(simulationId)?.index.waitsForRoom() === true,
    indexing: () =>
      [...places]
        .map(([simulationId, { index }]) => ({ simulationId, index: index.state() }))
        .filter(({ index }) => index.state === 'indexing'),
    async settle() {
      isSettling = true;
      const ended = [...places].map(async ([simulationId, place]) => {
        await place.index.endIndexing();
        if (place.users === 0) discard(simulationId, place);
      });
      await Promise.all(ended);
      await Promise.all(closing.values());
    },
    async close() {
      const open = [...places.values()].map(({ index }) => index.close());
      await Promise.all([...open, ...closing.values()]);
      places.clear();
      await pool.close();
      await connections.close();
    },
  };
}
