import type { CausewayAnswers } from './ask-causeway';
import type { Latency } from './measure';
import type { Row } from './report';
import { nameBytes, nameCount, nameMs } from './size';

/** What the same questions took without an index, ms, and the limits of reading and parsing. */
export interface Comparison {
  readonly newlineScanMs: number;
  readonly duckDbParseMs: number;
  readonly naive: {
    readonly indexMs: number;
    readonly firstPageMs: number;
    readonly filteredPageMs: number;
    readonly eventByIdMs: number;
    readonly causalityMs: number;
  };
}

const MAX_INDEX_RATIO = 5;
const MAX_INDEX_SHARE = 0.15;
const MAX_COLD_PAGE_MS = 1_000;
const MAX_PAGE_MS = 100;
const MAX_RSS_BYTES = 1e9;

/** The table's rows. Limits are those of the design; of latencies the 95th percentile has to keep them. */
export function makeRows(
  source: { readonly events: number; readonly bytes: number },
  causeway: CausewayAnswers,
  { newlineScanMs, duckDbParseMs, naive }: Comparison,
): readonly Row[] {
  const size = nameCount(source.events);
  // 20 ms up to a million events, 50 ms beyond.
  const maxLookupMs = source.events > 1_000_000 ? 50 : 20;
  const ask = (name: string, latency: Latency, naiveMs: number, limitMs: number): Row => ({
    name: `${name}, ${size} (p50 / p95 of ${String(latency.count)})`,
    causeway: `${nameMs(latency.p50Ms)} / ${nameMs(latency.p95Ms)}`,
    naive: nameMs(naiveMs),
    ratio: faster(naiveMs, latency.p50Ms),
    limit: nameMs(limitMs),
    isKept: latency.p95Ms <= limitMs,
  });
  const share = causeway.indexBytes / source.bytes;
  return [
    {
      name: `index ${size} events (${nameBytes(source.bytes)})`,
      causeway: nameMs(causeway.indexMs),
      naive: nameMs(naive.indexMs),
      ratio: faster(naive.indexMs, causeway.indexMs),
      limit: '',
    },
    {
      name: '  … beside DuckDB parsing the same files',
      causeway: nameMs(causeway.indexMs),
      naive: nameMs(duckDbParseMs),
      ratio: slower(causeway.indexMs, duckDbParseMs),
      limit: `${String(MAX_INDEX_RATIO)}x slower`,
      isKept: causeway.indexMs <= duckDbParseMs * MAX_INDEX_RATIO,
    },
    {
      name: '  … beside a bare newline scan',
      causeway: nameMs(causeway.indexMs),
      naive: nameMs(newlineScanMs),
      ratio: slower(causeway.indexMs, newlineScanMs),
      limit: '',
    },
    {
      name: '  … events a second',
      causeway: nameCount(Math.round(source.events / causeway.indexMs) * 1_000),
      naive: nameCount(Math.round(source.events / naive.indexMs) * 1_000),
      ratio: '',
      limit: '',
    },
    {
      name: `first page, ${size}, nothing indexed yet`,
      causeway: nameMs(causeway.coldFirstPageMs),
      naive: nameMs(naive.firstPageMs),
      ratio: faster(naive.firstPageMs, causeway.coldFirstPageMs),
      limit: nameMs(MAX_COLD_PAGE_MS),
      isKept: causeway.coldFirstPageMs <= MAX_COLD_PAGE_MS,
    },
    ask('first page', causeway.firstPage, naive.firstPageMs, MAX_PAGE_MS),
    ask('filtered page at any offset', causeway.filteredPage, naive.filteredPageMs, MAX_PAGE_MS),
    ask('event by id', causeway.eventById, naive.eventByIdMs, maxLookupMs),
    ask('causality, depth 5', causeway.causality, naive.causalityMs, maxLookupMs),
    ask('summary', causeway.summary, naive.indexMs, MAX_PAGE_MS),
    {
      name: 'index size, share of the source',
      causeway: `${nameBytes(causeway.indexBytes)}, ${(share * 100).toFixed(1)} %`,
      naive: '',
      ratio: '',
      limit: `${String(MAX_INDEX_SHARE * 100)} %`,
      isKept: share <= MAX_INDEX_SHARE,
    },
    {
      name: 'peak memory of the service’s process',
      causeway: nameBytes(causeway.peakRssBytes),
      naive: '',
      ratio: '',
      limit: nameBytes(MAX_RSS_BYTES),
      isKept: causeway.peakRssBytes <= MAX_RSS_BYTES,
    },
  ];
}

function faster(otherMs: number, oursMs: number): string {
  const ratio = otherMs / oursMs;
  return ratio >= 1 ? `${digits(ratio)}x faster` : slower(oursMs, otherMs);
}

function slower(oursMs: number, otherMs: number): string {
  return `${digits(oursMs / otherMs)}x slower`;
}

function digits(ratio: number): string {
  return ratio >= 100 ? Math.round(ratio).toLocaleString('en') : ratio.toFixed(1);
}
