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
  /** See `EventStore`. */
  waitsForRoom(simulationId: string): boolean;
  /** Those at work at this moment. */
  indexing(): readonly IndexingSimulation[];
  /** Ends all indexing at its next commit, for good, and closes the indexes that nobody uses. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface IndexShelfOptions {
  readonly outputRoot: string;
  readonly folder: IndexFolder;
  readonly connections: Connections;
  readonly lender: RowLender;
  readonly pool: ScanPool;
  /** Indexes beyond this are closed when nobody uses them, the longest unused first. Default 32. */
  readonly maxOpen?: number;
  readonly copyLimits: CopyLimits;
  /** How many simulations are indexed at once. Default 2. */
  readonly indexers?: number;
}

interface Place {
  readonly index: SimulationIndex;
  users: number;
  /** It is on the shelf no longer, and is closed when its last user is done. */
  isDiscarded: boolean;
}

export function createIndexShelf(options: IndexShelfOptions): IndexShelf {
  const { outputRoot, folder, connections, pool, maxOpen = 32, indexers = 2 } = options;
  const schedule = limitConcurrency(indexers);
  // Indexes in use stay beyond `maxOpen`.
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
    // One file is not attached twice: the index that is being closed lets go of it first.
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
    // Of an index whose folder is in trouble nothing is lost that the files do not hold.
    const closed = index
      .close()
      .catch(() => undefined)
      .finally(() => {
        if (closing.get(simulationId) === closed) closing.delete(simulationId);
      });
    closing.set(simulationId, closed);
  }

  /** The next question opens it anew. */
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
      connections.close();
    },
  };
}
