import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findSource, makeSource } from './bench-source';
import { benchStore } from './bench-store';
import { benchCapture } from './capture/bench-capture';
import { formatTable } from './report';
import { makeRows } from './rows';
import { nameCount, parseEventCount } from './size';

// End-to-end: a seeded simulation asked through the built server, over HTTP, and scanned naively, in one run.
// Then the event writer beside pino.
//   npm run bench -- [--events 1m|10m|N] [--requests 100] [--keep] [--json FILE] [--only store|capture] [--root DIR]

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1m' },
    requests: { type: 'string', default: '100' },
    keep: { type: 'boolean', default: false },
    json: { type: 'string' },
    only: { type: 'string' },
    // An output root that an earlier run has kept, instead of a new one.
    root: { type: 'string' },
  },
});

const CAPTURED_EVENTS = 500_000;
const CAPTURE_ROUNDS = 5;

const eventCount = parseEventCount(values.events);
const folder = await mkdtemp(path.join(tmpdir(), 'causeway-bench-'));
const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => void removeFolder().finally(() => process.exit(code)));
}

try {
  if (values.only !== 'capture') await reportStore();
  if (values.only !== 'store') console.log(await benchCapture(CAPTURED_EVENTS, CAPTURE_ROUNDS));
} finally {
  if (values.keep) console.error(`kept ${folder}`);
  else await removeFolder();
}

async function reportStore(): Promise<void> {
  if (values.root === undefined)
    console.error(`making ${nameCount(eventCount)} events in ${folder}`);
  const source = await (values.root === undefined
    ? makeSource(path.join(folder, 'output'), eventCount)
    : findSource(values.root));
  const figures = await benchStore(source, Number(values.requests), path.join(folder, 'index'));
  const rows = makeRows(source, figures);
  console.log(formatTable(rows));
  if (values.json !== undefined) {
    await writeFile(values.json, JSON.stringify({ source, figures, rows }, null, 2));
  }
}
