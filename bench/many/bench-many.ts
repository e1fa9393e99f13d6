import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { askHttp, type HttpAsker } from '../ask-http';
import { latencyOf, median, timed, type Latency } from '../measure';
import type { Row } from '../report';
import { simulationPath } from '../requests';
import { serveMeasured } from '../serve-measured';
import { nameBytes, nameCount, nameMs } from '../size';

/** A list of many runs of one event, and a run of many parts of one line beside a run of one part. */
export interface ManyFigures {
  readonly runs: number;
  readonly parts: number;
  readonly coldListMs: number;
  readonly warmList: Latency;
  /** After the first listings, and after all. */
  readonly peakRssBytes: readonly [before: number, after: number];
  readonly indexMs: number;
  /** The middle one of each kind of question. */
  readonly answers: readonly {
    readonly name: string;
    readonly manyMs: number;
    readonly oneMs: number;
  }[];
}

const LISTINGS = 20;
const ANSWERS = 20;
const QUESTIONS = ['', '/facets', '/events?limit=1', '/events?limit=100', `/events/${eventId(0)}`];
const [MAX_COLD_MS, MAX_WARM_MS, MAX_INDEX_MS] = [2000, 100, 3000];
const WRITTEN_AT = new Date('2026-01-01T00:00:00Z');

/** @param runs how many runs; of their number two fifths are the parts of the one run */
export async function benchMany(runs: number): Promise<ManyFigures> {
  const parts = Math.ceil(runs * 0.4);
  console.error(`making ${nameCount(runs)} runs and ${nameCount(parts)} parts`);
  await using list = await makeTempRoot();
  for (let at = 0; at < runs; at++) await writeRun(list.path, `run-${String(at)}`, 1);
  await using single = await makeTempRoot();
  await writeRun(single.path, 'many', parts);
  await writeRun(single.path, 'one', 1);
  return {
    runs,
    parts,
    ...(await measureList(list.path, runs)),
    ...(await measureParts(single.path, parts)),
  };
}

async function measureList(
  outputRoot: string,
  runs: number,
): Promise<Pick<ManyFigures, 'coldListMs' | 'warmList' | 'peakRssBytes'>> {
  await using indexDir = await makeTempRoot();
  await using server = await serveMeasured(outputRoot, indexDir.path);
  using http = askHttp(server.url);
  const cold = await timed(async () => {
    for (;;) {
      const { body } = await http.get('/simulations');
      const ready = body.toString().split('"state":"ready"').length - 1;
      if (ready === runs) return;
    }
  });
  const before = server.peakRssBytes();
  const times: number[] = [];
  for (let at = 0; at < LISTINGS; at++) times.push((await http.get('/simulations')).ms);
  return {
    coldListMs: cold.ms,
    warmList: latencyOf(times),
    peakRssBytes: [before, server.peakRssBytes()],
  };
}

async function measureParts(
  outputRoot: string,
  parts: number,
): Promise<Pick<ManyFigures, 'indexMs' | 'answers'>> {
  await using indexDir = await makeTempRoot();
  await using server = await serveMeasured(outputRoot, indexDir.path);
  using http = askHttp(server.url);
  const index = await timed(async () => {
    const whole = `"total":${String(parts)},`;
    for (;;) {
      const { status, body } = await http.ask(`${simulationPath('many')}/events?limit=1`);
      if (status === 200 && body.includes(whole)) return;
    }
  });
  const answers: ManyFigures['answers'][number][] = [];
  for (const question of QUESTIONS) {
    const [manyMs, oneMs] = [
      await middleMs(http, `${simulationPath('many')}${question}`),
      await middleMs(http, `${simulationPath('one')}${question}`),
    ];
    answers.push({ name: question === '' ? 'the summary' : question, manyMs, oneMs });
  }
  return { indexMs: index.ms, answers };
}

async function middleMs(http: HttpAsker, question: string): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < ANSWERS; at++) times.push((await http.get(question)).ms);
  return median(times);
}

export function makeManyRows(figures: ManyFigures): readonly Row[] {
  const { runs, parts, coldListMs, warmList, indexMs, answers } = figures;
  const [before, after] = figures.peakRssBytes;
  const blank = { naive: '', ratio: '', bar: '' };
  const listed = `${nameCount(runs)} runs of one event`;
  return [
    {
      ...blank,
      name: `${listed}, listed with an empty index folder`,
      causeway: nameMs(coldListMs),
      bar: nameMs(MAX_COLD_MS),
      isKept: coldListMs <= MAX_COLD_MS,
    },
    {
      ...blank,
      name: `${listed}, listed again (p50 / p95 of ${String(LISTINGS)})`,
      causeway: [warmList.p50Ms, warmList.p95Ms].map(nameMs).join(' / '),
      bar: nameMs(MAX_WARM_MS),
      isKept: warmList.p50Ms <= MAX_WARM_MS,
    },
    {
      ...blank,
      name: `peak memory after the first list / after ${String(LISTINGS)} more`,
      causeway: `${nameBytes(before)} / ${nameBytes(after)}`,
    },
    {
      ...blank,
      name: `${nameCount(parts)} parts of one line, indexed`,
      causeway: nameMs(indexMs),
      bar: nameMs(MAX_INDEX_MS),
      isKept: indexMs <= MAX_INDEX_MS,
    },
    ...answers.map(({ name, manyMs, oneMs }) => ({
      ...blank,
      name: `of them ${name}, beside the same of one part`,
      causeway: `${nameMs(manyMs)} / ${nameMs(oneMs)}`,
      ratio: (manyMs / oneMs).toFixed(1),
    })),
  ];
}

/** A run with a number of parts of one line each, none written recently. */
async function writeRun(outputRoot: string, id: string, parts: number): Promise<void> {
  const folder = path.join(outputRoot, id);
  await mkdir(folder);
  for (let at = 0; at < parts; at++) {
    const number = parts - 1 - at;
    const file = path.join(
      folder,
      number === 0 ? 'events.jsonl' : `events.jsonl.${String(number)}`,
    );
    const event = {
      event_id: eventId(at),
      timestamp: new Date(WRITTEN_AT.getTime() + at * 1000).toISOString(),
      turn_number: at,
      event_type: 'ACTION',
      simulation_id: id,
      agent_id: `agent-${String(at % 7)}`,
      caused_by: at === 0 ? null : [eventId(at - 1)],
      description: 'one line',
      details: { action_type: 'wait' },
    };
    await writeFile(file, `${JSON.stringify(event)}\n`);
    await utimes(file, WRITTEN_AT, WRITTEN_AT);
  }
}

function eventId(at: number): string {
  return `01K${String(at).padStart(23, '0')}`;
}
