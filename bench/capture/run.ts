import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSimulation } from '../../lib/testing/build-simulation';
import { formatTable, type Row } from '../report';
import { nameCount, parseEventCount } from '../size';
import { openCauseway, openPino, type Contestant } from './contestants';
import { measureBurst, measureCalls, measureThroughput } from './rounds';

// The event writer beside pino writing the same objects through sonic-boom, in one process, turn about.
//   npx tsx bench/capture/run.ts [--events 500k] [--rounds 5]

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '500k' },
    rounds: { type: 'string', default: '5' },
  },
});
const eventCount = parseEventCount(values.events);
const rounds = Number(values.rounds);
const BURST_EVENTS = 100_000;

const events = [...buildSimulation({ turns: 40, eventsPerTurn: 500 })];
const folder = await mkdtemp(path.join(tmpdir(), 'causeway-capture-bench-'));
let streams = 0;

try {
  const calls = await eachInTurn((contestant) => measureCalls(contestant, events, eventCount));
  const flow = await eachInTurn((contestant) => measureThroughput(contestant, events, eventCount));
  const burst = await eachInTurn((contestant) => measureBurst(contestant, events, BURST_EVENTS));

  const rows: Row[] = [
    ...(['p50', 'p99', 'p999'] as const).map((rank): Row => {
      const [ours, theirs] = [median(calls.ours, rank), median(calls.theirs, rank)];
      const limit = { p50: undefined, p99: 10, p999: undefined }[rank];
      return {
        name: `emit, ${rank.replace('999', '99.9')}`,
        causeway: nameMicros(ours),
        naive: nameMicros(theirs),
        ratio: nameRatio(ours / theirs),
        limit: limit === undefined ? '' : nameMicros(limit),
        isKept: limit === undefined ? undefined : ours < limit,
      };
    }),
    throughputRow(),
    {
      name: 'dropped meanwhile',
      causeway: String(worst(flow.ours, 'dropped')),
      naive: String(worst(flow.theirs, 'dropped')),
      ratio: '',
      limit: '0',
      isKept: worst(flow.ours, 'dropped') === 0,
    },
    {
      name: `burst of ${nameCount(BURST_EVENTS)}, queue of 10k, a call`,
      causeway: nameMicros((median(burst.ours, 'callsMs') * 1000) / BURST_EVENTS),
      naive: nameMicros((median(burst.theirs, 'callsMs') * 1000) / BURST_EVENTS),
      ratio: nameRatio(median(burst.ours, 'callsMs') / median(burst.theirs, 'callsMs')),
      limit: '',
    },
    {
      name: 'dropped by importance, all counted',
      causeway: String(median(burst.ours, 'dropped')),
      naive: `${String(median(burst.theirs, 'dropped'))} (unbounded)`,
      ratio: '',
      limit: '',
    },
  ];
  console.log(
    `${nameCount(eventCount)} events of ${String(bytesPerEvent())} bytes, median of ${String(rounds)} rounds`,
  );
  console.log(formatTable(rows));

  function throughputRow(): Row {
    const ours = median(flow.ours, 'eventsPerSecond');
    const theirs = median(flow.theirs, 'eventsPerSecond');
    return {
      name: 'events/s to the file, yielding',
      causeway: perSecond(ours),
      naive: perSecond(theirs),
      ratio: nameRatio(ours / theirs),
      limit: '100k, 0.7x',
      isKept: ours >= 100_000 && ours / theirs >= 0.7,
    };
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Measures both in each round, the one who begins changing; a first round warms up and does not count. */
async function eachInTurn<Result>(
  measure: (contestant: Contestant) => Promise<Result>,
): Promise<{ readonly ours: readonly Result[]; readonly theirs: readonly Result[] }> {
  const ours: Result[] = [];
  const theirs: Result[] = [];
  for (let round = 0; round <= rounds; round++) {
    const order = [
      { open: openCauseway, results: ours },
      { open: openPino, results: theirs },
    ];
    for (const { open, results } of round % 2 === 0 ? order : order.toReversed()) {
      const id = `run-${String(++streams)}`;
      const result = await measure(await open(folder, id));
      if (round > 0) results.push(result);
      await rm(path.join(folder, id), { recursive: true });
    }
  }
  return { ours, theirs };
}

function median<Key extends string>(
  results: readonly Readonly<Record<Key, number>>[],
  key: Key,
): number {
  const ordered = results.map((result) => result[key]).sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? NaN;
}

function worst<Key extends string>(
  results: readonly Readonly<Record<Key, number>>[],
  key: Key,
): number {
  return Math.max(...results.map((result) => result[key]));
}

function bytesPerEvent(): number {
  const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0);
  return Math.round(bytes / events.length);
}

function nameMicros(micros: number): string {
  return `${micros.toFixed(micros < 100 ? 2 : 0)} µs`;
}

function nameRatio(ratio: number): string {
  return `${ratio.toFixed(2)}x`;
}

function perSecond(events: number): string {
  return `${Math.round(events / 1000).toLocaleString('en')}k/s`;
}
