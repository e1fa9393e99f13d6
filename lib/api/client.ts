import { z } from 'zod';
import type { LinkChoice, MissingCause } from '../causality/causal-link';
import type { Panel } from '../analytics/panels';
import type { ExplanationDirection } from '../causality/explain/explanation-bounds';
import { addressOf } from '../events/event-address';
import { readEvent, readLineCut, type StoredEvent } from '../events/read-event';
import type { EventCriteria, EventFilter, TimeOrderedFilter } from '../filters/event-filter';
import type { ExportFormat } from '../filters/export-query';
import type { FacetOptions } from '../filters/facet-options';
import type { HistogramOptions } from '../filters/histogram-options';
import type { MarkOptions, MarkSearch } from '../filters/mark-options';
import { writeQuery } from '../filters/read-query';
import { ApiUnreachableError, parseJson, readProblem } from './api-error';
import {
  causalityChainSchema,
  explanationSchema,
  causalPathsSchema,
  eventFacetsSchema,
  eventHistogramSchema,
  eventMarksSchema,
  eventPageSchema,
  eventPositionSchema,
  nearestMarkSchema,
  simulationStateSchema,
  variableListSchema,
  simulationListSchema,
  simulationSummarySchema,
  type CausalAnalysis,
  type CausalLink,
  type Explanation,
  type EventFacets,
  type EventHistogram,
  type EventMarks,
  type EventPosition,
  type IndexState,
  type NearestMark,
  type SimulationList,
  type SimulationState,
  type VariableList,
  type SimulationSummary,
} from './contract';
import {
  bandsSchema,
  forksSchema,
  resultsSchema,
  type EnsembleBands,
  type EnsembleForks,
  type EnsembleResults,
} from './ensemble-contract';
import {
  ensembleQuery,
  type BandOptions,
  type EnsembleSelection,
  type ForkOptions,
  type ResultOptions,
} from './ensemble-query';
import {
  comparedEventsSchema,
  comparisonSchema,
  type WireComparedEvents,
  type WireComparison,
} from './comparison-contract';
import { analyticsSchema, type Analytics } from './analytics-contract';
import { pathSegment } from './path-segment';
import { followEvents, type FollowMessage, type FollowOptions } from './follow-events';
import { receiveServerSentEvents } from './receive-server-sent-events';
import { receiveWebSocket, type WebSocketConstructor } from './receive-web-socket';

export { ApiProblemError, ApiUnreachableError, NoWebSocketError } from './api-error';
export type { FollowMessage, FollowOptions } from './follow-events';

export interface EventPage {
  readonly events: readonly StoredEvent[];
  readonly total: number;
  readonly has_more: boolean;
  /** By event id: the number of events that name it as a cause. Present with `countsEffects`. */
  readonly effect_counts?: Readonly<Record<string, number>> | undefined;
  /** By event id and path: the values of the fields in `fields`, as JavaScript reads them. Absent fields are left out. */
  readonly fields?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  /** Whether long lines made the page shorter than requested. The next page begins after its last event. */
  readonly truncated?: true | undefined;
  /** Present in partial answers: the progress of the index. */
  readonly index?: IndexState | undefined;
}

export interface CausalityChain {
  readonly event_id: string;
  readonly event: StoredEvent;
  readonly upstream: readonly StoredEvent[];
  readonly downstream: readonly StoredEvent[];
  readonly links: readonly CausalLink[];
  readonly missing_causes: readonly string[];
  readonly missing: readonly MissingCause[];
  readonly truncated: boolean;
  /** Present when it was requested. */
  readonly analysis?: CausalAnalysis | undefined;
}

/** How two runs differ. */
export interface Comparison extends Omit<WireComparison, 'events'> {
  /** The events that the answer names, by run, in event order. */
  readonly events: { readonly a: readonly StoredEvent[]; readonly b: readonly StoredEvent[] };
}

/** The events of a turn of two runs, side by side. */
export interface ComparedEvents extends Omit<WireComparedEvents, 'rows'> {
  readonly rows: readonly ComparedEventRow[];
}

export interface ComparedEventRow extends Omit<WireComparedEvents['rows'][number], 'a' | 'b'> {
  readonly a: StoredEvent | null;
  readonly b: StoredEvent | null;
}

export interface ComparisonOptions extends LineOptions {
  /** Further fields of the details to ignore: names at any depth, or paths. Default none. */
  readonly ignore?: readonly string[];
}

export interface ComparedEventsOptions extends ComparisonOptions {
  readonly turn: number;
  /** Default: all rows. */
  readonly only?: 'differences';
  /** The maximum number of rows. Default 200, at most 1,000. */
  readonly limit?: number;
  readonly offset?: number;
}

/** A likely cause or a notable effect. */
export type ExplainedDeed = Omit<Explanation['causes'][number], 'event'> & {
  /** The event that stands for the deed. */
  readonly event: StoredEvent;
};

/** What likely caused an event, or what came of it. */
export interface EventExplanation extends Omit<Explanation, 'causes' | 'effects' | 'events'> {
  /** Best first; none downstream. */
  readonly causes: readonly ExplainedDeed[];
  /** Best first; none upstream. */
  readonly effects: readonly ExplainedDeed[];
  /** The event, and all events of the paths and reasons, in event order. */
  readonly events: readonly StoredEvent[];
}

export interface ExplanationOptions extends LineOptions {
  /** Default `upstream`. */
  readonly direction?: ExplanationDirection;
  /** The maximum number of causes or effects. Default 5, at most 20. */
  readonly limit?: number;
  /** Default `declared`. */
  readonly links?: LinkChoice;
}

export interface CausalPaths {
  readonly from: string;
  readonly to: string;
  /** Event ids from the cause to the effect; `null` without a path. */
  readonly shortest: readonly string[] | null;
  /** Shortest first. */
  readonly paths: readonly (readonly string[])[];
  /** The events on these paths. */
  readonly events: readonly StoredEvent[];
  readonly links: readonly CausalLink[];
  readonly truncated: boolean;
}

export interface LineOptions extends CallOptions {
  /** Cuts longer lines. Default: no line is cut. */
  readonly maxLineBytes?: number;
}

export interface CausalityOptions extends LineOptions {
  /** The number of links to follow in each direction. Default 5, at most 20. */
  readonly depth?: number;
  /** Default `declared`. */
  readonly links?: LinkChoice;
  /** Whether the answer has `analysis`. Default `false`. */
  readonly withAnalysis?: boolean;
}

export interface PathOptions extends LineOptions {
  /** Default `declared`. */
  readonly links?: LinkChoice;
  /** The maximum number of links of a path. Default 20, at most 200. */
  readonly maxLength?: number;
  /** The maximum number of paths. Default 10, at most 100. */
  readonly limit?: number;
}

export interface ApiClientOptions {
  /** Default: the page's own origin. */
  readonly baseUrl?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Cuts longer lines in lists, chains and paths, unless a call says otherwise. Default: no line is cut. */
  readonly maxLineBytes?: number;
  /** Default: the global `WebSocket`. Where there is none, pass the one of the package ws. */
  readonly webSocket?: WebSocketConstructor;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** How an answer treats an index that is not up to date. */
export interface AnswerOptions extends CallOptions {
  /** Whether the answer may cover only the indexed events, with the progress of the index. Default `false`: exact, or a problem. */
  readonly isPartial?: boolean;
}

export interface FindOptions extends AnswerOptions {
  /** Whether the effects of each event are counted. Default `false`. */
  readonly countsEffects?: boolean;
  /** Cuts longer lines. Default: no line is cut. */
  readonly maxLineBytes?: number;
  /** Paths of fields of the details, such as `details.price`, to be added as `fields`. Default none. */
  readonly fields?: readonly string[];
}

export interface StateOptions {
  /** The state at the end of this turn. Default: the last turn. */
  readonly turn?: number;
  /** Only variables whose name or agent contains this text, best matches first. Default: all. */
  readonly name?: string;
}

export interface VariableOptions {
  /** The keys of variables whose series are requested. Default: none; the answer lists the variables. */
  readonly variables?: readonly string[];
  /** Lists only variables whose name or agent contains this text, best matches first. Default: all. */
  readonly name?: string;
  readonly turn_start?: number;
  readonly turn_end?: number;
  /** The maximum number of points of a series. Default 200, at most 2,000. */
  readonly points?: number;
}

/**
 * A client of the REST API. Every method rejects with {@link ApiProblemError}, {@link ApiUnreachableError}, or the reason of its
 * aborted signal.
 */
export interface AnalyticsOptions {
  /** Default: all. */
  readonly panels?: readonly Panel[] | undefined;
}

export interface ApiClient {
  listSimulations(options?: CallOptions): Promise<SimulationList>;
  getSimulation(simulationId: string, options?: CallOptions): Promise<SimulationSummary>;
  findEvents(simulationId: string, filter: EventFilter, options?: FindOptions): Promise<EventPage>;
  /** The same as the text of the response, with the values of fields as written in the files. */
  findEventsText(simulationId: string, filter: EventFilter, options?: FindOptions): Promise<string>;
  /** The types, agents and kinds among the matches of the criteria, with counts. */
  getFacets(
    simulationId: string,
    criteria?: EventCriteria,
    options?: FacetOptions & AnswerOptions,
  ): Promise<EventFacets>;
  /** The behaviour of a run, over the matches of the criteria. */
  getAnalytics(
    simulationId: string,
    criteria?: EventCriteria,
    options?: AnalyticsOptions & CallOptions,
  ): Promise<Analytics>;
  /** Counts of events along turns or time. */
  getHistogram(
    simulationId: string,
    criteria?: EventCriteria,
    options?: HistogramOptions & AnswerOptions,
  ): Promise<EventHistogram>;
  /** Counts of the events with a text, along the matches of the criteria. */
  getMarks(
    simulationId: string,
    criteria: EventCriteria,
    find: string,
    options?: MarkOptions & CallOptions,
  ): Promise<EventMarks>;
  /** The event with a text that is nearest to a row. The search wraps around. */
  getNearestMark(
    simulationId: string,
    criteria: EventCriteria,
    find: string,
    options?: MarkSearch & CallOptions,
  ): Promise<NearestMark>;
  /** The position of an event among the matches, also when the event does not match. */
  getEventPosition(
    simulationId: string,
    eventId: string,
    filter?: EventFilter,
    options?: CallOptions,
  ): Promise<EventPosition>;
  getEvent(simulationId: string, eventId: string, options?: CallOptions): Promise<StoredEvent>;
  /** The event's line, byte for byte as in the file, with numbers and unknown fields as written. */
  getEventLine(simulationId: string, eventId: string, options?: LineOptions): Promise<string>;
  getCausality(
    simulationId: string,
    eventId: string,
    options?: CausalityOptions,
  ): Promise<CausalityChain>;
  /** The value of every variable at the end of a turn. Default: the last turn. */
  getState(simulationId: string, options?: StateOptions & AnswerOptions): Promise<SimulationState>;
  /** The same as the text of the response, with numbers as written in the files. */
  getStateText(simulationId: string, options?: StateOptions & AnswerOptions): Promise<string>;
  /** The list of variables, or the series of some variables. */
  getVariables(
    simulationId: string,
    options?: VariableOptions & AnswerOptions,
  ): Promise<VariableList>;
  /** The same as the text of the response, with numbers as written in the files. */
  getVariablesText(
    simulationId: string,
    options?: VariableOptions & AnswerOptions,
  ): Promise<string>;
  /** Ranks what likely caused an event, or what came of it. */
  explain(
    simulationId: string,
    eventId: string,
    options?: ExplanationOptions,
  ): Promise<EventExplanation>;
  /** The paths from a cause to an effect, along links. */
  getPaths(
    simulationId: string,
    from: string,
    to: string,
    options?: PathOptions,
  ): Promise<CausalPaths>;
  /** The bands of a variable over turns, for a set of runs. */
  getEnsembleBands(
    ensemble: EnsembleSelection,
    variable: string,
    options?: BandOptions & AnswerOptions,
  ): Promise<EnsembleBands>;
  /** A table of a set of runs. */
  getEnsembleResults(
    ensemble: EnsembleSelection,
    table?: ResultOptions,
    options?: AnswerOptions,
  ): Promise<EnsembleResults>;
  /** The URL of the same table as CSV, for a link. Without `limit` it has all rows. */
  ensembleResultsUrl(ensemble: EnsembleSelection, table?: ResultOptions): string;
  /** Where runs with a common beginning decide differently. */
  getEnsembleForks(
    ensemble: EnsembleSelection,
    options?: ForkOptions & AnswerOptions,
  ): Promise<EnsembleForks>;
  /** How two runs differ. */
  compareRuns(a: string, b: string, options?: ComparisonOptions): Promise<Comparison>;
  /** The events of a turn of two runs, side by side. */
  getComparedEvents(a: string, b: string, options: ComparedEventsOptions): Promise<ComparedEvents>;
  /** The URL of the matches as a file, for a link. The file does not pass through the page. */
  exportUrl(
    simulationId: string,
    filter: TimeOrderedFilter,
    format: ExportFormat,
    options?: {
      /** Whether CSV text that a spreadsheet would run as a formula gets a `'` in front. Default `false`. */
      readonly escapeFormulas?: boolean;
      /** Whether CSV begins with a byte order mark, which tells Excel that it is UTF-8. Default `false`. */
      readonly bom?: boolean;
    },
  ): string;
  /**
   * Yields new events of a simulation when they are written: each event once, in the order of the files. After a broken
   * connection it reconnects and continues after the last message. It ends when the signal aborts, and throws
   * {@link ApiProblemError} when the simulation does not exist or the criteria are invalid.
   */
  followEvents(
    simulationId: string,
    criteria?: EventCriteria,
    options?: FollowOptions,
  ): AsyncGenerator<FollowMessage, void>;
}

export function createApiClient({
  baseUrl = '',
  fetch: ask = fetch,
  maxLineBytes: maxLineBytesOfAll,
  webSocket,
}: ApiClientOptions = {}): ApiClient {
  async function getText(path: string, { signal }: CallOptions = {}): Promise<string> {
    let response: Response;
    let body: string;
    try {
      response = await ask(`${baseUrl}${path}`, signal === undefined ? {} : { signal });
      body = await response.text();
    } catch (error) {
      if (signal?.aborted === true || error instanceof ApiUnreachableError) throw error;
      throw new ApiUnreachableError('The server cannot be reached.', { cause: error });
    }
    if (response.ok) return body;
    throw readProblem(path, response, body);
  }

  async function getJson<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    options?: CallOptions,
  ): Promise<z.infer<Schema>> {
    const parsed = schema.safeParse(parseJson(await getText(path, options)));
    if (parsed.success) return parsed.data;
    throw new ApiUnreachableError(`The answer to ${path} does not match the API.`, {
      cause: parsed.error,
    });
  }

  const connectBy = {
    sse: (path: string, signal: AbortSignal, onSign?: () => void) =>
      receiveServerSentEvents(ask, `${baseUrl}${path}`, signal, onSign),
    websocket: (path: string, signal: AbortSignal, onSign?: () => void) =>
      receiveWebSocket({ webSocket, ask, url: `${baseUrl}${path}`, signal, onSign }),
  };

  return {
    listSimulations: (options) => getJson(simulationListSchema, '/simulations', options),
    getSimulation: (simulationId, options) =>
      getJson(simulationSummarySchema, simulationPath(simulationId), options),
    findEvents: async (simulationId, filter, options) => {
      const path = eventPagePath(simulationId, filter, {
        ...(maxLineBytesOfAll === undefined ? {} : { maxLineBytes: maxLineBytesOfAll }),
        ...options,
      });
      const page = await getJson(storedPageSchema, path, options);
      return { ...page, events: page.events.map(readCut) };
    },
    findEventsText: (simulationId, filter, options) =>
      getText(
        eventPagePath(simulationId, filter, {
          ...(maxLineBytesOfAll === undefined ? {} : { maxLineBytes: maxLineBytesOfAll }),
          ...options,
        }),
        options,
      ),
    getFacets: (simulationId, criteria, options = {}) => {
      const { limit, name, agentOrder: agent_order, isPartial: partial, ...call } = options;
      const query = writeQuery({ ...criteria, limit, name, agent_order, partial }).toString();
      return getJson(eventFacetsSchema, `${simulationPath(simulationId)}/facets?${query}`, call);
    },
    getAnalytics: (simulationId, criteria, { panels, ...call } = {}) => {
      const query = writeQuery({ ...criteria, panels }).toString();
      return getJson(analyticsSchema, `${simulationPath(simulationId)}/analytics?${query}`, call);
    },
    getHistogram: (simulationId, criteria, options = {}) => {
      const { signal, isPartial: partial, ...division } = options;
      const query = writeQuery({ ...criteria, ...division, partial }).toString();
      const path = `${simulationPath(simulationId)}/histogram?${query}`;
      return getJson(eventHistogramSchema, path, signal === undefined ? {} : { signal });
    },
    getMarks: (simulationId, criteria, find, { buckets, ...call } = {}) => {
      const query = writeQuery({ ...criteria, find, buckets }).toString();
      return getJson(eventMarksSchema, `${simulationPath(simulationId)}/marks?${query}`, call);
    },
    getNearestMark: (
      simulationId,
      criteria,
      find,
      { row, direction, sort, order, ...call } = {},
    ) => {
      const query = writeQuery({ ...criteria, find, row, direction, sort, order }).toString();
      const path = `${simulationPath(simulationId)}/marks/nearest?${query}`;
      return getJson(nearestMarkSchema, path, call);
    },
    getEventPosition: (simulationId, eventId, filter = {}, options = {}) => {
      const path = `${eventPath(simulationId, eventId)}/position?${writeQuery(filter).toString()}`;
      return getJson(eventPositionSchema, path, options);
    },
    getEvent: async (simulationId, eventId, options) =>
      readStored(parseJson(await getText(eventPath(simulationId, eventId), options))),
    getEventLine: (simulationId, eventId, { maxLineBytes, ...options } = {}) => {
      const query = writeQuery({ max_line_bytes: maxLineBytes });
      const path = eventPath(simulationId, eventId);
      return getText(query.size === 0 ? path : `${path}?${query.toString()}`, options);
    },
    getCausality: async (
      simulationId,
      eventId,
      { depth, links, withAnalysis, maxLineBytes = maxLineBytesOfAll, ...options } = {},
    ) => {
      const query = writeQuery({
        depth,
        links,
        analysis: withAnalysis,
        max_line_bytes: maxLineBytes,
      }).toString();
      const path = `${simulationPath(simulationId)}/causality/${eventSegment(eventId)}?${query}`;
      const chain = await getJson(storedChainSchema, path, options);
      return {
        ...chain,
        event: readCut(chain.event),
        upstream: chain.upstream.map(readCut),
        downstream: chain.downstream.map(readCut),
      };
    },
    explain: async (
      simulationId,
      eventId,
      { direction, limit, links, maxLineBytes = maxLineBytesOfAll, ...options } = {},
    ) => {
      const query = writeQuery({
        direction,
        limit,
        links,
        max_line_bytes: maxLineBytes,
      }).toString();
      const path = `${simulationPath(simulationId)}/explanation/${eventSegment(eventId)}?${query}`;
      const explanation = await getJson(storedExplanationSchema, path, options);
      const readDeed = <Deed extends { readonly event: unknown }>(deed: Deed) => ({
        ...deed,
        event: readCut(deed.event),
      });
      return {
        ...explanation,
        causes: explanation.causes.map(readDeed),
        effects: explanation.effects.map(readDeed),
        events: explanation.events.map(readCut),
      };
    },
    getEnsembleBands: (ensemble, variable, { points, lines, isPartial, ...options } = {}) => {
      const query = ensembleQuery(ensemble, { variable, points, lines, partial: isPartial });
      return getJson(bandsSchema, `/ensembles/bands?${query}`, options);
    },
    getEnsembleResults: (ensemble, table = {}, { isPartial, ...options } = {}) => {
      const query = ensembleQuery(ensemble, { ...table, partial: isPartial });
      return getJson(resultsSchema, `/ensembles/results?${query}`, options);
    },
    ensembleResultsUrl: (ensemble, table = {}) =>
      `${baseUrl}/ensembles/results?${ensembleQuery(ensemble, { ...table, format: 'csv' })}`,
    getEnsembleForks: (ensemble, { detail, nodes, isPartial, ...options } = {}) => {
      const query = ensembleQuery(ensemble, { detail, nodes, partial: isPartial });
      return getJson(forksSchema, `/ensembles/forks?${query}`, options);
    },
    getState: (simulationId, options) =>
      getJson(simulationStateSchema, statePath(simulationId, options), options),
    getStateText: (simulationId, options) => getText(statePath(simulationId, options), options),
    getVariables: (simulationId, options) =>
      getJson(variableListSchema, variablesPath(simulationId, options), options),
    getVariablesText: (simulationId, options) =>
      getText(variablesPath(simulationId, options), options),
    getPaths: async (
      simulationId,
      from,
      to,
      { links, maxLength, limit, maxLineBytes = maxLineBytesOfAll, ...options } = {},
    ) => {
      const query = writeQuery({
        from: addressOf(from),
        to: addressOf(to),
        links,
        max_length: maxLength,
        limit,
        max_line_bytes: maxLineBytes,
      }).toString();
      const path = `${simulationPath(simulationId)}/paths?${query}`;
      const paths = await getJson(storedPathsSchema, path, options);
      return { ...paths, events: paths.events.map(readCut) };
    },
    compareRuns: async (a, b, { ignore, maxLineBytes = maxLineBytesOfAll, ...options } = {}) => {
      const query = writeQuery({ a, b, ignore, max_line_bytes: maxLineBytes }).toString();
      const comparison = await getJson(storedComparisonSchema, `/comparison?${query}`, options);
      const { events } = comparison;
      return { ...comparison, events: { a: events.a.map(readCut), b: events.b.map(readCut) } };
    },
    getComparedEvents: async (
      a,
      b,
      { turn, only, limit, offset, ignore, maxLineBytes = maxLineBytesOfAll, ...options },
    ) => {
      const page = { turn, only, limit, offset, ignore, max_line_bytes: maxLineBytes };
      const path = `/comparison/events?${writeQuery({ a, b, ...page }).toString()}`;
      const compared = await getJson(storedComparedEventsSchema, path, options);
      const readSide = (event: unknown): StoredEvent | null =>
        event === null ? null : readCut(event);
      return {
        ...compared,
        rows: compared.rows.map((row) => ({ ...row, a: readSide(row.a), b: readSide(row.b) })),
      };
    },
    exportUrl: (simulationId, filter, format, { escapeFormulas, bom } = {}) => {
      const query = writeQuery({ ...filter, format, escape_formulas: escapeFormulas, bom });
      return `${baseUrl}${simulationPath(simulationId)}/export?${query.toString()}`;
    },
    followEvents: (simulationId, criteria = {}, options = {}) => {
      const connect = connectBy[options.transport ?? 'sse'];
      return followEvents(
        (after, signal) =>
          connect(streamPath(simulationId, criteria, after, options), signal, options.onSign),
        options,
      );
    },
  };
}

// Stored events may be looser than the schema. `readEvent` parses them, so this schema does not.
const storedPageSchema = eventPageSchema.extend({ events: z.array(z.unknown()) });
const storedChainSchema = causalityChainSchema.extend({
  event: z.unknown(),
  upstream: z.array(z.unknown()),
  downstream: z.array(z.unknown()),
});
const storedDeedSchema = explanationSchema.shape.causes.element.extend({ event: z.unknown() });
const storedExplanationSchema = explanationSchema.extend({
  causes: z.array(storedDeedSchema),
  effects: z.array(storedDeedSchema),
  events: z.array(z.unknown()),
});
const storedComparisonSchema = comparisonSchema.extend({
  events: z.object({ a: z.array(z.unknown()), b: z.array(z.unknown()) }),
});
const storedComparedEventsSchema = comparedEventsSchema.extend({
  rows: z.array(comparedEventsSchema.shape.rows.element.extend({ a: z.unknown(), b: z.unknown() })),
});
const storedPathsSchema = causalPathsSchema.extend({ events: z.array(z.unknown()) });

function readStored(value: unknown): StoredEvent {
  const { event, reason } = readEvent(value);
  if (event === undefined) throw new ApiUnreachableError(`The server sent no event: ${reason}`);
  return event;
}

/** For answers with cut lines: there the server wrote `line_cut`. */
function readCut(value: unknown): StoredEvent {
  const event = readStored(value);
  const cut = readLineCut(value);
  return cut === undefined ? event : { ...event, cut };
}

/** The path of a page of events. */
export function eventPagePath(
  simulationId: string,
  filter: EventFilter,
  {
    countsEffects = false,
    isPartial: partial,
    maxLineBytes,
    fields,
  }: Omit<FindOptions, keyof CallOptions> = {},
): string {
  const counts = countsEffects ? 'effects' : undefined;
  const shape = { counts, fields, partial, max_line_bytes: maxLineBytes };
  const query = writeQuery({ ...filter, ...shape }).toString();
  return `${simulationPath(simulationId)}/events?${query}`;
}

/** The path of the summary of a simulation. */
export function simulationPath(simulationId: string): string {
  return `/simulations/${pathSegment(simulationId)}`;
}

function statePath(
  simulationId: string,
  { turn, name, isPartial: partial }: StateOptions & AnswerOptions = {},
): string {
  return `${simulationPath(simulationId)}/state?${writeQuery({ turn, name, partial }).toString()}`;
}

function variablesPath(
  simulationId: string,
  { isPartial: partial, signal: _, ...wanted }: VariableOptions & AnswerOptions = {},
): string {
  return `${simulationPath(simulationId)}/variables?${writeQuery({ ...wanted, partial }).toString()}`;
}

function streamPath(
  simulationId: string,
  criteria: EventCriteria,
  after: string,
  { withEvents = true }: FollowOptions,
): string {
  const begin = after === 'start' || after === 'end' ? { from: after } : { last_event_id: after };
  const query = writeQuery({ ...criteria, ...begin, ...(withEvents ? {} : { events: false }) });
  return `${simulationPath(simulationId)}/stream?${query.toString()}`;
}

function eventPath(simulationId: string, eventId: string): string {
  return `${simulationPath(simulationId)}/events/${eventSegment(eventId)}`;
}

/** The path segment of an event: its address or its id. */
function eventSegment(eventId: string): string {
  return pathSegment(addressOf(eventId));
}
