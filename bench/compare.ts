import type { EventFilter } from '../lib/filters/event-filter';
import type { BenchSource } from './bench-source';
import type { CountedFilter } from './check-answers';
import { parseWithDuckDb } from './duckdb-parse';
import { timed } from './measure';
import { countLines, createNaiveScan } from './naive-scan';
import { DEPTH, PAGE_SIZE } from './requests';

/** The durations of the same queries without an index, ms; queries that would take too long are skipped. */
export interface NaiveTimes {
  readonly newlineScanMs: number;
  readonly filteredPageMs: number;
  readonly eventByIdMs: number;
  readonly summaryMs?: number;
  readonly firstPageMs?: number;
  readonly causalityMs?: number;
}

/** Beyond this many events only one pass a question is made. */
const MAX_THOROUGH_EVENTS = 1_000_000;
const PARSES = 3;

/** How long DuckDB parsed the files once, and how long its threads worked at it, ms. */
export interface ParseTime {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Parses several times, with nothing else running in this process. */
export async function timeDuckDbParse({
  paths,
  events,
}: BenchSource): Promise<readonly ParseTime[]> {
  const times: ParseTime[] = [];
  for (let i = 0; i < PARSES; i++) {
    const startCpu = process.cpuUsage();
    const { ms, result } = await timed(() => parseWithDuckDb(paths));
    const { user, system } = process.cpuUsage(startCpu);
    if (result !== events) throw new Error(`DuckDB reads ${result} of ${events} events`);
    times.push({ ms, cpuMs: (user + system) / 1000 });
  }
  return times;
}

/**
 * Scans the files for the answers, once each, and compares them.
 * @throws when the server counted otherwise
 */
export async function compareWithScan(
  { paths, events }: BenchSource,
  counted: readonly CountedFilter[],
  eventId: string,
): Promise<NaiveTimes> {
  const scan = createNaiveScan(paths);
  const [{ filter, total } = { filter: {}, total: events }] = counted;
  const { ms: newlineScanMs } = await timed(() => countLines(paths));
  const { ms: filteredPageMs, result: page } = await timed(() =>
    scan.findEvents({ ...filter, limit: PAGE_SIZE }),
  );
  refuse(filter, total, page.total);
  const { ms: eventByIdMs } = await timed(() => scan.getEvent(eventId));
  const times = { newlineScanMs, filteredPageMs, eventByIdMs };
  if (events > MAX_THOROUGH_EVENTS) return times;

  const counts = scan.countMatches(counted.map((one) => one.filter));
  for (const [i, one] of counted.entries()) refuse(one.filter, one.total, counts[i]);
  const { ms: summaryMs } = await timed(() => scan.summarise());
  const { ms: firstPageMs } = await timed(() => scan.findEvents({ limit: PAGE_SIZE }));
  const { ms: causalityMs } = await timed(() => scan.traceCausality(eventId, DEPTH));
  return { ...times, summaryMs, firstPageMs, causalityMs };
}

function refuse(filter: EventFilter, answered: number, scanned: number | undefined): void {
  if (answered === scanned) return;
  throw new Error(
    `of ${JSON.stringify(filter)} the server counts ${answered}, the scan ${String(scanned)}`,
  );
}
