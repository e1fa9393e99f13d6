import { z } from 'zod';
import type { LinkChoice, MissingCause } from '../causality/causal-link';
import { addressOf } from '../events/event-address';
import { readEvent, readLineCut, type StoredEvent } from '../events/read-event';
import type { EventCriteria, EventFilter } from '../filters/event-filter';
import type { ExportFormat } from '../filters/export-query';
import type { FacetOptions } from '../filters/facet-options';
import type { HistogramOptions } from '../filters/histogram-options';
import type { MarkOptions, MarkSearch } from '../filters/mark-options';
import { writeQuery } from '../filters/read-query';
import { ApiUnreachableError, parseJson, readProblem } from './api-error';
import {
  causalityChainSchema,
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
  /** How many events name each as a cause, by its id; when that was asked for. */
  readonly effect_counts?: Readonly<Record<string, number>> | undefined;
  /** Whether lines were so long that it has fewer events than were asked for: the rest comes after its last. */
  readonly truncated?: true | undefined;
  /** In partial answers: how much is indexed. */
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
  /** When it was asked for. */
  readonly analysis?: CausalAnalysis | undefined;
}

export interface CausalPaths {
  readonly from: string;
  readonly to: string;
  /** Event ids from the one to the other; `null` when no path was found. */
  readonly shortest: readonly string[] | null;
  /** Shortest first. */
  readonly paths: readonly (readonly string[])[];
  /** The events on these paths. */
  readonly events: readonly StoredEvent[];
  readonly links: readonly CausalLink[];
  readonly truncated: boolean;
}

export interface LineOptions extends CallOptions {
  /** A longer line is cut. Default: it is not. */
  readonly maxLineBytes?: number;
}

export interface CausalityOptions extends LineOptions {
  /** How many links to follow each way. Default 5, at most 20. */
  readonly depth?: number;
  /** Default `declared`. */
  readonly links?: LinkChoice;
  /** Whether the answer has `analysis`. Default `false`. */
  readonly withAnalysis?: boolean;
}

export interface PathOptions extends LineOptions {
  /** Default `declared`. */
  readonly links?: LinkChoice;
  /** How many links a path may have. Default 20, at most 200. */
  readonly maxLength?: number;
  /** How many paths are listed. Default 10, at most 100. */
  readonly limit?: number;
}

export interface ApiClientOptions {
  /** Default: the page's own origin. */
  readonly baseUrl?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Longer lines are cut in lists, chains and paths of events unless a call says otherwise. Default: none is. */
  readonly maxLineBytes?: number;
  /** Default: the global `WebSocket`, which browsers have; for others, that of the package ws. */
  readonly webSocket?: WebSocketConstructor;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** How long an answer may be waited for. */
export interface AnswerOptions extends CallOptions {
  /** Answer from what is indexed so far, and say how far that is. Default: exact, or a problem. */
  readonly isPartial?: boolean;
}

export interface FindOptions extends AnswerOptions {
  /** Whether the effects of each event are counted. Default `false`. */
  readonly countsEffects?: boolean;
  /** Longer lines are cut. Default: none is. */
  readonly maxLineBytes?: number;
}

export interface StateOptions {
  /** At the end of which turn. Default: the last. */
  readonly turn?: number;
  /** Only variables whose name or agent has this text, the best answers first. Default: all. */
  readonly name?: string;
}

export interface VariableOptions {
  /** Whose series are wanted, by `key`. Default: none, the variables there are. */
  readonly variables?: readonly string[];
  /** Of those there are, only those whose name or agent has this text, the best answers first. Default: all. */
  readonly name?: string;
  readonly turn_start?: number;
  readonly turn_end?: number;
  /** How many points a series may have. Default 200, at most 2,000. */
  readonly points?: number;
}

/**
 * Asks the REST API; every method rejects with {@link ApiProblemError} or {@link ApiUnreachableError}, or with the
 * signal's reason when it is aborted.
 */
export interface ApiClient {
  listSimulations(options?: CallOptions): Promise<SimulationList>;
  getSimulation(simulationId: string, options?: CallOptions): Promise<SimulationSummary>;
  findEvents(simulationId: string, filter: EventFilter, options?: FindOptions): Promise<EventPage>;
  /** What there is to choose from among the events that the criteria leave. */
  getFacets(
    simulationId: string,
    criteria?: EventCriteria,
    options?: FacetOptions & AnswerOptions,
  ): Promise<EventFacets>;
  /** How many events there are along turns or time. */
  getHistogram(
    simulationId: string,
    criteria?: EventCriteria,
    options?: HistogramOptions & AnswerOptions,
  ): Promise<EventHistogram>;
  /** Where the events with a text are among those that the criteria leave. */
  getMarks(
    simulationId: string,
    criteria: EventCriteria,
    find: string,
    options?: MarkOptions & CallOptions,
  ): Promise<EventMarks>;
  /** The event with a text that is nearest to a row; after the last comes the first. */
  getNearestMark(
    simulationId: string,
    criteria: EventCriteria,
    find: string,
    options?: MarkSearch & CallOptions,
  ): Promise<NearestMark>;
  /** Where an event stands among those that match, or would stand. */
  getEventPosition(
    simulationId: string,
    eventId: string,
    filter?: EventFilter,
    options?: CallOptions,
  ): Promise<EventPosition>;
  getEvent(simulationId: string, eventId: string, options?: CallOptions): Promise<StoredEvent>;
  /** The event's line, byte for byte as in the file: numbers and unknown fields as they were written. */
  getEventLine(simulationId: string, eventId: string, options?: LineOptions): Promise<string>;
  getCausality(
    simulationId: string,
    eventId: string,
    options?: CausalityOptions,
  ): Promise<CausalityChain>;
  /** What every variable was at the end of a turn; of the last by default. */
  getState(simulationId: string, options?: StateOptions & AnswerOptions): Promise<SimulationState>;
  /** The same as it was sent: numbers as they are written in the files. */
  getStateText(simulationId: string, options?: StateOptions & AnswerOptions): Promise<string>;
  /** Which variables there are, or the series of some of them. */
  getVariables(
    simulationId: string,
    options?: VariableOptions & AnswerOptions,
  ): Promise<VariableList>;
  /** The same as it was sent: numbers as they are written in the files. */
  getVariablesText(
    simulationId: string,
    options?: VariableOptions & AnswerOptions,
  ): Promise<string>;
  /** How one event led to another: from cause to effect, along links. */
  getPaths(
    simulationId: string,
    from: string,
    to: string,
    options?: PathOptions,
  ): Promise<CausalPaths>;
  /** Where the events that match are to be had as a file, for a link: they do not pass through the page. */
  exportUrl(
    simulationId: string,
    filter: EventFilter,
    format: ExportFormat,
    options?: {
      /** Whether CSV text that a spreadsheet would run as a formula gets a `'` in front. Default `false`. */
      readonly escapeFormulas?: boolean;
      /** Whether CSV begins with a byte order mark, by which Excel knows UTF-8. Default `false`. */
      readonly bom?: boolean;
    },
  ): string;
  /**
   * What is appended to a simulation, as it is appended: each event once, in the order of the files. A connection that
   * breaks is made again, and goes on after the last message that was taken. Ends when the signal is aborted, and
   * with {@link ApiProblemError} when there is no such simulation or the criteria cannot be.
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
    throw new ApiUnreachableError(`The answer to ${path} is not what the API promises.`, {
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
    getFacets: (simulationId, criteria, { limit, name, isPartial, ...options } = {}) => {
      const query = writeQuery({ ...criteria, limit, name, partial: isPartial }).toString();
      return getJson(eventFacetsSchema, `${simulationPath(simulationId)}/facets?${query}`, options);
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
    getNearestMark: (simulationId, criteria, find, { row, direction, ...call } = {}) => {
      const query = writeQuery({ ...criteria, find, row, direction }).toString();
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
        ...{ depth, links, analysis: withAnalysis, max_line_bytes: maxLineBytes },
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
        ...{ from: addressOf(from), to: addressOf(to), links, max_length: maxLength },
        ...{ limit, max_line_bytes: maxLineBytes },
      }).toString();
      const path = `${simulationPath(simulationId)}/paths?${query}`;
      const paths = await getJson(storedPathsSchema, path, options);
      return { ...paths, events: paths.events.map(readCut) };
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

// Stored events may be looser than what we write; `readEvent` is their door, so the envelope leaves them unread.
const storedPageSchema = eventPageSchema.extend({ events: z.array(z.unknown()) });
const storedChainSchema = causalityChainSchema.extend({
  event: z.unknown(),
  upstream: z.array(z.unknown()),
  downstream: z.array(z.unknown()),
});
const storedPathsSchema = causalPathsSchema.extend({ events: z.array(z.unknown()) });

function readStored(value: unknown): StoredEvent {
  const { event, reason } = readEvent(value);
  if (event === undefined) throw new ApiUnreachableError(`The server sent no event: ${reason}`);
  return event;
}

/** Of an answer whose lines were to be cut: there `line_cut` is the server's word. */
function readCut(value: unknown): StoredEvent {
  const event = readStored(value);
  const cut = readLineCut(value);
  return cut === undefined ? event : { ...event, cut };
}

/** Where a page of events is asked for. */
export function eventPagePath(
  simulationId: string,
  filter: EventFilter,
  {
    countsEffects = false,
    isPartial: partial,
    maxLineBytes,
  }: Omit<FindOptions, keyof CallOptions> = {},
): string {
  const counts = countsEffects ? 'effects' : undefined;
  const query = writeQuery({
    ...{ ...filter, counts, partial, max_line_bytes: maxLineBytes },
  }).toString();
  return `${simulationPath(simulationId)}/events?${query}`;
}

/** Where the summary of a simulation is asked for. */
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

/** An event in a path, by its address or its id. */
function eventSegment(eventId: string): string {
  return pathSegment(addressOf(eventId));
}
