import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CausewayAnswers } from './ask-causeway';
import { benchCapture } from './capture/bench-capture';
import { askCausewayApart } from './causeway-process';
import { parseWithDuckDb } from './duckdb-parse';
import { BENCH_SIMULATION_ID, EVENTS_PER_TURN, generate } from './generate';
import { benchLive } from './live/bench-live';
import { timed } from './measure';
import { countLines, createNaiveScan } from './naive-scan';
import { formatTable } from './report';
import { DEPTH, makeFilters, PAGE_SIZE } from './requests';
import { makeRows, type Comparison } from './rows';
import { nameCount, parseEventCount } from './size';

// End-to-end: the same seeded simulation asked through the service, and scanned naively, in one run.
// Then the event writer beside pino, then (of the built app) how soon what is written is at those who follow.
//   npm run bench -- [--events 1m|10m|N] [--requests 200] [--keep] [--json FILE] [--only store|capture|live]
//                    [--seconds 20] [--rate 1000]

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1m' },
    requests: { type: 'string', default: '200' },
    keep: { type: 'boolean', default: false },
    json: { type: 'string' },
    only: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '1000' },
  },
});

const eventCount = parseEventCount(values.events);
const folder = await mkdtemp(path.join(tmpdir(), 'causeway-bench-'));
const outputRoot = path.join(folder, 'output');
const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => void removeFolder().finally(() => process.exit(code)));
}

const CAPTURED_EVENTS = 500_000;
const CAPTURE_ROUNDS = 5;

try {
  if (isWanted('store')) await benchStore();
  if (isWanted('capture')) console.log(await benchCapture(CAPTURED_EVENTS, CAPTURE_ROUNDS));
  if (isWanted('live')) {
    const [seconds, eventsPerSecond] = [Number(values.seconds), Number(values.rate)];
    console.log(await benchLive({ seconds, eventsPerSecond }));
  }
} finally {
  if (values.keep) console.error(`kept ${folder}`);
  else await removeFolder();
}

function isWanted(part: string): boolean {
  return values.only === undefined || values.only === part;
}

async function benchStore(): Promise<void> {
  console.error(`making ${nameCount(eventCount)} events in ${folder}`);
  const source = await generate(outputRoot, eventCount);
  const paths = source.files.map((name) => path.join(outputRoot, BENCH_SIMULATION_ID, name));
  const turns = source.events / EVENTS_PER_TURN;

  // Everyone finds the files in the page cache.
  countLines(paths);
  console.error('asking causeway');
  const causeway = await askCausewayApart({
    outputRoot,
    indexDir: path.join(folder, 'index'),
    simulationId: BENCH_SIMULATION_ID,
    turns,
    requests: Number(values.requests),
  });
  const comparison = await compare(paths, turns, causeway.sample);
  if (causeway.indexedEvents !== source.events) {
    throw new Error(`indexed ${String(causeway.indexedEvents)} of ${String(source.events)} events`);
  }

  const rows = makeRows(source, causeway, comparison);
  console.log(formatTable(rows));
  if (values.json !== undefined) {
    await writeFile(values.json, JSON.stringify({ source, causeway, comparison, rows }, null, 2));
  }
}

/** Each naive answer is a pass over the files, the chain five, so that one request of each has to do. */
async function compare(
  paths: readonly string[],
  turns: number,
  { eventId, matches }: CausewayAnswers['sample'],
): Promise<Comparison> {
  console.error('scanning naively');
  const scan = createNaiveScan(paths);
  const [filter = {}] = makeFilters(1, turns);
  const { ms: newlineScanMs } = await timed(() => countLines(paths));
  const { ms: duckDbParseMs } = await timed(() => parseWithDuckDb(paths));
  const { ms: indexMs } = await timed(() => scan.summarise());
  const { ms: firstPageMs } = await timed(() => scan.findEvents({ limit: PAGE_SIZE }));
  const { ms: filteredPageMs, result: page } = await timed(() => scan.findEvents(filter));
  if (page.total !== matches) {
    throw new Error(`causeway finds ${String(matches)} matches, the scan ${String(page.total)}`);
  }
  const { ms: eventByIdMs } = await timed(() => scan.getEvent(eventId));
  const { ms: causalityMs } = await timed(() => scan.traceCausality(eventId, DEPTH));
  return {
    newlineScanMs,
    duckDbParseMs,
    naive: { indexMs, firstPageMs, filteredPageMs, eventByIdMs, causalityMs },
  };
}
