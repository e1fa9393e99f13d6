import path from 'node:path';
import { EventNotFoundError, SimulationNotFoundError } from '../errors';
import { readEventFields, type EventFields } from './event-fields';
import { addressOf } from '../events/event-address';
import type { PriceTable } from '../analytics/price-table';
import type { Analytics } from '../api/analytics-contract';
import type { EventLine } from '../events/event-line';
import { checkpointsKey, findCheckpoints } from '../files/checkpoints';
import { findEventParts, simulationDirectory, type FoundPart } from '../files/event-parts';
import { configKey, filesKey, folderKey } from '../files/files-key';
import { exportEvents, type EventExport, type ExportOptions } from '../export/export-events';
import { findUnreadFiles, type UnreadFile } from '../files/unread-files';
import type { TurnPageOptions } from '../compare/list-turn';
import { readConfigText, readRunResult, readSimulationName } from '../files/run-document';
import {
  DEFAULT_LIMIT,
  type EventCriteria,
  type EventFilter,
  type TimeOrderedFilter,
} from '../filters/event-filter';
import type { ExportFormat } from '../filters/export-query';
import type { FacetOptions } from '../filters/facet-options';
import type { HistogramOptions } from '../filters/histogram-options';
import type { MarkOptions, MarkSearch } from '../filters/mark-options';
import { createLiveHub, type LiveOptions } from '../live/live-hub';
import type { LiveMessage } from '../live/live-message';
import { createRounds } from '../work/rounds';
import type { EventHistogram } from '../store/event-histogram';
import type { FoundMark, MarkCounts } from '../store/event-marks';
import type {
  AnswerOptions,
  EventStore,
  FindOptions,
  FoundPosition,
  ListedSimulation,
  SimulationStatistics,
} from '../store/event-store';
import type { FacetCounts } from '../store/facet-counts';
import type { IndexState } from '../store/index-state';
import { createAnalyticsReader, type AnalyticsOptions } from './analytics-reader';
import { createCausalityReader, type CausalityReader } from './causality-reader';
import {
  createComparisonReader,
  type ComparedEventPage,
  type RunComparison,
  type RunToCompare,
} from './comparison-reader';
import { createExplanationReader, type ExplanationReader } from './explanation-reader';
import { createEnsembleReader, type EnsembleReader } from './ensemble/ensemble-reader';
import { DROP_REPORTS, reportedDrops } from './drop-reports';
import {
  createStateReader,
  type RunState,
  type RunVariables,
  type StateOptions,
  type VariableOptions,
} from './run-state';
import { createRunStatusReader, statusOf, type RunStatus } from './run-status';

export type { EventsMessage, LiveMessage, ProgressMessage } from '../live/live-message';
export type { EventHistogram } from '../store/event-histogram';
export type { FoundPosition } from '../store/event-store';
export type { IndexState } from '../store/index-state';
export type { Facet, FacetCounts } from '../store/facet-counts';
export type { EventFields } from './event-fields';
export type { RunState, RunVariable, RunVariables } from './run-state';
export type { CausalityLines, CausalPathLines } from './causality-reader';
export type { ComparedEventPage, ComparedEventRow, RunComparison } from './comparison-reader';
export type { ExplainedDeed, ExplanationLines } from './explanation-reader';
export type { RunStatus } from './run-status';

/** A simulation with the statistics of its indexed events. */
export interface DescribedSimulation extends SimulationStatistics {
  readonly id: string;
  /** The name in its config.json, otherwise its id. */
  readonly name: string;
  readonly status: RunStatus;
}

/** A row of the list of simulations. */
export interface SimulationLine extends Omit<
  ListedSimulation,
  'saysEnd' | 'lastWriteMs' | 'resultWriteMs'
> {
  /** The name in its config.json, otherwise its id. */
  readonly name: string;
  readonly status: RunStatus;
}

/** A simulation with the drops that its writer reported. */
export interface SummarisedSimulation extends DescribedSimulation {
  /** The number of SYSTEM events of the kind `events_dropped`. */
  readonly dropped_event_records: number;
  /** The sum of the drops in the first 1,000 of them. */
  readonly dropped_event_count: number;
  /** Files in its folder that look as if they should be read but are not, by name. */
  readonly unread_files: readonly UnreadFile[];
}

/** Options of a page of events. */
export interface PageOptions extends FindOptions {
  /** Paths of fields of the details, such as `details.price`. Default none. */
  readonly fields?: readonly string[] | undefined;
}

export interface EventLinePage {
  readonly events: readonly EventLine[];
  readonly total: number;
  readonly has_more: boolean;
  /** The number of events that name each event as a cause, by id; if requested. */
  readonly effect_counts?: Readonly<Record<string, number>>;
  /** Present when fields were requested. */
  readonly fields?: EventFields;
  /** Present when long lines made the page shorter than requested. */
  readonly truncated?: true;
  /** Present in partial answers. */
  readonly index?: IndexState;
}

/** Implements the API, without HTTP. Every method rejects like `EventStore`. */
export interface EventService extends CausalityReader, EnsembleReader, ExplanationReader {
  /** All simulations, and the entries of the output root that cannot be read, each with its `problem`. */
  listSimulations(): Promise<readonly SimulationLine[]>;
  getSimulation(simulationId: string): Promise<SummarisedSimulation>;
  /** The name in its config.json, otherwise its id. Opens no index. */
  getSimulationName(simulationId: string): Promise<string>;
  /**
   * A version string. It changes whenever an answer about the simulation could change. It is made from names, sizes and times
   * of its files and from its status, without opening an index.
   */
  getFilesVersion(simulationId: string): Promise<string>;
  /** The same for answers that depend on checkpoints. */
  getCheckpointsVersion(simulationId: string): Promise<string>;
  getFilteredEvents(
    simulationId: string,
    filter?: EventFilter,
    options?: PageOptions,
  ): Promise<EventLinePage>;
  /** The facets of the events that match the criteria. */
  getFacets(
    simulationId: string,
    criteria?: EventCriteria,
    options?: FacetOptions & AnswerOptions,
  ): Promise<FacetCounts>;
  /** The number of events along turns or time. */
  getHistogram(
    simulationId: string,
    criteria?: EventCriteria,
    options?: HistogramOptions & AnswerOptions,
  ): Promise<EventHistogram>;
  /** The events with the text `find` among those that match the criteria. */
  getMarks(
    simulationId: string,
    criteria: EventCriteria,
    find: string,
    options?: MarkOptions,
  ): Promise<MarkCounts>;
  /** The event with the text `find` that is nearest to a row. The search wraps around at both ends. */
  getNearestMark(
    simulationId: string,
    criteria: EventCriteria,
    find: string,
    search?: MarkSearch,
  ): Promise<FoundMark>;
  /**
   * The position of an event among the matches, in the filter's order.
   * @throws {EventNotFoundError}
   */
  getEventPosition(
    simulationId: string,
    eventId: string,
    filter?: EventFilter,
  ): Promise<FoundPosition>;
  /**
   * All matches as a file, in chunks; `limit` defaults to all. Rejects if the first chunk fails; later errors are thrown by the
   * chunks.
   */
  exportEvents(
    simulationId: string,
    filter: TimeOrderedFilter,
    format: ExportFormat,
    options?: ExportOptions,
  ): Promise<EventExport>;
  /** @throws {EventNotFoundError} */
  getEventById(simulationId: string, eventId: string): Promise<EventLine>;
  /** The value of every variable at the end of a turn, from events and checkpoints. */
  getState(simulationId: string, options?: StateOptions): Promise<RunState>;
  /** The variables that events set, or some of them turn by turn. */
  getVariables(simulationId: string, options?: VariableOptions): Promise<RunVariables>;
  /** How two runs differ. */
  compareRuns(a: string, b: string, options?: CompareOptions): Promise<RunComparison>;
  /** The events of a turn of two runs, side by side. */
  getComparedEvents(
    a: string,
    b: string,
    options: TurnPageOptions & CompareOptions,
  ): Promise<ComparedEventPage>;
  /** The behaviour of a run, panel by panel, over the events that match the criteria. */
  getAnalytics(
    simulationId: string,
    criteria?: EventCriteria,
    options?: AnalyticsOptions,
  ): Promise<Analytics>;
  /** Events as they are appended; see `LiveHub.streamEvents`. */
  streamEvents(
    simulationId: string,
    criteria?: EventCriteria,
    options?: LiveOptions,
  ): Promise<AsyncGenerator<LiveMessage>>;
}

export interface CompareOptions {
  /** Further fields of the details to ignore: names at any depth, or paths. Default none. */
  readonly ignored?: readonly string[] | undefined;
}

export interface EventServiceOptions {
  readonly outputRoot: string;
  readonly store: EventStore;
  /** What tokens of models cost. Default: no costs. */
  readonly prices?: PriceTable | undefined;
  /** Ends all streams when it aborts. */
  readonly closing?: AbortSignal;
  /** Milliseconds since 1970, by the clock that sets the times of files. Default: the system's clock. */
  readonly now?: () => number;
}

export function createEventService({
  outputRoot,
  store,
  prices,
  closing,
  now = Date.now,
}: EventServiceOptions): EventService {
  const live = createLiveHub({ outputRoot, store });
  const runStatus = createRunStatusReader({
    now,
    readLastLines: (directory, parts, maxBytes) =>
      store.readLastLines(path.basename(directory), parts, maxBytes),
  });
  const states = createStateReader(store);
  const versions = createRounds<string>();
  /** Makes the version of an answer unique while a part waits for room. */
  let retries = 0;
  closing?.addEventListener('abort', () => live.close(), { once: true });

  async function describe(id: string): Promise<DescribedSimulation> {
    // The store knows the valid ids. Only those become part of a path.
    const statistics = await store.describe(id);
    const { directory, parts } = await findFiles(id);
    const name = await readSimulationName(directory);
    const status = await runStatus.read(directory, parts);
    return { id, name: name ?? id, status, ...statistics };
  }

  async function readFilesVersion(id: string): Promise<string> {
    const { directory, parts } = await findFiles(id);
    const [config, status] = [await configKey(directory), await runStatus.read(directory, parts)];
    const retry = store.waitsForRoom(id) ? String(retries++) : '';
    return [id, filesKey(parts), await folderKey(directory), config, status, retry].join('\n');
  }

  async function countDrops(
    simulation: DescribedSimulation,
  ): Promise<Pick<SummarisedSimulation, 'dropped_event_records' | 'dropped_event_count'>> {
    // Most runs have no such events, so their index is not needed.
    if (!simulation.event_types.some(({ event_type }) => event_type === 'SYSTEM')) {
      return { dropped_event_records: 0, dropped_event_count: 0 };
    }
    const { events, total } = await store.findEvents(simulation.id, DROP_REPORTS, {
      isPartial: true,
    });
    return {
      dropped_event_records: total,
      dropped_event_count: events.reduce((sum, line) => sum + reportedDrops(line), 0),
    };
  }

  /** @throws {SimulationNotFoundError} */
  async function findFiles(
    id: string,
  ): Promise<{ readonly directory: string; readonly parts: readonly FoundPart[] }> {
    const directory = simulationDirectory(outputRoot, id);
    const parts = directory === undefined ? [] : await findEventParts(directory);
    if (directory === undefined || parts.length === 0) throw new SimulationNotFoundError(id);
    return { directory, parts };
  }

  const causality = createCausalityReader(store);
  const explanations = createExplanationReader(store);
  const ensembles = createEnsembleReader({
    outputRoot,
    store,
    async readStatus(id) {
      const { directory, parts } = await findFiles(id);
      return runStatus.read(directory, parts);
    },
  });
  const comparisons = createComparisonReader(store);
  const analytics = createAnalyticsReader(store, prices);

  async function describeForComparison(id: string): Promise<RunToCompare> {
    const { directory, parts } = await findFiles(id);
    return {
      id,
      name: (await readSimulationName(directory)) ?? id,
      status: await runStatus.read(directory, parts),
      config: await readConfigText(directory),
    };
  }

  async function getEventById(simulationId: string, eventId: string): Promise<EventLine> {
    const [event] = await store.getEvents(simulationId, [addressOf(eventId)]);
    if (event === undefined) throw new EventNotFoundError(simulationId, eventId);
    return event;
  }

  return {
    ...ensembles,

    async listSimulations() {
      const nowMs = now();
      return (await store.listSimulations()).map(
        ({ saysEnd, lastWriteMs, resultWriteMs, ...listed }) => ({
          ...listed,
          name: listed.name ?? listed.id,
          status: statusOf({ saysEnd, lastWriteMs, resultWriteMs }, nowMs),
        }),
      );
    },

    async getSimulation(id) {
      const simulation = await describe(id);
      const { directory } = await findFiles(id);
      // For compressed parts that are read incompletely, the store has the reason.
      const unread_files = [...(await findUnreadFiles(directory)), ...simulation.unread_parts].sort(
        (a, b) => (a.name < b.name ? -1 : 1),
      );
      return { ...simulation, ...(await countDrops(simulation)), unread_files };
    },

    async getSimulationName(id) {
      const { directory } = await findFiles(id);
      return (await readSimulationName(directory)) ?? id;
    },

    getFilesVersion: (id) => versions.next(id, () => readFilesVersion(id)),

    async getCheckpointsVersion(id) {
      const { directory } = await findFiles(id);
      return checkpointsKey(await findCheckpoints(directory));
    },

    async getFilteredEvents(simulationId, filter = {}, { fields: paths, ...options } = {}) {
      const { events, total, ...rest } = await store.findEvents(simulationId, filter, options);
      const fields = paths === undefined ? undefined : await readEventFields(events, paths);
      const { offset = 0, limit = DEFAULT_LIMIT } = filter;
      const has_more = offset + Math.min(limit, events.length) < total;
      return { events, total, has_more, ...rest, ...(fields === undefined ? {} : { fields }) };
    },

    getFacets: (simulationId, criteria = {}, options = {}) =>
      store.countFacets(simulationId, criteria, options),

    getHistogram: (simulationId, criteria = {}, options = {}) =>
      store.countHistogram(simulationId, criteria, options),

    getMarks: (simulationId, criteria, find, options) =>
      store.countMarks(simulationId, criteria, find, options),

    getNearestMark: (simulationId, criteria, find, search) =>
      store.findMark(simulationId, criteria, find, search),

    async getEventPosition(simulationId, eventId, filter = {}) {
      const position = await store.findPosition(simulationId, addressOf(eventId), filter);
      if (position === undefined) throw new EventNotFoundError(simulationId, eventId);
      return position;
    },

    exportEvents: (simulationId, filter, format, options) =>
      exportEvents(store, simulationId, filter, format, options),

    getEventById,

    getCausalityChain: (simulationId, eventId, options) =>
      causality.getCausalityChain(simulationId, addressOf(eventId), options),

    explain: (simulationId, eventId, options) =>
      explanations.explain(simulationId, addressOf(eventId), options),

    getCausalPaths: (simulationId, from, to, query) =>
      causality.getCausalPaths(simulationId, addressOf(from), addressOf(to), query),

    async getState(simulationId, options = {}) {
      const { directory } = await findFiles(simulationId);
      return states.getState(simulationId, directory, options);
    },

    async getVariables(simulationId, options = {}) {
      const { directory } = await findFiles(simulationId);
      return states.getVariables(simulationId, directory, options);
    },

    compareRuns: async (a, b, options) =>
      comparisons.compare(
        { a: await describeForComparison(a), b: await describeForComparison(b) },
        options,
      ),

    async getComparedEvents(a, b, options) {
      await findFiles(a);
      await findFiles(b);
      return comparisons.listTurn({ a, b }, options);
    },

    async getAnalytics(simulationId, criteria = {}, options = {}) {
      const { directory } = await findFiles(simulationId);
      return analytics.analyse(simulationId, criteria, options, () => readRunResult(directory));
    },

    streamEvents: (simulationId, criteria, options) =>
      live.streamEvents(simulationId, criteria, options),
  };
}
