import type { BenchSource } from './bench-source';
import type { StoreFigures } from './bench-store';
import { median, type Latency } from './measure';
import type { Row } from './report';
import type { RequestKind } from './requests';
import { nameBytes, nameCount, nameMs } from './size';

const MAX_INDEX_RATIO = 5;
const AIMED_INDEX_RATIO = 3;
const MAX_INDEX_SHARE = 0.15;
const MAX_COLD_PAGE_MS = 1_000;
const MAX_HEALTH_MS = 50;
const MAX_RSS_BYTES = 1e9;

/** The bars of answers, ms, that the 95th percentile has to keep; causality up to a million events, and beyond. */
const MAX_ANSWER_MS: Readonly<Record<RequestKind, readonly [upTo1M: number, beyond: number]>> = {
  'first page': [100, 100],
  'filtered page at any offset': [100, 100],
  'filtered page by turn, agent or change': [150, 150],
  'facets of a filter': [100, 100],
  'histogram of a filter': [100, 100],
  'event by id': [20, 20],
  'causality, depth 5': [20, 50],
  explanation: [300, 300],
  'state at a turn': [100, 100],
  summary: [100, 100],
};

const NOT_THERE = 'not there';
const BLANK: Row = { name: '', causeway: '', naive: '', ratio: '', bar: '' };

/** The rows of the table. The limits are from the design, for the worst round, and for the 95th percentile of responses. */
export function makeRows(source: BenchSource, figures: StoreFigures): readonly Row[] {
  return [
    ...indexRows(source, figures),
    ...coldRows(figures),
    ...answerRows(source, figures),
    ...otherRows(source, figures),
    ...memoryRows(figures),
  ];
}

function indexRows(source: BenchSource, figures: StoreFigures): readonly Row[] {
  const indexMs = median(figures.coldStarts.map((start) => start.indexMs));
  const parseTimes = figures.parses.map(({ ms }) => ms);
  const parseMs = median(parseTimes);
  const { newlineScanMs, summaryMs } = figures.naive;
  const share = figures.indexBytes / source.bytes;
  return [
    {
      name: `index ${nameCount(source.events)} events (${nameBytes(source.bytes)})`,
      causeway: nameMs(indexMs),
      naive: nameIf(summaryMs),
      ratio: faster(summaryMs, indexMs),
      bar: '',
    },
    {
      name: '  … beside DuckDB parsing the same files (median)',
      causeway: nameMs(indexMs),
      naive: nameMs(parseMs),
      ratio: slower(indexMs, parseMs),
      bar: `${MAX_INDEX_RATIO}x, aim ${AIMED_INDEX_RATIO}x`,
      isKept: indexMs <= parseMs * MAX_INDEX_RATIO,
    },
    {
      ...BLANK,
      name: '  … the fastest parse of all',
      naive: nameMs(Math.min(...parseTimes)),
      ratio: slower(indexMs, Math.min(...parseTimes)),
    },
    ...cpuRows(figures),
    {
      ...BLANK,
      name: '  … beside a bare newline scan',
      naive: nameMs(newlineScanMs),
      ratio: slower(indexMs, newlineScanMs),
    },
    {
      ...BLANK,
      name: '  … events a second',
      causeway: namePerSecond(source.events, indexMs),
      naive: summaryMs === undefined ? '' : namePerSecond(source.events, summaryMs),
    },
    {
      ...BLANK,
      name: 'index size, share of the source',
      causeway: `${nameBytes(figures.indexBytes)}, ${(share * 100).toFixed(1)} %`,
      bar: `${MAX_INDEX_SHARE * 100} %`,
      isKept: share <= MAX_INDEX_SHARE,
    },
  ];
}

/** On a machine that others use too this says more than time. */
function cpuRows({ coldStarts, parses }: StoreFigures): readonly Row[] {
  const indexTimes = coldStarts.flatMap(({ indexCpuMs }) => indexCpuMs ?? []);
  if (indexTimes.length === 0) return [];
  const indexMs = median(indexTimes);
  const parseMs = median(parses.map(({ cpuMs }) => cpuMs));
  return [
    {
      ...BLANK,
      name: '  … by processor time of all threads (median)',
      causeway: nameMs(indexMs),
      naive: nameMs(parseMs),
      ratio: slower(indexMs, parseMs),
    },
  ];
}

function coldRows({ coldStarts, naive, warm }: StoreFigures): readonly Row[] {
  const pages = coldStarts.map((start) => start.firstPageMs ?? Infinity);
  const slowest = Math.max(...pages);
  const p95 = Math.max(...coldStarts.map(({ health }) => health.p95Ms));
  const longest = Math.max(...coldStarts.map(({ health }) => health.maxMs));
  const isRefused = slowest === Infinity;
  return [
    {
      name: `first page, nothing indexed yet (worst of ${coldStarts.length})`,
      causeway: isRefused ? NOT_THERE : nameMs(slowest),
      naive: nameIf(naive.firstPageMs),
      ratio: isRefused ? '' : faster(naive.firstPageMs, slowest),
      bar: nameMs(MAX_COLD_PAGE_MS),
      isKept: slowest <= MAX_COLD_PAGE_MS,
    },
    {
      ...BLANK,
      name: 'health while indexing (p95)',
      causeway: nameMs(p95),
      bar: nameMs(MAX_HEALTH_MS),
      isKept: p95 <= MAX_HEALTH_MS,
    },
    {
      ...BLANK,
      name: 'health while indexing (max)',
      causeway: nameMs(longest),
      bar: nameMs(MAX_HEALTH_MS),
      isKept: longest <= MAX_HEALTH_MS,
    },
    {
      ...BLANK,
      name: 'first page after a restart, all indexed',
      causeway: nameMs(warm.firstAnswerMs),
      bar: nameMs(MAX_COLD_PAGE_MS),
      isKept: warm.firstAnswerMs <= MAX_COLD_PAGE_MS,
    },
  ];
}

function answerRows({ events }: BenchSource, { warm, naive }: StoreFigures): readonly Row[] {
  const scanned: Partial<Record<RequestKind, number | undefined>> = {
    'first page': naive.firstPageMs,
    'filtered page at any offset': naive.filteredPageMs,
    'event by id': naive.eventByIdMs,
    'causality, depth 5': naive.causalityMs,
    summary: naive.summaryMs,
  };
  const rowOf = (kind: RequestKind): readonly Row[] => {
    const [upTo1M, beyond] = MAX_ANSWER_MS[kind];
    const bar = events > 1_000_000 ? beyond : upTo1M;
    const latency = warm.oneByOne[kind];
    const atOnce = warm.atOnce[kind];
    if (latency === undefined)
      return [{ ...BLANK, name: kind, causeway: NOT_THERE, bar: nameMs(bar), isKept: false }];
    return [
      {
        name: nameAnswers(kind, latency),
        causeway: nameLatency(latency),
        naive: nameIf(scanned[kind]),
        ratio: faster(scanned[kind], latency.p50Ms),
        bar: nameMs(bar),
        isKept: latency.p95Ms <= bar,
      },
      ...(atOnce === undefined
        ? []
        : [{ ...BLANK, name: '  … 4 clients at once', causeway: nameLatency(atOnce) }]),
    ];
  };
  return [
    rowOf('first page'),
    rowOf('filtered page at any offset'),
    rowOf('facets of a filter'),
    rowOf('histogram of a filter'),
    rowOf('event by id'),
    rowOf('causality, depth 5'),
    rowOf('state at a turn'),
    rowOf('summary'),
  ].flat();
}

function otherRows({ bytes }: BenchSource, { warm, exported }: StoreFigures): readonly Row[] {
  const { texts, notModified } = warm;
  const tell = (name: string, latency: Latency | undefined): Row => ({
    ...BLANK,
    name: latency === undefined ? name : nameAnswers(name, latency),
    causeway: latency === undefined ? NOT_THERE : nameLatency(latency),
  });
  return [
    tell('text search, the first time', texts?.first),
    tell('text search, again', texts?.again),
    tell('not modified (304)', notModified),
    {
      ...BLANK,
      name: `export all as JSON lines (${nameBytes(bytes)})`,
      causeway:
        exported === undefined
          ? NOT_THERE
          : `${nameMs(exported.ms)}, ${nameBytes((exported.bytes / exported.ms) * 1_000)}/s`,
    },
  ];
}

function memoryRows(figures: StoreFigures): readonly Row[] {
  const { coldStarts, answeringRssBytes, exportingRssBytes, exported } = figures;
  const rowOf = (when: string, bytes: number): Row => ({
    ...BLANK,
    name: `peak memory of the server, ${when}`,
    causeway: nameBytes(bytes),
    bar: nameBytes(MAX_RSS_BYTES),
    isKept: bytes <= MAX_RSS_BYTES,
  });
  return [
    rowOf('indexing', Math.max(...coldStarts.map(({ peakRssBytes }) => peakRssBytes))),
    rowOf('asked', answeringRssBytes),
    ...(exported === undefined ? [] : [rowOf('and after the export', exportingRssBytes)]),
  ];
}

function nameAnswers(name: string, { count }: Latency): string {
  return `${name} (p50 / p95 / max of ${count})`;
}

function nameLatency({ p50Ms, p95Ms, maxMs }: Latency): string {
  return [p50Ms, p95Ms, maxMs].map(nameMs).join(' / ');
}

function nameIf(ms: number | undefined): string {
  return ms === undefined ? '' : nameMs(ms);
}

function namePerSecond(events: number, ms: number): string {
  return nameCount(Math.round(events / ms) * 1_000);
}

function faster(otherMs: number | undefined, oursMs: number): string {
  if (otherMs === undefined) return '';
  const ratio = otherMs / oursMs;
  return ratio >= 1 ? `${digits(ratio)}x faster` : slower(oursMs, otherMs);
}

function slower(oursMs: number, otherMs: number): string {
  return `${digits(oursMs / otherMs)}x slower`;
}

function digits(ratio: number): string {
  return ratio >= 100 ? Math.round(ratio).toLocaleString('en') : ratio.toFixed(1);
}
