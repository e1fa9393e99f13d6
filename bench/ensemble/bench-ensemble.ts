import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensembleQuery } from '../../lib/api/ensemble-query';
import { bandsSchema, resultsSchema } from '../../lib/api/ensemble-contract';
import type { Condition } from '../../lib/ensemble/condition';
import { buildSimulation } from '../../lib/testing/build-simulation';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { writeSimulation } from '../../lib/testing/write-simulation';
import { askHttp, type HttpAsker } from '../ask-http';
import { latencyOf, timed, type Latency } from '../measure';
import type { Row } from '../report';
import { serveMeasured } from '../serve-measured';
import { nameBytes, nameCount, nameMs } from '../size';
import { askDuckDb, type DuckDbTimes } from './ask-duckdb';

/** Answers about an ensemble over HTTP, beside SQL over the same files. */
export interface EnsembleFigures {
  readonly runs: number;
  readonly eventsPerRun: number;
  readonly bytes: number;
  /** From no index to the first answer. */
  readonly firstAnswerMs: number;
  readonly answers: readonly { readonly name: keyof typeof LABELS; readonly latency: Latency }[];
  readonly peakRssBytes: number;
  /** The size of the answers of the bands. */
  readonly bandsBytes: number;
  readonly duckDb: DuckDbTimes;
}

const EVENTS_PER_RUN = 50_000;
const TURNS = 100;
const ASKED = 12;
const MAX_MS = 1000;
const MIN_RATIO = 5;
const AGAIN_MS = 500;

const VARIABLE = 'grain_price';
const QUESTION: Condition = { variable: VARIABLE, operator: 'over', value: 550, when: 'end' };
const EVENTS: Condition = { events_at_least: 100, event_types: ['SYSTEM'], outcomes: ['failed'] };

const LABELS = {
  bands: 'bands of a variable, with the line of each run',
  groups: 'the same in four groups, without lines',
  results: 'the table of results, sorted by a value',
  question: 'a question on a variable and on events',
  forks: 'the tree of forks, with the question',
} as const;

/** @param runs how many runs of 50,000 events */
export async function benchEnsemble(runs: number): Promise<EnsembleFigures> {
  console.error(`making ${nameCount(runs)} runs of ${nameCount(EVENTS_PER_RUN)} events`);
  await using root = await makeTempRoot();
  const files: string[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const id = `ensemble_${String(seed).padStart(4, '0')}`;
    const events = buildSimulation({ simulationId: id, seed, turns: TURNS, eventsPerTurn: 500 });
    const engine = { type: 'market', interest_rate: (seed % 4) / 100 };
    const config = { simulation: { name: 'Ensemble', max_turns: TURNS }, engine, seed };
    writeSimulation(root.path, id, events, { config });
    files.push(path.join(root.path, id, 'events.jsonl'));
  }
  let bytes = 0;
  for (const file of files) bytes += (await stat(file)).size;

  await using indexDir = await makeTempRoot();
  await using server = await serveMeasured(root.path, indexDir.path);
  using http = askHttp(server.url);
  const selection = { runs: ['ensemble_*'] };
  const question = [QUESTION, EVENTS];
  const routes: Readonly<Record<keyof typeof LABELS, string>> = {
    bands: `/ensembles/bands?${ensembleQuery(selection, { variable: VARIABLE })}`,
    groups: `/ensembles/bands?${ensembleQuery({ ...selection, by: ['engine.interest_rate'] }, { variable: VARIABLE, lines: false })}`,
    results: `/ensembles/results?${ensembleQuery(selection, { variables: [VARIABLE], sort: `highest:${VARIABLE}`, order: 'desc' })}`,
    question: `/ensembles/results?${ensembleQuery({ ...selection, question }, { limit: 1 })}`,
    forks: `/ensembles/forks?${ensembleQuery({ ...selection, question }, {})}`,
  };
  const first = await timed(() => untilAnswered(http, routes.results));
  const { body } = await http.get(routes.bands);
  const bands = bandsSchema.parse(JSON.parse(body.toString()));
  if (bands.lines.length !== runs) throw new Error('not every run has the variable');
  const { total } = resultsSchema.parse(
    JSON.parse((await http.get(routes.results)).body.toString()),
  );
  if (total !== runs) throw new Error('not every run has a row');

  const answers: EnsembleFigures['answers'][number][] = [];
  for (const [name, route] of Object.entries(routes) as [keyof typeof LABELS, string][]) {
    const times: number[] = [];
    for (let at = 0; at < ASKED; at++) times.push((await http.get(route)).ms);
    answers.push({ name, latency: latencyOf(times) });
  }
  return {
    runs,
    eventsPerRun: EVENTS_PER_RUN,
    bytes,
    firstAnswerMs: first.ms,
    answers,
    peakRssBytes: server.peakRssBytes(),
    bandsBytes: body.length,
    duckDb: await askDuckDb(files, VARIABLE, bands),
  };
}

async function untilAnswered(http: HttpAsker, route: string): Promise<void> {
  for (;;) {
    const { status, body } = await http.ask(route);
    if (status === 200) return;
    if (status !== 503) throw new Error(body.toString());
    await delay(AGAIN_MS);
  }
}

export function makeEnsembleRows(figures: EnsembleFigures): readonly Row[] {
  const { runs, eventsPerRun, bytes, answers, duckDb } = figures;
  const blank = { naive: '', ratio: '', bar: '' };
  const latencyOfAnswer = (name: keyof typeof LABELS): Latency | undefined =>
    answers.find((answer) => answer.name === name)?.latency;
  const beside = (name: string, own: Latency | undefined, otherMs: number): Row => {
    const ratio = otherMs / (own?.p50Ms ?? Infinity);
    return {
      name,
      causeway: nameMs(own?.p50Ms ?? NaN),
      naive: nameMs(otherMs),
      ratio: `${ratio.toFixed(0)}x`,
      bar: `${String(MIN_RATIO)}x`,
      isKept: ratio >= MIN_RATIO,
    };
  };
  return [
    {
      ...blank,
      name: `${nameCount(runs)} runs of ${nameCount(eventsPerRun)} events, ${nameBytes(bytes)}: indexed and answered first`,
      causeway: nameMs(figures.firstAnswerMs),
    },
    ...answers.map(({ name, latency }): Row => ({
      ...blank,
      name: `${LABELS[name]} (p50 / p95 of ${String(ASKED)})`,
      causeway: [latency.p50Ms, latency.p95Ms].map(nameMs).join(' / '),
      bar: nameMs(MAX_MS),
      isKept: latency.p95Ms <= MAX_MS,
    })),
    beside('bands, beside SQL over the files', latencyOfAnswer('bands'), duckDb.bandsMs),
    beside('counts, beside SQL over the files', latencyOfAnswer('question'), duckDb.countsMs),
    {
      ...blank,
      name: `peak memory of the server; an answer of bands has ${nameBytes(figures.bandsBytes)}`,
      causeway: nameBytes(figures.peakRssBytes),
    },
  ];
}
