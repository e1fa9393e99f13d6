import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SimulationEvent } from '../../lib/events/simulation-event';
import { buildSimulation } from '../../lib/testing/build-simulation';
import { formatTable, type Row } from '../report';
import { nameCount } from '../size';
import { openCauseway, openPino, type Contestant } from './contestants';
import {
  measureBurst,
  measureCalls,
  measurePacedDrops,
  measureThroughput,
  type Burst,
  type CallLatency,
  type Throughput,
} from './rounds';

/** The times of both, one result per round. */
interface Duel<Result> {
  readonly ours: readonly Result[];
  readonly theirs: readonly Result[];
}

const BURST_EVENTS = 100_000;
const PACE_PER_SECOND = 100_000;

/** Measures both on `eventCount` events, `rounds` times; the medians as a table, marked whether a bar is kept. */
export async function benchCapture(eventCount: number, rounds: number): Promise<string> {
  const events = [...buildSimulation({ turns: 40, eventsPerTurn: 500 })];
  const folder = await mkdtemp(path.join(tmpdir(), 'causeway-capture-bench-'));
  try {
    const calls = await duel(folder, rounds, (side) => measureCalls(side, events, eventCount));
    const flow = await duel(folder, rounds, (side) => measureThroughput(side, events, eventCount));
    const drops: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const side = await openCauseway(folder, `paced-${String(round)}`);
      drops.push(await measurePacedDrops(side, events, eventCount, PACE_PER_SECOND));
    }
    const burst = await duel(folder, rounds, (side) => measureBurst(side, events, BURST_EVENTS));
    const table = formatTable(
      [...callRows(calls), ...flowRows(flow, Math.max(...drops)), ...burstRows(burst)],
      'pino',
    );
    return [
      `${nameCount(eventCount)} events of ${String(meanBytes(events))} bytes, median of ${String(rounds)} rounds`,
      table,
    ].join('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Measures both in each round, in alternating order; a first round is a warm-up and does not count. */
async function duel<Result>(
  folder: string,
  rounds: number,
  measure: (contestant: Contestant) => Promise<Result>,
): Promise<Duel<Result>> {
  const ours: Result[] = [];
  const theirs: Result[] = [];
  for (let round = 0; round <= rounds; round++) {
    const order = [
      { open: openCauseway, results: ours },
      { open: openPino, results: theirs },
    ];
    for (const { open, results } of round % 2 === 0 ? order : order.toReversed()) {
      const result = await measure(await open(folder, 'run'));
      if (round > 0) results.push(result);
      await rm(path.join(folder, 'run'), { recursive: true });
    }
  }
  return { ours, theirs };
}

function callRows({ ours, theirs }: Duel<CallLatency>): readonly Row[] {
  const ranks = [
    { key: 'p50', name: 'p50' },
    { key: 'p99', name: 'p99', barMicros: 10 },
    { key: 'p999', name: 'p99.9' },
  ] as const;
  return ranks.map((rank) => {
    const [mine, other] = [median(ours, rank.key), median(theirs, rank.key)];
    const bar = 'barMicros' in rank ? rank.barMicros : undefined;
    return {
      name: `emit, ${rank.name}`,
      causeway: nameMicros(mine),
      naive: nameMicros(other),
      ratio: nameRatio(mine / other),
      bar: bar === undefined ? '' : nameMicros(bar),
      isKept: bar === undefined ? undefined : mine < bar,
    };
  });
}

function flowRows({ ours, theirs }: Duel<Throughput>, pacedDrops: number): readonly Row[] {
  const [mine, other] = [median(ours, 'eventsPerSecond'), median(theirs, 'eventsPerSecond')];
  const dropped = Math.max(...ours.map((round) => round.dropped));
  return [
    {
      name: 'events/s to the file, yielding',
      causeway: namePerSecond(mine),
      naive: namePerSecond(other),
      ratio: nameRatio(mine / other),
      bar: '100k, 0.7x',
      isKept: mine >= 100_000 && mine / other >= 0.7,
    },
    ...[
      { name: 'dropped of these, worst round', count: dropped },
      { name: 'dropped at 100k/s, never waiting, worst round', count: pacedDrops },
    ].map(({ name, count }) => ({
      name,
      causeway: String(count),
      naive: '',
      ratio: '',
      bar: '0',
      isKept: count === 0,
    })),
  ];
}

function burstRows({ ours, theirs }: Duel<Burst>): readonly Row[] {
  const [mine, other] = [median(ours, 'callsMs'), median(theirs, 'callsMs')];
  return [
    {
      name: `burst of ${nameCount(BURST_EVENTS)}, queue of 10k, a call`,
      causeway: nameMicros((mine * 1000) / BURST_EVENTS),
      naive: nameMicros((other * 1000) / BURST_EVENTS),
      ratio: nameRatio(mine / other),
      bar: '',
    },
    {
      name: 'dropped of it, each counted',
      causeway: String(median(ours, 'dropped')),
      naive: 'no bound',
      ratio: '',
      bar: '',
    },
  ];
}

function median<Key extends string>(
  results: readonly Readonly<Record<Key, number>>[],
  key: Key,
): number {
  const ordered = results.map((result) => result[key]).sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? NaN;
}

function meanBytes(events: readonly SimulationEvent[]): number {
  const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0);
  return Math.round(bytes / events.length);
}

function nameMicros(micros: number): string {
  return `${micros.toFixed(2)} µs`;
}

function nameRatio(ratio: number): string {
  return `${ratio.toFixed(2)}x`;
}

function namePerSecond(events: number): string {
  return `${String(Math.round(events / 1000))}k/s`;
}
