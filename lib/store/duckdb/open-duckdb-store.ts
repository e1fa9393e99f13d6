import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { IndexNotReadyError } from '../../errors';
import type { FoundPart } from '../../files/event-parts';
import { readLastLinesOf, type LastLines } from '../../files/last-lines';
import { lookAtRuns } from '../../files/run-looks';
import type { EventCriteria } from '../../filters/event-filter';
import { readConditions } from '../../filters/read-conditions';
import { createScanPool } from '../../scan/scan-pool';
import { createLanes } from '../../work/lanes';
import { during } from '../../work/work';
import { emptyHistogram } from '../event-histogram';
import type { EventMatches, EventStore } from '../event-store';
import { NO_FACETS } from '../facet-counts';
import { createRunLister } from '../list-runs';
import { openRunCatalogue } from '../run-catalogue';
import type { LatestSettings, VariableCounts, VariableSeries } from '../variable-events';
import { MAX_LINES_BYTES, withinBytes } from '../within-bytes';
import { copiesFolder } from './index/attach-index';
import { openAnalysis } from './analytics/open-analysis';
import { createDigestKeeper } from './digest/digest-keeper';
import { openIndexFolder } from './index/index-folder';
import { createIndexShelf } from './index/index-shelf';
import { openPartCopies, type CopyLimits } from './index/part-copies';
import { readEvents } from './index/read-events';
import type { SimulationIndex } from './index/simulation-index';
import { createRowLender } from './ingest/scanned-rows';
import { createEarlierTotals } from './explain/earlier-totals';
import { openRunPair } from './compare/open-run-pair';
import { takeUp } from './compare/other-run';
import { openWindow } from './explain/open-window';
import { walkLinks } from './links/walk-links';
import { createIndexAsker } from './query/ask-index';
import { createBlockCounter } from './query/block-counts';
import { createBlockCubes } from './query/block-cubes';
import { createFacetCounter } from './query/count-facets';
import { countHistogram } from './query/count-histogram';
import { countVariables } from './query/count-variables';
import { createRunDescriber } from './query/describe-runs';
import { createEventWalks } from './query/each-event';
import { createEventFinder } from './query/find-events';
import { countMarks, findMark, type MarkScope } from './query/find-marks';
import { findSortedMark } from './query/find-sorted-mark';
import { createMatchSorter } from './query/sort-matches';
import { findSeries } from './query/find-series';
import { findVariables, readSettings, type FoundVariables } from './query/find-variables';
import { getEvents } from './query/get-events';
import { readAppended } from './query/read-appended';
import { createTextMatches } from './query/text-matches';
import { inTransaction, lendConnections, numberOf, type Row } from './sql/connections';
import { lookThrough } from './sql/look-through';
import { STORE_LANES } from './sql/store-lanes';

export interface DuckDbStoreOptions extends CopyLimits {
  /** The directory with one sub-directory per simulation. It is never written to. */
  readonly outputRoot: string;
  /** The directory for index files. It is made when missing. */
  readonly indexDir: string;
  /** The name of that directory in errors. Default: the last part of its path. */
  readonly indexDirName?: string | undefined;
  /** How long a request waits for the index before it is refused, ms. Default 2,000. */
  readonly waitMs?: number;
  /** How long a description waits for the index before it describes the indexed events, ms. Default 1,000. */
  readonly describeWaitMs?: number;
  /** How long reading appended events waits for the index before it returns the indexed ones, ms. Default 250. */
  readonly appendedWaitMs?: number;
  /**
   * The maximum number of events from which links are inferred in one step; of more, the nearest to the request. Default
   * 20,000.
   */
  readonly maxTurnEvents?: number;
  /** The number of events around the first event of a chain that are read in one step. Default 4,000. */
  readonly stretchEvents?: number;
  /** The memory limit for all simulations together, in DuckDB's notation. Default 256MB. */
  readonly memoryLimit?: string;
}

/** Opens the embedded store. Event files are read in place. Each simulation has one DuckDB index file. */
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
    // Groups of this many bits are counted in a plain array, which saves a quarter of the time. Histograms need this many.
    perfect_ht_threshold: '20',
  });
  const connections = lendConnections(instance);
  const lender = await connections.use((connection) =>
    Promise.resolve(createRowLender(connection)),
  );
  const pool = createScanPool();
  const lanes = createLanes(STORE_LANES);
  const shelf = createIndexShelf({
    outputRoot,
    folder,
    connections,
    lender,
    pool,
    copyLimits: options,
  });
  const cubes = createBlockCubes();
  const blocks = createBlockCounter(cubes);
  const sorter = createMatchSorter(blocks, cubes);
  const finder = createEventFinder(blocks, sorter);
  const facets = createFacetCounter(cubes);
  const totals = createEarlierTotals();
  const texts = createTextMatches({ connections, lender, pool, lanes });
  let isClosed = false;

  const asker = createIndexAsker({ shelf, connections, lanes, waitMs });
  const { ask, askPartially } = asker;
  const { describe } = createRunDescriber({
    outputRoot,
    shelf,
    asker,
    connections,
    lanes,
    describeWaitMs,
  });
  const digests = createDigestKeeper({ outputRoot, folder, asker, shelf, waitMs });
  const walks = createEventWalks({ ask, texts, waitMs, lanes });

  /** Runs `work` with the SQL conditions for events with the text of the criteria and for events with the text `find`. */
  function withMarks<Result>(
    index: SimulationIndex,
    criteria: EventCriteria,
    find: string,
    work: (scope: MarkScope) => Promise<Result>,
  ): Promise<Result> {
    const conditions = readConditions(criteria);
    return texts.useAll(index, conditions, (hasText) =>
      texts.use(index, find, (hasMark = 'true') => work({ index, conditions, hasText, hasMark })),
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

  const lister = createRunLister({
    outputRoot,
    pool,
    describe,
    waitMs,
    describeWaitMs,
    readLastLines: ({ id, parts }, maxBytes) => readLastLines(id, parts, maxBytes),
    catalogue: await openRunCatalogue({ indexDir, outputRoot }),
  });

  return {
    findSimulations: () => lookAtRuns(outputRoot),

    listSimulations: () => lister.list(),

    describe,

    readLastLines,

    waitsForRoom: (simulationId) => shelf.waitsForRoom(simulationId),

    findEvents(simulationId, filter, options = {}) {
      const conditions = readConditions(filter);
      const { sort, order, limit, offset } = filter;
      const { countsEffects } = options;
      return askPartially(simulationId, 'page', options, NO_MATCHES, async (index, connection) => {
        const { rows, total, effectCounts } = await texts.useAll(index, conditions, (hasText) =>
          finder.find(index, connection, conditions, {
            sort,
            order,
            limit,
            offset,
            hasText,
            countsEffects,
          }),
        );
        const readable = withinBytes(rows, lineBytesOf, MAX_LINES_BYTES);
        const events = await readEvents(index, readable);
        const cut = readable.length < rows.length ? ({ truncated: true } as const) : {};
        if (effectCounts === undefined) return { events, total, ...cut };
        const counted = events.map(
          ({ event_id }, at) => [event_id, effectCounts[at] ?? 0] as const,
        );
        return { events, total, effect_counts: Object.fromEntries(counted), ...cut };
      });
    },

    countFacets(simulationId, criteria, options = {}) {
      const conditions = readConditions(criteria);
      return askPartially(simulationId, 'count', options, NO_FACETS, (index, connection) =>
        texts.useAll(index, conditions, (hasText) =>
          facets.count(index, connection, conditions, options, hasText),
        ),
      );
    },

    countHistogram(simulationId, criteria, options = {}) {
      const conditions = readConditions(criteria);
      const nothing = emptyHistogram(options);
      return askPartially(simulationId, 'count', options, nothing, (index, connection) =>
        texts.useAll(index, conditions, (hasText) =>
          countHistogram(index, connection, conditions, options, hasText),
        ),
      );
    },

    countMarks: (simulationId, criteria, find, { buckets } = {}) =>
      ask(simulationId, 'count', (index, connection) =>
        withMarks(index, criteria, find, (scope) => countMarks(connection, scope, buckets)),
      ),

    findMark: (simulationId, criteria, find, search = {}) =>
      ask(simulationId, 'count', async (index, connection) => {
        const { sort = 'timestamp', order = 'asc' } = search;
        const { mark, ...counts } = await withMarks(index, criteria, find, (scope) =>
          sort === 'timestamp' && order === 'asc'
            ? findMark(connection, blocks, scope, search)
            : findSortedMark(connection, sorter, scope, search, { key: sort, direction: order }),
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
      askPartially(simulationId, 'count', { isPartial }, NO_SETTINGS, async (index, connection) => {
        const found = await lookThrough(() =>
          findVariables(index, connection, cubes, atTurns, search),
        );
        const variables = withinBytes(found.variables, settingBytesOf, MAX_LINES_BYTES);
        const truncated = variables.length < found.variables.length;
        return { ...found, variables: await readSettings(index, variables), truncated };
      }),

    countVariables: (simulationId, { isPartial, ...search }) =>
      askPartially(simulationId, 'count', { isPartial }, NO_VARIABLES, (index, connection) =>
        lookThrough(() => countVariables(index, connection, search)),
      ),

    findSeries: (simulationId, variables, { isPartial, ...options } = {}) =>
      askPartially(simulationId, 'count', { isPartial }, NO_SERIES, async (index, connection) => ({
        variables: await lookThrough(() => findSeries(index, connection, variables, options)),
      })),

    findPosition(simulationId, eventId, filter) {
      const conditions = readConditions(filter);
      const { sort, order } = filter;
      return ask(simulationId, 'page', (index, connection) =>
        texts.useAll(index, conditions, (hasText) =>
          finder.locate(index, connection, eventId, conditions, { sort, order, hasText }),
        ),
      );
    },

    eachEvent: walks.eachEvent,

    getEvents: (simulationId, eventIds) =>
      ask(simulationId, 'instant', (index, connection) => getEvents(index, connection, eventIds)),

    followLinks: (simulationId, work) =>
      ask(simulationId, 'count', (index, connection) =>
        walkLinks(index, connection, { lanes, maxTurnEvents, stretchEvents }, work),
      ),

    withWindow: (simulationId, eventId, direction, work) =>
      ask(simulationId, 'count', (index, connection) =>
        openWindow(index, totals, connection, eventId, direction, work),
      ),

    withAnalysis(simulationId, criteria, work) {
      const conditions = readConditions(criteria);
      return ask(simulationId, 'count', (index, connection) =>
        texts.useAll(index, conditions, (hasText) =>
          inTransaction(connection, () =>
            during('analysing a run', () =>
              work(openAnalysis(index, connection, conditions, hasText)),
            ),
          ),
        ),
      );
    },

    readDigests: (simulationIds, work, options = {}) => digests.read(simulationIds, work, options),

    // The inner question takes a place in the lane when both indexes are up to date.
    withPair: (a, b, work) =>
      ask(
        b,
        undefined,
        takeUp(async (indexB, _, check) => {
          const result = await ask(a, 'count', (indexA, connection) =>
            openRunPair(connection, { a: indexA, b: indexB }, totals, work),
          );
          check();
          return result;
        }),
      ),

    indexing: () => shelf.indexing(),

    readAppended(simulationId, after, criteria, { limit, until }) {
      const conditions = readConditions(criteria);
      let isIndexCurrent = false;
      return ask(
        simulationId,
        undefined,
        async (index, connection, check) => {
          const request = { after, until, limit, conditions, isIndexCurrent };
          const appended = await readAppended(index, connection, request);
          check();
          return appended;
        },
        async (index) => {
          isIndexCurrent = await isBroughtUp(index, appendedWaitMs);
        },
      );
    },

    settle: () => shelf.settle(),

    async close() {
      if (isClosed) return;
      isClosed = true;
      digests.close();
      await walks.close();
      await lister.close();
      await shelf.close();
      instance.closeSync();
    },
  };
}

const NO_SETTINGS: LatestSettings = {
  turns: null,
  has_settings: false,
  variables: [],
  truncated: false,
};

function lineBytesOf(row: Row): number {
  return numberOf(row, 'byte_length') ?? 0;
}

/** The size of the lines that set a variable. */
function settingBytesOf({ rows }: FoundVariables['variables'][number]): number {
  return rows.reduce((sum, row) => sum + (row === null ? 0 : lineBytesOf(row)), 0);
}

const NO_VARIABLES: VariableCounts = { variables: [], truncated: false };
const NO_SERIES: { readonly variables: readonly VariableSeries[] } = { variables: [] };

const NO_MATCHES: EventMatches = { events: [], total: 0 };

/** Whether the index is up to date within this time. If not, indexing continues. */
async function isBroughtUp(index: SimulationIndex, waitMs: number): Promise<boolean> {
  try {
    await index.bringUpToDate(waitMs);
    return true;
  } catch (error) {
    if (error instanceof IndexNotReadyError) return false;
    throw error;
  }
}
