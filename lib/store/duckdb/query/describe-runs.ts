import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { EventFilesUnreadableError, IndexFolderError, IndexNotReadyError } from '../../../errors';
import type { EventLine } from '../../../events/event-line';
import { findEventParts } from '../../../files/event-parts';
import { filesKey } from '../../../files/files-key';
import { createRounds } from '../../../work/rounds';
import type { SimulationStatistics, StatedTime } from '../../event-store';
import type { IndexShelf } from '../index/index-shelf';
import { FilesChangedError, readEvents, SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import { unionOf } from '../ingest/event-ids';
import { readDeclaration } from '../ingest/read-declaration';
import { inTransaction, queryRows, type Connections } from '../sql/connections';
import type { StoreLanes } from '../sql/store-lanes';
import { checkGeneration, type IndexAsker } from './ask-index';
import { describeIndex } from './describe-index';

/** Describes simulations. */
export interface RunDescriber {
  /** See `EventStore.describe`. Simultaneous requests share one description. */
  readonly describe: (simulationId: string) => Promise<SimulationStatistics>;
}

export interface RunDescriberOptions {
  readonly outputRoot: string;
  readonly shelf: IndexShelf;
  readonly asker: IndexAsker;
  readonly connections: Connections;
  readonly lanes: StoreLanes;
  /** How long a description waits for the index before it describes the indexed events, ms. */
  readonly describeWaitMs: number;
}

/** A description, and the key of the described files; see {@link filesKey}. */
interface Description {
  readonly files: string;
  readonly statistics: SimulationStatistics;
}

export function createRunDescriber(options: RunDescriberOptions): RunDescriber {
  const { outputRoot, shelf, asker, connections, lanes, describeWaitMs } = options;
  const known = new Map<string, Description>();
  const rounds = createRounds<SimulationStatistics>();

  async function countAndDescribe(
    index: SimulationIndex,
    connection: DuckDBConnection,
    check: () => void,
  ): Promise<SimulationStatistics> {
    const state = index.state();
    const files = index.filesKey();
    const { counts, ends } = await inTransaction(connection, async () => {
      const described = await describeIndex(connection, index);
      // `seq` is dense, so the query reads no event between the two.
      const places = new Set([0, described.event_count - 1]);
      const conditions = Array.from(places, (seq) => `seq = ${String(seq)}`);
      const select = unionOf(`${SELECT_PLACES}, seq FROM ${index.catalog}.events`, conditions);
      return { counts: described, ends: await queryRows(connection, `${select} ORDER BY seq`) };
    });
    const lines = await readEvents(index, ends);
    const [start = null, end = start] = await Promise.all(lines.map(stateTime));
    check();
    const statistics = { ...counts, start, end, index: state };
    if (state.state === 'ready') known.set(index.simulationId, { files, statistics });
    return statistics;
  }

  /** The last description, while the files are unchanged. So a list of finished runs opens no index. */
  async function describeUnchanged(
    simulationId: string,
  ): Promise<SimulationStatistics | undefined> {
    const last = known.get(simulationId);
    if (last === undefined) return undefined;
    const files = filesKey(await findEventParts(path.join(outputRoot, simulationId)));
    return files === last.files ? last.statistics : undefined;
  }

  function describeAnew(simulationId: string): Promise<SimulationStatistics> {
    return shelf.use(simulationId, async (index) => {
      try {
        await index.bringUpToDate(describeWaitMs);
      } catch (error) {
        // Errors that the state of the index reports.
        const isStated =
          error instanceof IndexNotReadyError ||
          error instanceof EventFilesUnreadableError ||
          error instanceof IndexFolderError;
        if (!isStated) throw error;
      }
      if (index.parts().length === 0) {
        return { ...NOTHING_KNOWN, unread_parts: index.unreadParts(), index: index.state() };
      }
      try {
        const check = checkGeneration(index);
        return await lanes.run('instant', simulationId, () =>
          connections.use((connection) => countAndDescribe(index, connection, check)),
        );
      } catch (error) {
        if (!(error instanceof FilesChangedError)) throw error;
        return asker.ask(simulationId, 'instant', countAndDescribe);
      }
    });
  }

  return {
    async describe(simulationId) {
      const unchanged = await describeUnchanged(simulationId);
      return unchanged ?? rounds.next(simulationId, () => describeAnew(simulationId));
    },
  };
}

const NOTHING_KNOWN: Omit<SimulationStatistics, 'index'> = {
  event_count: 0,
  start: null,
  end: null,
  first_turn: null,
  last_turn: null,
  event_types: [],
  agents: [],
  files: [],
  invalid_line_count: 0,
  invalid_lines: [],
  duplicate_id_count: 0,
  missing_cause_count: 0,
  declared_link_count: 0,
  unfinished_bytes: 0,
  unread_parts: [],
  other_simulation_ids: { id_count: 0, event_count: 0, ids: [] },
};

async function stateTime(line: EventLine): Promise<StatedTime | null> {
  const event = await readDeclaration(line.text);
  return event === undefined ? null : { time: event.time, timestamp: event.timestamp };
}
