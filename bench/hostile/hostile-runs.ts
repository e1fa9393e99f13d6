import { writeSimulation } from '../../lib/testing/write-simulation';
import type { SimulationEvent } from '../../lib/events/simulation-event';
import { createSeededRandom } from '../../lib/simulation/seeded-random';

/** A run that a program might write, with hidden costs for a server. */
export interface HostileRun {
  readonly id: string;
  /** Ids of events to ask about. */
  readonly eventIds: readonly string[];
  readonly events: () => Iterable<SimulationEvent>;
}

const START_MS = Date.UTC(2026, 9, 4);
const TYPES = ['DECISION', 'ACTION', 'STATE', 'DETAIL'] as const;
const MEGABYTE = 1_000_000;

/** One run of each sort; `scale` 1 is the full size. */
export function hostileRuns(scale = 1): readonly HostileRun[] {
  const many = (count: number): number => Math.ceil(count * scale);
  return [
    {
      id: 'equal-ids',
      eventIds: ['same'],
      events: () =>
        make(many(30_000), (at) => ({ event_id: 'same', event_type: typeAt(at), turn_number: 1 })),
    },
    {
      id: 'equal-ids-in-turns',
      eventIds: ['same'],
      events: () =>
        make(many(30_000), (at) => ({
          event_id: 'same',
          turn_number: at,
          event_type: at % 3 === 0 ? typeAt(at) : 'MILESTONE',
          details: at % 3 === 0 ? {} : { milestone_type: at % 3 === 1 ? 'turn_start' : 'turn_end' },
        })),
    },
    {
      id: 'equal-ids-and-causes',
      eventIds: ['same', 'id-5'],
      events: () =>
        make(many(30_000), (at) => ({
          event_id: at % 2 === 0 ? 'same' : idAt(at),
          caused_by: at % 2 === 0 ? [idAt(at + 1), 'same'] : ['same'],
          turn_number: at % 7,
        })),
    },
    {
      id: 'types',
      eventIds: [idAt(1)],
      events: () =>
        make(many(50_000), (at) => ({ event_type: `TYPE_${String(at)}`, turn_number: at % 2000 })),
    },
    {
      id: 'agents',
      eventIds: [idAt(1)],
      events: () =>
        make(many(50_000), (at) => ({ agent_id: `agent_${String(at)}`, turn_number: at % 2000 })),
    },
    {
      id: 'one-turn',
      eventIds: [idAt(0), idAt(many(150_000)), idAt(many(300_000) - 1)],
      events: function* () {
        const last = many(300_000) - 1;
        yield* make(many(300_000), (at) =>
          at === 0 || at === last
            ? {
                event_type: 'MILESTONE',
                agent_id: null,
                details: { milestone_type: at === 0 ? 'turn_start' : 'turn_end' },
              }
            : {},
        );
      },
    },
    {
      id: 'cycles',
      eventIds: [idAt(0), idAt(many(10_000))],
      events: () => {
        const count = many(20_000);
        const random = createSeededRandom(1);
        return make(count, (at) => ({
          caused_by: [
            ...[idAt(at), idAt((at + 1) % count), idAt((at + count - 1) % count)],
            ...Array.from({ length: 8 }, () => idAt(random.int(0, count - 1))),
          ],
        }));
      },
    },
    {
      id: 'many-causes',
      eventIds: [idAt(many(100_000)), idAt(0)],
      events: () => {
        const count = many(100_000);
        return make(count + 1, (at) =>
          at < count ? {} : { caused_by: Array.from({ length: count }, (_, i) => idAt(i)) },
        );
      },
    },
    {
      id: 'many-effects',
      eventIds: [idAt(0), idAt(many(200_000))],
      events: () => make(many(200_000) + 1, (at) => (at === 0 ? {} : { caused_by: [idAt(0)] })),
    },
    {
      id: 'dense',
      eventIds: [idAt(0), idAt(many(20_000) - 1), idAt(many(10_000))],
      events: () =>
        make(many(20_000), (at) => ({
          caused_by: Array.from({ length: Math.min(at, 50) }, (_, i) => idAt(at - 1 - i)),
        })),
    },
    {
      id: 'huge-lines',
      eventIds: [idAt(1), idAt(0)],
      events: () =>
        make(12, (at) => ({
          details: { text: 'x'.repeat(Math.ceil(scale * (at % 2 === 0 ? 40 : 1) * MEGABYTE)) },
          caused_by: at === 0 ? [] : [idAt(at - 1)],
        })),
    },
    {
      id: 'variables',
      eventIds: [idAt(1)],
      events: () =>
        make(many(200_000), (at) => ({
          event_type: 'STATE',
          turn_number: Math.floor(at / 1000),
          details: { variable_name: `v${String(at)}`, old_value: at, new_value: at + 1 },
        })),
    },
    {
      id: 'huge-values',
      eventIds: [idAt(1)],
      events: () =>
        make(many(400), (at) => ({
          event_type: 'STATE',
          turn_number: at % 50,
          details: { variable_name: `v${String(at)}`, new_value: 'y'.repeat(300_000) },
        })),
    },
    {
      id: 'huge-names',
      eventIds: [idAt(1)],
      events: () =>
        make(many(1500), (at) => ({
          agent_id: `${String(at)} ${'n'.repeat(100_000)}`,
          event_type: `${String(at)}_${'T'.repeat(50_000)}`,
        })),
    },
  ];
}

/** Writes all of them below `outputRoot`. */
export function writeHostileRuns(
  outputRoot: string,
  scale = 1,
  only?: string,
): readonly HostileRun[] {
  const runs = hostileRuns(scale).filter(({ id }) => only === undefined || id === only);
  for (const { id, events } of runs) writeSimulation(outputRoot, id, events());
  return runs;
}

/** Every route, with the maximum of results. */
export function routesOf({ id, eventIds }: HostileRun): readonly string[] {
  const base = `/simulations/${id}`;
  const [first = '', last = first] = [eventIds[0], eventIds.at(-1)];
  return [
    ...['', '/events', '/events?limit=10000&counts=effects', '/events?limit=10000&order=desc'].map(
      (path) => `${base}${path}`,
    ),
    `${base}/events?q=event&limit=10000&offset=100`,
    `${base}/facets?limit=1000`,
    `${base}/facets?limit=1000&event_types=ACTION&q=1`,
    ...['turn', 'time'].flatMap((axis) => [
      `${base}/histogram?axis=${axis}&by=event_type&series=200&buckets=2000`,
      `${base}/histogram?axis=${axis}&by=agent_id&series=200&buckets=2000&split=event_type&times=true`,
      `${base}/histogram?axis=${axis}&by=agent_id&series=20&split=event_type`,
    ]),
    `${base}/marks?find=1&buckets=2000`,
    `${base}/marks/nearest?find=9&row=100&direction=next`,
    `${base}/state`,
    `${base}/state?turn=25`,
    `${base}/variables`,
    `${base}/variables?variables=v1&variables=v2&points=2000`,
    ...eventIds.flatMap((eventId) => [
      `${base}/events/${eventId}`,
      `${base}/events/${eventId}/position`,
      ...['declared', 'inferred', 'all'].map(
        (links) => `${base}/causality/${eventId}?depth=20&analysis=true&links=${links}`,
      ),
    ]),
    ...['declared', 'inferred', 'all'].flatMap((links) => [
      `${base}/paths?from=${first}&to=${last}&links=${links}&max_length=200&limit=100`,
      `${base}/paths?from=${last}&to=${first}&links=${links}&max_length=200&limit=100`,
    ]),
    ...['jsonl', 'csv', 'parquet'].map((format) => `${base}/export?format=${format}`),
  ];
}

function* make(
  count: number,
  own: (at: number) => Partial<SimulationEvent>,
): Generator<SimulationEvent> {
  for (let at = 0; at < count; at++) {
    yield {
      event_id: idAt(at),
      timestamp: new Date(START_MS + at).toISOString(),
      turn_number: 1,
      event_type: typeAt(at),
      simulation_id: 'hostile',
      agent_id: `agent_${String(at % 50)}`,
      caused_by: [],
      description: `Event ${String(at)}`,
      details: {},
      ...own(at),
    };
  }
}

function typeAt(at: number): string {
  return TYPES[at % TYPES.length] ?? 'ACTION';
}

function idAt(at: number): string {
  return `id-${String(at)}`;
}
