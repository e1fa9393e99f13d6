import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { EventFilesUnreadableError, IndexFolderError, IndexNotReadyError } from '../../errors';
import type { EventLine } from '../../events/event-line';
import { findEventParts, type FoundPart } from '../../files/event-parts';
import { filesKey } from '../../files/files-key';
import { readLastLinesOf, type LastLines } from '../../files/last-lines';
import { lookAtRuns } from '../../files/run-looks';
import type { EventCriteria } from '../../filters/event-filter';
import { emptyHistogram } from '../event-histogram';
import type {
  AnswerOptions,
  EventMatches,
  EventStore,
  LinkDirection,
  SimulationStatistics,
  StatedTime,
} from '../event-store';
import { createLanes } from '../../work/lanes';
import { createRounds } from '../../work/rounds';
import { during } from '../../work/work';
import type { IndexState } from '../index-state';
import { MAX_LINES_BYTES, withinBytes } from '../within-bytes';
import { NO_FACETS } from '../facet-counts';
import { createRunLister } from '../list-runs';
import { openRunCatalogue } from '../run-catalogue';
import type { LatestSettings, VariableCounts, VariableSeries } from '../variable-events';
import { copiesFolder } from './index/attach-index';
import { createBlockCounter } from './query/block-counts';
import { bringUpPartially } from './index/bring-up-partially';
import { createBlockCubes } from './query/block-cubes';
import { inTransaction, lendConnections, numberOf, queryRows, type Row } from './sql/connections';
import { countVariables } from './query/count-variables';
import { createFacetCounter } from './query/count-facets';
import { countHistogram } from './query/count-histogram';
import { describeIndex } from './query/describe-index';
import { createEventWalks } from './query/each-event';
import { askForIds, idBitsOf, unionOf } from './ingest/event-ids';
import { idBits } from '../../scan/event-id-bits';
import { createEventFinder } from './query/find-events';
import { linkFinder } from './links/follow-links';
import { linkInferrer } from './links/infer-links';
import { countMarks, findMark, type MarkScope } from './query/find-marks';
import { findSeries } from './query/find-series';
import { findVariables, readSettings, type FoundVariables } from './query/find-variables';
import { openIndexFolder } from './index/index-folder';
import { createIndexShelf } from './index/index-shelf';
import { openPartCopies, type CopyLimits } from './index/part-copies';
import { readDeclaration } from './ingest/read-declaration';
import { createRowLender } from './ingest/scanned-rows';
import { createScanPool } from '../../scan/scan-pool';
import { createTextMatches } from './query/text-matches';
import { readAppended } from './query/read-appended';
import { FilesChangedError, holdFiles, readEvents, SELECT_PLACES } from './index/read-events';
import type { SimulationIndex } from './index/simulation-index';
import { STORE_LANES, type StoreLane } from './sql/store-lanes';

export interface DuckDbStoreOptions extends CopyLimits {
  /** Directory whose sub-directories are simulations. Never written to. */
  readonly outputRoot: string;
  /** Directory for index files; made when missing. */
  readonly indexDir: string;
  /** How errors name that directory. Default: the last part of its path. */
  readonly indexDirName?: string | undefined;
  /** How long a question waits for the index before it is refused. Default 2,000. */
  readonly waitMs?: number;
  /** How long a description waits before it tells what is known so far. Default 1,000. */
  readonly describeWaitMs?: number;
  /** How long what was appended waits for the index before the answer is what is indexed so far. Default 250. */
  readonly appendedWaitMs?: number;
  /** How many events links are inferred from in one step; beyond, those nearest to what is asked. Default 20,000. */
  readonly maxTurnEvents?: number;
  /** How many events around the one a chain begins with are looked at in one step. Default 4,000. */
  readonly stretchEvents?: number;
  /** For all simulations together, as DuckDB writes sizes. Default 256MB. */
  readonly memoryLimit?: string;
}

/** Opens the embedded store: event files are read where they are, one DuckDB index file a simulation beside them. */
export async function openDuckDbStore(options: DuckDbStoreOptions): Promise<EventStore> {
  const { waitMs = 2000, describeWaitMs = 1000, memoryLimit = '256MB' } = options;
  const { appendedWaitMs = 250, maxTurnEvents, stretchEvents } = options;
  const outputRoot = await realpath(options.outputRoot);
  const indexDir = path.resolve(options.indexDir);
  const folder = openIndexFolder(indexDir, options.indexDirName ?? path.basename(indexDir));
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    temp_directory: path.join(indexDir, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // Groups of so many bits are counted in a plain array, a quarter sooner: those of a histogram are.
    perfect_ht_threshold: '20',
  });
  const connections = lendConnections(instance);
  const lender = await connections.use((connection) =>
    Promise.resolve(createRowLender(connection)),
  );
  const pool = createScanPool();
  const lanes = createLanes(STORE_LANES);
  const shelf = createIndexShelf({
    ...{ outputRoot, folder, connections, lender, pool },
    copyLimits: options,
  });
  const cubes = createBlockCubes();
  const blocks = createBlockCounter(cubes);
  const finder = createEventFinder(blocks);
  const facets = createFacetCounter(cubes);
  const texts = createTextMatches({ connections, lender, pool, lanes });
  const descriptions = new Map<string, Description>();
  const newDescriptions = createRounds<SimulationStatistics>();
  let isClosed = false;

  /** Answers from an index that is up to date; once more when the files changed under the answer. */
  function answer<Result>(
    simulationId: string,
    ask: Question<Result>,
    {
      lane,
      bringUp = (index) => index.bringUpToDate(patienceWith(index, waitMs)),
    }: {
      readonly lane?: StoreLane | undefined;
      readonly bringUp?: (index: SimulationIndex) => Promise<void>;
    } = { lane: 'count' },
  ): Promise<Result> {
    const askInTurn = (index: SimulationIndex): Promise<Result> => {
      const run = (): Promise<Result> => connections.use((connection) => ask(index, connection));
      return lane === undefined ? run() : lanes.run(lane, simulationId, run);
    };
    return shelf.use(simulationId, async (index) => {
      await bringUp(index);
      try {
        return await askInTurn(index);
      } catch (error) {
        if (!(error instanceof FilesChangedError)) throw error;
        if (error.isRewritten) index.invalidate();
        else index.lookAnew();
      }
      await bringUp(index);
      try {
        return await askInTurn(index);
      } catch (error) {
        if (!(error instanceof FilesChangedError)) throw error;
        throw new EventFilesUnreadableError(error.message, { cause: error });
      }
    });
  }

  const withText = <Result>(
    index: SimulationIndex,
    { q }: EventCriteria,
    work: (hasText: string | undefined) => Promise<Result>,
  ): Promise<Result> => {
    if (q === undefined) return lookThrough(() => work(undefined));
    // Counts are kept by their condition: those of what is found later are others.
    const bytes = index.parts().reduce((sum, { indexed }) => sum + indexed.indexedBytes, 0);
    return texts.use(index, q, (hasText) =>
      lookThrough(() => work(`${hasText} /* in ${String(bytes)} bytes */`)),
    );
  };

  /** Both texts are searched for: that of the filter, and that of the marks. */
  const withMarks = <Result>(
    index: SimulationIndex,
    criteria: EventCriteria,
    find: string,
    work: (conditions: MarkScope) => Promise<Result>,
  ): Promise<Result> =>
    withText(index, criteria, (hasText) =>
      withText(index, { q: find }, (hasMark = 'true') =>
        work({ index, criteria, hasText, hasMark }),
      ),
    );

  const walks = createEventWalks({
    answer: (simulationId, ask) => answer(simulationId, ask, {}),
    withText,
    waitMs,
    lanes,
  });

  /** Answers as `answer` does, or from what is indexed so far; with `nothing` as long as that is nothing. */
  function answerAs<Result extends object>(
    { isPartial = false }: AnswerOptions,
    lane: StoreLane,
    simulationId: string,
    nothing: Result,
    ask: Question<Result>,
  ): Promise<Result & { readonly index?: IndexState }> {
    if (!isPartial) return answer(simulationId, ask, { lane });
    let state: IndexState | undefined;
    return answer(
      simulationId,
      async (index, connection) => {
        const { index: reached = index.state() } = { index: state };
        const result = index.parts().length === 0 ? nothing : await ask(index, connection);
        return { ...result, index: reached };
      },
      {
        lane,
        bringUp: async (index) => {
          state = await bringUpPartially(index, waitMs);
        },
      },
    );
  }

  async function readLastLines(
    simulationId: string,
    found: readonly FoundPart[],
    maxBytes: number,
  ): Promise<LastLines> {
    const directory = copiesFolder({ folder, outputRoot, simulationId });
    const copies = openPartCopies({ folder, directory, limits: options });
    const readable = await copies.findAll(found);
    return readLastLinesOf(found, readable?.parts, maxBytes);
  }

  async function countAndDescribe(
    index: SimulationIndex,
    connection: DuckDBConnection,
  ): Promise<SimulationStatistics> {
    const state = index.state();
    const files = index.filesKey();
    const { counts, ends } = await inTransaction(connection, async () => {
      const described = await describeIndex(connection, index);
      // Asked for by their numbers, which are dense: no event between is looked at.
      const places = new Set([0, described.event_count - 1]);
      const conditions = Array.from(places, (seq) => `seq = ${String(seq)}`);
      const select = unionOf(`${SELECT_PLACES}, seq FROM ${index.catalog}.events`, conditions);
      return { counts: described, ends: await queryRows(connection, `${select} ORDER BY seq`) };
    });
    const lines = await readEvents(index, ends);
    const [start = null, end = start] = await Promise.all(lines.map(stateTime));
    const statistics = { ...counts, start, end, index: state };
    if (state.state === 'ready') descriptions.set(index.simulationId, { files, statistics });
    return statistics;
  }

  /** The last description, when the files are as they were: no index need be opened to list what is finished. */
  async function describeUnchanged(
    simulationId: string,
  ): Promise<SimulationStatistics | undefined> {
    const known = descriptions.get(simulationId);
    if (known === undefined) return undefined;
    const files = filesKey(await findEventParts(path.join(outputRoot, simulationId)));
    return files === known.files ? known.statistics : undefined;
  }

  async function describe(simulationId: string): Promise<SimulationStatistics> {
    const unchanged = await describeUnchanged(simulationId);
    return unchanged ?? newDescriptions.next(simulationId, () => describeAnew(simulationId));
  }

  function describeAnew(simulationId: string): Promise<SimulationStatistics> {
    return shelf.use(simulationId, async (index) => {
      try {
        await index.bringUpToDate(describeWaitMs);
      } catch (error) {
        const isTold =
          error instanceof IndexNotReadyError ||
          error instanceof EventFilesUnreadableError ||
          error instanceof IndexFolderError;
        if (!isTold) throw error;
      }
      if (index.parts().length === 0) {
        return { ...NOTHING_KNOWN, unread_parts: index.unreadParts(), index: index.state() };
      }
      try {
        return await lanes.run('instant', simulationId, () =>
          connections.use((connection) => countAndDescribe(index, connection)),
        );
      } catch (error) {
        if (!(error instanceof FilesChangedError)) throw error;
        return answer(simulationId, countAndDescribe);
      }
    });
  }

  const lister = createRunLister({
    ...{ outputRoot, pool, describe, waitMs, describeWaitMs },
    readLastLines: ({ id, parts }, maxBytes) => readLastLines(id, parts, maxBytes),
    catalogue: await openRunCatalogue({ indexDir, outputRoot }),
  });

  return {
    findSimulations: () => lookAtRuns(outputRoot),

    listSimulations: () => lister.list(),

    describe,

    readLastLines,

    waitsForRoom: (simulationId) => shelf.waitsForRoom(simulationId),

    findEvents: (simulationId, filter, options = {}) =>
      answerAs(options, 'page', simulationId, NO_MATCHES, async (index, connection) => {
        const { countsEffects } = options;
        const found = await withText(index, filter, (hasText) =>
          finder.find(index, connection, filter, { hasText, countsEffects }),
        );
        const { total, effectCounts } = found;
        const rows = withinBytes(found.rows, lineBytesOf, MAX_LINES_BYTES);
        const events = await readEvents(index, rows);
        const cut = rows.length < found.rows.length ? ({ truncated: true } as const) : {};
        if (effectCounts === undefined) return { events, total, ...cut };
        const counted = events.map(
          ({ event_id }, at) => [event_id, effectCounts[at] ?? 0] as const,
        );
        return { events, total, effect_counts: Object.fromEntries(counted), ...cut };
      }),

    countFacets: (simulationId, criteria, options = {}) =>
      answerAs(options, 'count', simulationId, NO_FACETS, (index, connection) =>
        withText(index, criteria, (hasText) =>
          facets.count(index, connection, criteria, options, hasText),
        ),
      ),

    countHistogram: (simulationId, criteria, options = {}) =>
      answerAs(options, 'count', simulationId, emptyHistogram(options), (index, connection) =>
        withText(index, criteria, (hasText) =>
          countHistogram(index, connection, criteria, options, hasText),
        ),
      ),

    countMarks: (simulationId, criteria, find, { buckets } = {}) =>
      answer(
        simulationId,
        (index, connection) =>
          withMarks(index, criteria, find, (conditions) =>
            countMarks(connection, conditions, buckets),
          ),
        { lane: 'count' },
      ),

    findMark: (simulationId, criteria, find, search = {}) =>
      answer(simulationId, async (index, connection) => {
        const { mark, ...counts } = await withMarks(index, criteria, find, (conditions) =>
          findMark(connection, blocks, conditions, search),
        );
        if (mark === null) return { ...counts, mark };
        const { row, ...place } = mark;
        const [line] = await readEvents(index, [row]);
        return {
          ...counts,
          mark: line === undefined ? null : { event_id: line.event_id, ...place },
        };
      }),

    findVariables: (simulationId, atTurns, { isPartial, ...search }) =>
      answerAs({ isPartial }, 'count', simulationId, NO_SETTINGS, async (index, connection) => {
        const found = await lookThrough(() =>
          findVariables(index, connection, cubes, atTurns, search),
        );
        const variables = withinBytes(found.variables, settingBytesOf, MAX_LINES_BYTES);
        const truncated = variables.length < found.variables.length;
        return { ...found, variables: await readSettings(index, variables), truncated };
      }),

    countVariables: (simulationId, { isPartial, ...search }) =>
      answerAs({ isPartial }, 'count', simulationId, NO_VARIABLES, (index, connection) =>
        lookThrough(() => countVariables(index, connection, search)),
      ),

    findSeries: (simulationId, variables, { isPartial, ...options } = {}) =>
      answerAs({ isPartial }, 'count', simulationId, NO_SERIES, async (index, connection) => ({
        variables: await lookThrough(() => findSeries(index, connection, variables, options)),
      })),

    findPosition: (simulationId, eventId, filter) =>
      answer(
        simulationId,
        (index, connection) =>
          withText(index, filter, (hasText) =>
            finder.locate(index, connection, eventId, filter, hasText),
          ),
        { lane: 'page' },
      ),

    eachEvent: walks.eachEvent,

    getEvents: (simulationId, eventIds) =>
      answer(
        simulationId,
        async (index, connection) => {
          if (eventIds.length === 0) return [];
          const asked = await askForIds('id', new Set(eventIds));
          const rows = await queryRows(
            connection,
            `${unionOf(`${SELECT_PLACES}, seq FROM ${index.catalog}.events`, asked.conditions)} ORDER BY seq`,
            asked.bound,
          );
          // Each once; and an id of mixed halves was not asked for.
          const wantedBits = new Set(eventIds.map(idBits));
          const firstRows = rows.filter((row) => wantedBits.delete(idBitsOf(row)));
          return readEvents(index, firstRows);
        },
        { lane: 'instant' },
      ),

    followLinks: (simulationId, work) =>
      answer(simulationId, async (index, connection) => {
        await using files = holdFiles(index);
        const steps = countSteps(() => lanes.moveTo('long'));
        return await inTransaction(connection, () =>
          during('following links', () =>
            work(
              steps.count(linkFinder(connection, index, files, stretchEvents)),
              steps.count(linkInferrer(connection, index, maxTurnEvents)),
            ),
          ),
        );
      }),

    indexing: () => shelf.indexing(),

    readAppended(simulationId, after, criteria, options) {
      let isIndexCurrent = false;
      return answer(
        simulationId,
        (index, connection) =>
          readAppended(index, connection, {
            ...{ after, criteria, isIndexCurrent },
            ...options,
          }),
        {
          bringUp: async (index) => {
            isIndexCurrent = await isBroughtUp(index, appendedWaitMs);
          },
        },
      );
    },

    settle: () => shelf.settle(),

    async close() {
      if (isClosed) return;
      isClosed = true;
      await walks.close();
      await lister.close();
      await shelf.close();
      instance.closeSync();
    },
  };
}

/** Counts how long it takes, for the problem of an answer that takes too long. */
function lookThrough<Result>(work: () => Promise<Result>): Promise<Result> {
  return during('looking through the index', work);
}

/** Requests wait this long for an index that has little left to read. */
const GROWTH_WAIT_MS = 15_000;
const LITTLE_LEFT_BYTES = 4 * 1024 * 1024;

/** How long a request waits for an index: longer when only the newest events of a growing run are missing. */
function patienceWith(index: SimulationIndex, waitMs: number): number {
  const { bytes_indexed, bytes_total } = index.state();
  const hasLittleLeft = index.parts().length > 0 && bytes_total - bytes_indexed < LITTLE_LEFT_BYTES;
  return hasLittleLeft ? Math.max(waitMs, GROWTH_WAIT_MS) : waitMs;
}

/** A walk of more steps is long. One of depth 5 takes 5 each way. */
const MAX_STEPS = 12;

/** Counts the steps of a walk, whatever finds its links; before each that is beyond a few, `beLong` is awaited. */
function countSteps(beLong: () => Promise<void>): {
  count<Links>(find: FindBy<Links>): FindBy<Links>;
} {
  let steps = 0;
  return {
    count: (find) => async (eventIds, direction, limit) => {
      if (++steps > MAX_STEPS) await beLong();
      return find(eventIds, direction, limit);
    },
  };
}

/** `FindLinks` or `InferLinks`. */
type FindBy<Links> = (
  eventIds: readonly string[],
  direction: LinkDirection,
  limit?: number,
) => Promise<Links>;

type Question<Result> = (index: SimulationIndex, connection: DuckDBConnection) => Promise<Result>;

const NO_SETTINGS: LatestSettings = {
  turns: null,
  has_settings: false,
  variables: [],
  truncated: false,
};

function lineBytesOf(row: Row): number {
  return numberOf(row, 'byte_length') ?? 0;
}

/** Of the lines that set a variable. */
function settingBytesOf({ rows }: FoundVariables['variables'][number]): number {
  return rows.reduce((sum, row) => sum + (row === null ? 0 : lineBytesOf(row)), 0);
}

const NO_VARIABLES: VariableCounts = { variables: [], truncated: false };
const NO_SERIES: { readonly variables: readonly VariableSeries[] } = { variables: [] };

const NO_MATCHES: EventMatches = { events: [], total: 0 };

interface Description {
  /** See {@link filesKey}. */
  readonly files: string;
  readonly statistics: SimulationStatistics;
}

/** Whether the index is up to date within a while; if not, the work goes on. */
async function isBroughtUp(index: SimulationIndex, waitMs: number): Promise<boolean> {
  try {
    await index.bringUpToDate(waitMs);
    return true;
  } catch (error) {
    if (error instanceof IndexNotReadyError) return false;
    throw error;
  }
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
