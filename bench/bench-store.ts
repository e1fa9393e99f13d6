import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { askHttp } from './ask-http';
import type { BenchSource } from './bench-source';
import { checkAnswers, type CountedFilter } from './check-answers';
import { measureColdStart, type ColdStart } from './cold';
import { compareWithScan, timeDuckDbParse, type NaiveTimes, type ParseTime } from './compare';
import { measureExport, type ExportTime } from './export';
import { askPage, prepareRequests } from './prepare-requests';
import { serveMeasured } from './serve-measured';
import { measureWarmAnswers, type WarmAnswers, type WarmRequests } from './warm';

/** Everything that was measured of one simulation; ms and bytes. */
export interface StoreFigures {
  /** DuckDB's bare parse of the files, before and after indexing. */
  readonly parses: readonly ParseTime[];
  /** One a round, each with a new server and a new index. */
  readonly coldStarts: readonly ColdStart[];
  readonly indexBytes: number;
  readonly warm: WarmAnswers;
  readonly answeringRssBytes: number;
  readonly exported: ExportTime | undefined;
  readonly exportingRssBytes: number;
  readonly naive: NaiveTimes;
}

const COLD_ROUNDS = 3;
/** Beyond this many events one round has to do. */
const MAX_ROUNDS_EVENTS = 1_000_000;
const WARM_UPS = 3;

/** Measures a simulation through the server and without it. @throws when answers are wrong */
export async function benchStore(
  source: BenchSource,
  requestCount: number,
  indexRoot: string,
): Promise<StoreFigures> {
  const { outputRoot, simulationId } = source;
  console.error('parsing with DuckDB');
  const parsedBefore = await timeDuckDbParse(source);
  const coldStarts: ColdStart[] = [];
  let indexDir = '';
  const rounds = source.events > MAX_ROUNDS_EVENTS ? 1 : COLD_ROUNDS;
  for (let round = 1; round <= rounds; round++) {
    console.error(`indexing, round ${round} of ${rounds}`);
    indexDir = path.join(indexRoot, String(round));
    const coldStart = await measureColdStart(outputRoot, indexDir, simulationId);
    expectCount('events indexed', coldStart.indexedEvents, source.events);
    coldStarts.push(coldStart);
  }
  console.error('parsing with DuckDB again');
  const parsedAfter = await timeDuckDbParse(source);
  const indexBytes = await bytesBelow(indexDir);

  console.error('asking');
  const { requests, counted, eventId } = await prepare(source, requestCount, indexDir);
  const answers = await answer(source, requests, indexDir);
  if (answers.exported !== undefined)
    expectCount('bytes exported', answers.exported.bytes, source.bytes);
  console.error('scanning naively');
  const naive = await compareWithScan(source, counted, eventId);
  return { parses: [...parsedBefore, ...parsedAfter], coldStarts, indexBytes, ...answers, naive };
}

/** With a server of its own, so that the one that is timed has seen none of it. */
async function prepare(
  source: BenchSource,
  requestCount: number,
  indexDir: string,
): Promise<{
  readonly requests: WarmRequests;
  readonly counted: readonly CountedFilter[];
  readonly eventId: string;
}> {
  await using server = await serveMeasured(source.outputRoot, indexDir);
  using asker = askHttp(server.url);
  const offset = Math.floor(source.events / 2);
  const page = await askPage(asker, source.simulationId, { limit: 1, offset });
  return {
    requests: {
      warmUp: await prepareRequests(asker, source, WARM_UPS, 100),
      oneByOne: await prepareRequests(asker, source, requestCount, 200),
      atOnce: await prepareRequests(asker, source, requestCount, 300),
    },
    counted: await checkAnswers(asker, source),
    eventId: page.events[0]?.event_id ?? '',
  };
}

async function answer(
  { outputRoot, simulationId }: BenchSource,
  requests: WarmRequests,
  indexDir: string,
): Promise<Pick<StoreFigures, 'warm' | 'answeringRssBytes' | 'exported' | 'exportingRssBytes'>> {
  await using server = await serveMeasured(outputRoot, indexDir);
  const warm = await measureWarmAnswers(server.url, simulationId, requests);
  const answeringRssBytes = server.peakRssBytes();
  const exported = await measureExport(server.url, simulationId);
  return { warm, answeringRssBytes, exported, exportingRssBytes: server.peakRssBytes() };
}

function expectCount(what: string, count: number, expected: number): void {
  if (count !== expected) throw new Error(`${what}: ${count} of ${expected}`);
}

async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
}
