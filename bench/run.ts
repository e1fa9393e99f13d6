import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findSource, makeSource, type BenchSource } from './bench-source';
import { benchStore } from './bench-store';
import { benchExplorer, makeExplorerRows } from './browser/bench-explorer';
import { benchFollowing, makeFollowingRows } from './browser/bench-following';
import { benchGraph, makeGraphRows } from './browser/bench-graph';
import { benchCapture } from './capture/bench-capture';
import { benchEnsemble, makeEnsembleRows } from './ensemble/bench-ensemble';
import { benchExplain, formatExplain } from './explain/bench-explain';
import { benchLive, makeLiveRows } from './live/bench-live';
import { benchMany, makeManyRows } from './many/bench-many';
import { benchLoad, makeLoadRows } from './load/bench-load';
import { formatTable } from './report';
import { makeRows } from './rows';
import { benchSimulate, formatSimulate } from './simulate/bench-simulate';
import { nameCount, parseEventCount } from './size';

// End-to-end, against the built app over HTTP: indexing, queries and exports of a seeded simulation, beside naive scans of the
// same files; its explorer and its causality graph in a browser, and following a run there; the latency from the writer to
// followers; 200 concurrent clients; the event writer beside pino; the speed of a simulation; how well explanations name planted
// causes; and answers about ensembles beside SQL over the same files.
//   npm run bench -- [--events 1m|10m|N] [--requests 100] [--only PART] [--runs 5000] [--ensemble 100]
//                    [--json FILE] [--keep] [--root DIR] [--index-dir DIR]
//   PART is store, browser, live, load, capture, simulate, many, explain or ensemble

const PARTS = [
  'store',
  'browser',
  'live',
  'load',
  'capture',
  'simulate',
  'many',
  'explain',
  'ensemble',
] as const;
type Part = (typeof PARTS)[number];

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1m' },
    // How many of each kind.
    requests: { type: 'string', default: '100' },
    only: { type: 'string' },
    // The number of listed runs; a run with two fifths as many parts is queried.
    runs: { type: 'string', default: '5000' },
    // The number of runs of 50,000 events that are looked at together.
    ensemble: { type: 'string', default: '100' },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
    // An output root that an earlier run has kept, instead of a new one.
    root: { type: 'string' },
    // Where the pages' index is kept, to be found there again.
    'index-dir': { type: 'string' },
  },
});

let chosen: BenchSource | undefined;

const CAPTURED_EVENTS = 500_000;
const CAPTURE_ROUNDS = 5;

const parts = PARTS.filter((part) => values.only === undefined || values.only === part);
if (parts.length === 0)
  throw new RangeError(`--only ${String(values.only)}: expected ${PARTS.join(', ')}`);
const eventCount = parseEventCount(values.events);
const requestCount = Number(values.requests);
if (!Number.isSafeInteger(requestCount) || requestCount < 1)
  throw new RangeError(`--requests ${values.requests}: expected a whole number from 1`);
const runCount = Number(values.runs);
if (!Number.isSafeInteger(runCount) || runCount < 1)
  throw new RangeError(`--runs ${values.runs}: expected a whole number from 1`);

const ensembleRuns = Number(values.ensemble);
if (!Number.isSafeInteger(ensembleRuns) || ensembleRuns < 2)
  throw new RangeError(`--ensemble ${values.ensemble}: expected a whole number from 2`);

const folder = await mkdtemp(path.join(tmpdir(), 'causeway-bench-'));
const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => void removeFolder().finally(() => process.exit(code)));
}

try {
  const results: Partial<Record<Part, unknown>> = {};
  const machine = `Node ${process.versions.node}, ${availableParallelism()} cores`;
  const before = nameLoad();
  console.log(`${machine}; load before ${before}`);
  for (const part of parts) {
    const { figures, text } = await report(part);
    results[part] = figures;
    console.log(`\n${text}`);
  }
  const load = { before, after: nameLoad() };
  console.log(`\nload after ${load.after}`);
  if (values.json !== undefined) {
    await writeFile(values.json, JSON.stringify({ machine, load, ...results }, null, 2));
  }
} finally {
  if (values.keep) console.error(`kept ${folder}`);
  else await removeFolder();
}

async function report(part: Part): Promise<{ readonly figures: unknown; readonly text: string }> {
  switch (part) {
    case 'store': {
      const source = await chooseSource();
      const figures = await benchStore(source, requestCount, path.join(folder, 'index'));
      return { figures: { source, ...figures }, text: formatTable(makeRows(source, figures)) };
    }
    case 'browser': {
      const source = await chooseSource();
      const indexDir = values['index-dir'] ?? path.join(folder, 'pages');
      const explorer = await benchExplorer(source, indexDir);
      const graph = await benchGraph(source, indexDir);
      const following = await benchFollowing();
      const rows = [
        ...makeExplorerRows(source, explorer),
        ...makeGraphRows(graph),
        ...makeFollowingRows(following),
      ];
      return { figures: { source, explorer, graph, following }, text: formatTable(rows, '') };
    }
    case 'live': {
      const figures = await benchLive();
      return { figures, text: formatTable(makeLiveRows(figures), '') };
    }
    case 'load': {
      const source = await chooseSource();
      const figures = await benchLoad(source, path.join(folder, 'load'));
      return { figures, text: formatTable(makeLoadRows(source, figures), '') };
    }
    case 'capture': {
      const text = await benchCapture(CAPTURED_EVENTS, CAPTURE_ROUNDS);
      return { figures: text, text };
    }
    case 'many': {
      const figures = await benchMany(runCount);
      return { figures, text: formatTable(makeManyRows(figures), '') };
    }
    case 'explain': {
      const { asked, ...figures } = await benchExplain();
      return { figures, text: formatExplain({ asked, ...figures }) };
    }
    case 'ensemble': {
      const figures = await benchEnsemble(ensembleRuns);
      return { figures, text: formatTable(makeEnsembleRows(figures), 'DuckDB SQL') };
    }
    case 'simulate': {
      const figures = await benchSimulate();
      return { figures, text: formatSimulate(figures) };
    }
  }
}

/** The load of the machine in the last minute: above its number of cores, figures are of a shared machine. */
function nameLoad(): string {
  const [load = 0] = loadavg();
  return load.toFixed(1);
}

async function chooseSource(): Promise<BenchSource> {
  chosen ??= await makeOrFind();
  return chosen;
}

async function makeOrFind(): Promise<BenchSource> {
  if (values.root !== undefined) return findSource(values.root);
  console.error(`making ${nameCount(eventCount)} events in ${folder}`);
  return makeSource(path.join(folder, 'output'), eventCount);
}
