import type { EventFilter } from '../lib/filters/event-filter';
import { HISTOGRAM_AXES, HISTOGRAM_GROUPS } from '../lib/filters/histogram-options';
import { writeQuery } from '../lib/filters/read-query';
import { createSeededRandom } from '../lib/simulation/seeded-random';
import { AGENTS } from './generate';

export const PAGE_SIZE = 100;
export const DEPTH = 5;

/** Words that a run is full of, that some events have, and that none has. */
export const ABSENT_TEXT = 'gate-7 never opened';
export const TEXTS = [
  'settled against open orders',
  'timed out',
  'retrying (3 of 3)',
  'grain_reputation',
  ABSENT_TEXT,
] as const;

const TYPES = ['MILESTONE', 'DECISION', 'ACTION', 'STATE', 'DETAIL', 'SYSTEM'] as const;

/** Orders of events other than by time. */
const SORTS = ['turn', 'agent', 'change'] as const;

/** The sorts of requests that are timed apart. */
export const REQUEST_KINDS = [
  'first page',
  'filtered page at any offset',
  'filtered page by turn, agent or change',
  'facets of a filter',
  'histogram of a filter',
  'event by id',
  'causality, depth 5',
  'explanation',
  'state at a turn',
  'summary',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export interface TimedRequest {
  readonly kind: RequestKind;
  readonly path: string;
}

/** The material of requests: filters, and facts of a simulation. */
export interface RequestMaterial {
  readonly simulationId: string;
  /** For pages, each with how many events match. */
  readonly pages: readonly { readonly filter: EventFilter; readonly total: number }[];
  readonly facetFilters: readonly EventFilter[];
  readonly histogramFilters: readonly EventFilter[];
  readonly eventIds: readonly string[];
  readonly effectIds: readonly string[];
  readonly stateTurns: readonly number[];
  readonly seed: number;
}

/** Requests of all sorts in a mixed order, as many of each as there is material for. */
export function makeRequests(material: RequestMaterial): readonly TimedRequest[] {
  const { simulationId, pages, facetFilters, histogramFilters, eventIds, effectIds } = material;
  const { stateTurns } = material;
  const random = createSeededRandom(material.seed);
  const base = simulationPath(simulationId);
  const make = (kind: RequestKind, path: string, query: object = {}): TimedRequest => {
    const text = writeQuery({ ...query }).toString();
    return { kind, path: text === '' ? `${base}${path}` : `${base}${path}?${text}` };
  };
  const requests = [
    ...pages.flatMap(({ filter, total }) => [
      make('first page', '/events', { limit: PAGE_SIZE }),
      make('filtered page at any offset', '/events', {
        ...filter,
        limit: PAGE_SIZE,
        offset: random.int(0, Math.max(0, total - 1)),
      }),
      make('filtered page by turn, agent or change', '/events', {
        ...filter,
        sort: random.pick(SORTS),
        order: random.pick(['asc', 'desc'] as const),
        limit: PAGE_SIZE,
        offset: random.int(0, Math.max(0, total - 1)),
      }),
      make('summary', ''),
    ]),
    ...facetFilters.map((filter) => make('facets of a filter', '/facets', filter)),
    ...histogramFilters.map((filter) =>
      make('histogram of a filter', '/histogram', {
        ...filter,
        axis: random.pick(HISTOGRAM_AXES),
        by: random.pick(HISTOGRAM_GROUPS),
        buckets: random.int(50, 1_000),
      }),
    ),
    ...eventIds.map((id) => make('event by id', `/events/${id}`)),
    ...effectIds.map((id) => make('causality, depth 5', `/causality/${id}`, { depth: DEPTH })),
    ...effectIds.map((id) => make('explanation', `/explanation/${id}`)),
    ...stateTurns.map((turn) => make('state at a turn', '/state', { turn })),
  ];
  return requests
    .map((request) => ({ request, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ request }) => request);
}

/** Filters as a person clicks them together: one to three types, some agents, a range of turns. Pages come later. */
export function makeFilters(count: number, turns: number, seed: number): readonly EventFilter[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, () => {
    const start = random.int(1, turns);
    const agents = Array.from(
      { length: random.int(1, 4) },
      () => `agent_${String(random.int(0, AGENTS - 1)).padStart(3, '0')}`,
    );
    const types = Array.from({ length: random.int(1, 3) }, () => random.pick(TYPES));
    return {
      ...(random.chance(0.7) ? { event_types: [...new Set(types)] } : {}),
      ...(random.chance(0.6) ? { agent_ids: [...new Set(agents)] } : {}),
      ...(random.chance(0.4)
        ? { turn_start: start, turn_end: Math.min(turns, start + random.int(1, turns)) }
        : {}),
    };
  });
}

/** `count` random offsets among a number of events, evenly distributed. */
export function makeOffsets(count: number, total: number, seed: number): readonly number[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, () => random.int(0, Math.max(0, total - 1)));
}

export function simulationPath(simulationId: string): string {
  return `/simulations/${encodeURIComponent(simulationId)}`;
}
