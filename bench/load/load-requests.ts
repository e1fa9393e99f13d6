import { HISTOGRAM_AXES, HISTOGRAM_GROUPS } from '../../lib/filters/histogram-options';
import type { SeededRandom } from '../../lib/simulation/seeded-random';
import { DEPTH, PAGE_SIZE, simulationPath } from '../requests';
import { makeLoadFilter, type LoadMaterial } from './load-material';

/** Typical requests of people who look at a run. */
export const CHEAP_KINDS = [
  'page',
  'filtered page',
  'event by id',
  'causality, depth 5',
  'facets',
  'histogram',
  'summary',
] as const;

/** Expensive requests, which must not delay the others. */
export const DEAR_KINDS = ['export', 'cold text', 'causality, depth 20'] as const;

export type CheapKind = (typeof CHEAP_KINDS)[number];
export type DearKind = (typeof DEAR_KINDS)[number];
export type LoadKind = CheapKind | DearKind;

export interface LoadRequest {
  readonly kind: LoadKind;
  readonly path: string;
  /** How fast the answer is read. Default: as it comes. */
  readonly bytesPerSecond?: number;
}

/** A reader on a slow line. */
const SLOW_BYTES_PER_SECOND = 8_000_000;
const EXPORT_FORMATS = ['jsonl', 'csv', 'parquet'] as const;

/** A request of one of `kinds`, each as likely. */
export function makeLoadRequest(
  material: LoadMaterial,
  kinds: readonly LoadKind[],
  random: SeededRandom,
): LoadRequest {
  const kind = random.pick(kinds);
  const base = simulationPath(material.simulationId);
  const filter = makeLoadFilter(material, random);
  const anId = (): string => encodeURIComponent(random.pick(material.eventIds));
  switch (kind) {
    case 'page': {
      const offset = random.int(0, material.total - 1);
      return { kind, path: `${base}/events?limit=${String(PAGE_SIZE)}&offset=${String(offset)}` };
    }
    case 'filtered page':
      filter.set('limit', String(PAGE_SIZE));
      return { kind, path: `${base}/events?${filter.toString()}` };
    case 'event by id':
      return { kind, path: `${base}/events/${anId()}` };
    case 'causality, depth 5':
      return { kind, path: `${base}/causality/${anId()}?depth=${String(DEPTH)}` };
    case 'facets':
      return { kind, path: `${base}/facets?${filter.toString()}` };
    case 'histogram':
      filter.set('axis', random.pick(HISTOGRAM_AXES));
      filter.set('by', random.pick(HISTOGRAM_GROUPS));
      filter.set('buckets', String(random.int(50, 1000)));
      return { kind, path: `${base}/histogram?${filter.toString()}` };
    case 'summary':
      return { kind, path: base };
    case 'export': {
      const path = `${base}/export?format=${random.pick(EXPORT_FORMATS)}`;
      return { kind, path, bytesPerSecond: SLOW_BYTES_PER_SECOND };
    }
    case 'cold text': {
      // A new text, so that all lines are searched.
      const text = `never ${String(random.int(0, 2 ** 31))}`;
      return {
        kind,
        path: `${base}/events?limit=${String(PAGE_SIZE)}&q=${encodeURIComponent(text)}`,
      };
    }
    case 'causality, depth 20':
      return { kind, path: `${base}/causality/${anId()}?depth=20&links=all` };
  }
}
