import type { DuckDBConnection } from '@duckdb/node-api';
import { EventFilesUnreadableError, IndexNotReadyError } from '../../../errors';
import { PartMovedError } from '../../../files/open-part';
import type { AnswerOptions } from '../../event-store';
import type { IndexState } from '../../index-state';
import { bringUpPartially } from '../index/bring-up-partially';
import type { IndexShelf } from '../index/index-shelf';
import { FilesChangedError } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import type { Connections } from '../sql/connections';
import type { StoreLane, StoreLanes } from '../sql/store-lanes';

/**
 * A query on the index of one simulation.
 * @param check throws when the content that was brought up to date has been deleted since: the result may miss rows. A query in
 * a lane is checked at its end, another one checks itself before it gives a result away.
 */
export type Question<Result> = (
  index: SimulationIndex,
  connection: DuckDBConnection,
  check: () => void,
) => Promise<Result>;

/** Runs queries on the indexes of simulations. */
export interface IndexAsker {
  /**
   * Runs a query on an index that is up to date, and repeats it up to three times when the files change meanwhile.
   * @param lane the lane in which the query waits for its turn; `undefined` runs it at once
   * @throws {IndexNotReadyError} when the index is not up to date in time, or the files change each time
   * @throws {EventFilesUnreadableError} when a file cannot be read
   */
  readonly ask: <Result>(
    simulationId: string,
    lane: StoreLane | undefined,
    question: Question<Result>,
    bringUp?: (index: SimulationIndex) => Promise<void>,
  ) => Promise<Result>;
  /** Like `ask`. With `isPartial` the query runs on the indexed events; before there are any, the answer is `nothing`. */
  readonly askPartially: <Result extends object>(
    simulationId: string,
    lane: StoreLane,
    options: AnswerOptions,
    nothing: Result,
    question: Question<Result>,
  ) => Promise<Result & { readonly index?: IndexState }>;
}

export interface IndexAskerOptions {
  readonly shelf: IndexShelf;
  readonly connections: Connections;
  readonly lanes: StoreLanes;
  readonly waitMs: number;
}

/** A file may be replaced faster than it can be indexed. */
const MAX_ATTEMPTS = 4;

/** How long requests wait for an index that has little left to read, ms. */
const GROWTH_WAIT_MS = 15_000;
const LITTLE_LEFT_BYTES = 4 * 1024 * 1024;

export function createIndexAsker(options: IndexAskerOptions): IndexAsker {
  const { shelf, connections, lanes, waitMs } = options;

  function ask<Result>(
    simulationId: string,
    lane: StoreLane | undefined,
    question: Question<Result>,
    bringUp = (index: SimulationIndex) => index.bringUpToDate(patienceWith(index, waitMs)),
  ): Promise<Result> {
    return shelf.use(simulationId, async (index) => {
      const askInTurn = async (): Promise<Result> => {
        await bringUp(index);
        const check = checkGeneration(index);
        const run = (): Promise<Result> =>
          connections.use((connection) => question(index, connection, check));
        if (lane === undefined) return run();
        const result = await lanes.run(lane, simulationId, run);
        check();
        return result;
      };
      for (let attempt = 1; ; attempt++) {
        try {
          return await askInTurn();
        } catch (error) {
          if (!(error instanceof FilesChangedError)) throw error;
          if (attempt === MAX_ATTEMPTS) throw lastError(index, error);
          if (error.isRewritten) index.invalidate();
          else index.lookAnew();
        }
      }
    });
  }

  return {
    ask,
    askPartially(simulationId, lane, { isPartial = false }, nothing, question) {
      if (!isPartial) return ask(simulationId, lane, question);
      let state: IndexState | undefined;
      return ask(
        simulationId,
        lane,
        async (index, connection, check) => {
          const reached = state ?? index.state();
          const result =
            index.parts().length === 0 ? nothing : await question(index, connection, check);
          return { ...result, index: reached };
        },
        async (index) => {
          state = await bringUpPartially(index, waitMs);
        },
      );
    },
  };
}

/** @returns throws {@link FilesChangedError} once the content of the index has been deleted */
export function checkGeneration(index: SimulationIndex): () => void {
  const generation = index.generation();
  return () => {
    if (index.generation() === generation) return;
    throw new FilesChangedError('The event files were rewritten.', false);
  };
}

/** Files that only change are read again later; a file that cannot be read is an error of the server. */
function lastError(index: SimulationIndex, error: FilesChangedError): Error {
  const isUnreadable = error.cause !== undefined && !(error.cause instanceof PartMovedError);
  if (isUnreadable) return new EventFilesUnreadableError(error.message, { cause: error });
  return new IndexNotReadyError(index.simulationId, index.state());
}

/** How long a request waits for an index: longer when only the newest events of a growing run are missing. */
function patienceWith(index: SimulationIndex, waitMs: number): number {
  const { bytes_indexed, bytes_total } = index.state();
  const hasLittleLeft = index.parts().length > 0 && bytes_total - bytes_indexed < LITTLE_LEFT_BYTES;
  return hasLittleLeft ? Math.max(waitMs, GROWTH_WAIT_MS) : waitMs;
}
