import { z } from 'zod';
import { readEvent, type StoredEvent } from '../events/read-event';
import type { EventFilter } from '../filters/event-filter';
import type { ExportFormat } from '../filters/export-query';
import { writeQuery } from '../filters/read-query';
import {
  causalityChainSchema,
  eventPageSchema,
  problemSchema,
  simulationListSchema,
  simulationSummarySchema,
  type CausalLink,
  type Problem,
  type SimulationList,
  type SimulationSummary,
} from './contract';

export interface EventPage {
  readonly events: readonly StoredEvent[];
  readonly total: number;
  readonly has_more: boolean;
}

export interface CausalityChain {
  readonly event_id: string;
  readonly event: StoredEvent;
  readonly upstream: readonly StoredEvent[];
  readonly downstream: readonly StoredEvent[];
  readonly links: readonly CausalLink[];
  readonly missing_causes: readonly string[];
  readonly truncated: boolean;
}

/** The API answered with a problem (RFC 9457). */
export class ApiProblemError extends Error {
  readonly problem: Problem;
  /** Seconds to wait before asking again, when the server said so. */
  readonly retryAfterSeconds: number | undefined;
  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The server could not be reached, or answered something that is not its contract. */
export class ApiUnreachableError extends Error {}

export interface ApiClientOptions {
  /** Default: the page's own origin. */
  readonly baseUrl?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/**
 * Asks the REST API; every method rejects with {@link ApiProblemError} or {@link ApiUnreachableError}, or with the
 * signal's reason when it is aborted.
 */
export interface ApiClient {
  listSimulations(options?: CallOptions): Promise<SimulationList>;
  getSimulation(simulationId: string, options?: CallOptions): Promise<SimulationSummary>;
  findEvents(simulationId: string, filter: EventFilter, options?: CallOptions): Promise<EventPage>;
  getEvent(simulationId: string, eventId: string, options?: CallOptions): Promise<StoredEvent>;
  /** The event's line, byte for byte as in the file: numbers and unknown fields as they were written. */
  getEventLine(simulationId: string, eventId: string, options?: CallOptions): Promise<string>;
  getCausality(
    simulationId: string,
    eventId: string,
    options?: CallOptions & { readonly depth?: number },
  ): Promise<CausalityChain>;
  /** Where the events that match are to be had as a file, for a link: they do not pass through the page. */
  exportUrl(
    simulationId: string,
    filter: EventFilter,
    format: ExportFormat,
    options?: {
      /** Whether CSV text that a spreadsheet would run as a formula gets a `'` in front. Default `false`. */
      readonly escapeFormulas?: boolean;
    },
  ): string;
}

export function createApiClient({
  baseUrl = '',
  fetch: ask = fetch,
}: ApiClientOptions = {}): ApiClient {
  async function getText(path: string, { signal }: CallOptions = {}): Promise<string> {
    let response: Response;
    let body: string;
    try {
      response = await ask(`${baseUrl}${path}`, signal === undefined ? {} : { signal });
      body = await response.text();
    } catch (error) {
      if (signal?.aborted === true) throw error;
      throw new ApiUnreachableError('The server cannot be reached.', { cause: error });
    }
    if (response.ok) return body;
    const problem = problemSchema.safeParse(parseJson(body));
    if (!problem.success) {
      throw new ApiUnreachableError(`The server answered ${path} with ${String(response.status)}.`);
    }
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new ApiProblemError(problem.data, Number.isNaN(retryAfter) ? undefined : retryAfter);
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

  return {
    listSimulations: (options) => getJson(simulationListSchema, '/simulations', options),
    getSimulation: (simulationId, options) =>
      getJson(simulationSummarySchema, simulationPath(simulationId), options),
    findEvents: async (simulationId, filter, options) => {
      const path = `${simulationPath(simulationId)}/events?${writeQuery(filter).toString()}`;
      const page = await getJson(storedPageSchema, path, options);
      return { ...page, events: page.events.map(readStored) };
    },
    getEvent: async (simulationId, eventId, options) =>
      readStored(parseJson(await getText(eventPath(simulationId, eventId), options))),
    getEventLine: (simulationId, eventId, options) =>
      getText(eventPath(simulationId, eventId), options),
    getCausality: async (simulationId, eventId, options) => {
      const query = writeQuery({ depth: options?.depth }).toString();
      const path = `${simulationPath(simulationId)}/causality/${encodeURIComponent(eventId)}?${query}`;
      const chain = await getJson(storedChainSchema, path, options);
      return {
        ...chain,
        event: readStored(chain.event),
        upstream: chain.upstream.map(readStored),
        downstream: chain.downstream.map(readStored),
      };
    },
    exportUrl: (simulationId, filter, format, { escapeFormulas } = {}) => {
      const query = writeQuery({ ...filter, format, escape_formulas: escapeFormulas });
      return `${baseUrl}${simulationPath(simulationId)}/export?${query.toString()}`;
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

function readStored(value: unknown): StoredEvent {
  const { event, reason } = readEvent(value);
  if (event === undefined) throw new ApiUnreachableError(`The server sent no event: ${reason}`);
  return event;
}

function simulationPath(simulationId: string): string {
  return `/simulations/${encodeURIComponent(simulationId)}`;
}

function eventPath(simulationId: string, eventId: string): string {
  return `${simulationPath(simulationId)}/events/${encodeURIComponent(eventId)}`;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
