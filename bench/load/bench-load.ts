import { askHttp } from '../ask-http';
import type { BenchSource } from '../bench-source';
import { measureColdStart } from '../cold';
import type { Row } from '../report';
import { serveMeasured } from '../serve-measured';
import { nameCount, nameMs } from '../size';
import { findLoadMaterial, type LoadMaterial } from './load-material';
import { runLoad, type KindFigures, type LoadFigures } from './run-load';

export interface LoadBenchFigures {
  readonly cheapOnly: LoadFigures;
  readonly withDear: LoadFigures;
}

const MAX_P99_MS = 2000;
const MAX_BY_ID_P99_MS = 500;
const CLIENTS = 200;
const SECONDS = 30;

/** Has many clients query a server with a finished index: first with cheap requests, then with some expensive ones. */
export async function benchLoad(source: BenchSource, indexDir: string): Promise<LoadBenchFigures> {
  const { outputRoot } = source;
  const material = await prepare(source, indexDir);
  const measure = async (dear: boolean): Promise<LoadFigures> => {
    console.error(
      `${String(CLIENTS)} clients for ${String(SECONDS)} s${dear ? ', dear ones too' : ''}`,
    );
    await using server = await serveMeasured(outputRoot, indexDir);
    return await runLoad({ url: server.url, material, clients: CLIENTS, seconds: SECONDS, dear });
  };
  return { cheapOnly: await measure(false), withDear: await measure(true) };
}

/** Uses its own servers, so that the measured ones are not warmed up by it. */
async function prepare(
  { outputRoot, simulationId }: BenchSource,
  indexDir: string,
): Promise<LoadMaterial> {
  await measureColdStart(outputRoot, indexDir, simulationId);
  await using server = await serveMeasured(outputRoot, indexDir);
  using asker = askHttp(server.url);
  return await findLoadMaterial(asker, simulationId);
}

/** The table's rows, with the bars of the design. */
export function makeLoadRows(
  source: BenchSource,
  { cheapOnly, withDear }: LoadBenchFigures,
): readonly Row[] {
  const count = nameCount(source.events);
  return [
    ...rowsOf(`${String(CLIENTS)} clients, ${count} events`, cheapOnly),
    ...rowsOf(`${String(CLIENTS)} clients, dear ones among them`, withDear),
  ];
}

function rowsOf(
  name: string,
  { answersPerSecond, kinds, cheap, all }: LoadFigures,
): readonly Row[] {
  const blank: Row = { name: '', causeway: '', naive: '', ratio: '', bar: '' };
  return [
    { ...blank, name, causeway: `${answersPerSecond.toFixed(0)}/s` },
    {
      ...blank,
      name: `  … errors${all.errors > 0 ? ` (${all.trouble ?? ''})` : ''}`,
      causeway: String(all.errors),
      bar: 'none',
      isKept: all.errors === 0,
    },
    {
      ...blank,
      name: `  … refused${all.refused > 0 ? ` (${all.trouble ?? ''})` : ''}`,
      causeway: String(all.refused),
      bar: 'none',
      isKept: all.refused === 0,
    },
    p99Row('cheap requests', cheap, MAX_P99_MS),
    ...Object.entries(kinds).map(([kind, figures]) =>
      p99Row(kind, figures, kind === 'event by id' ? MAX_BY_ID_P99_MS : undefined),
    ),
  ];
}

function p99Row(
  kind: string,
  { count, p50Ms, p99Ms, maxMs }: KindFigures,
  barMs: number | undefined,
): Row {
  return {
    name: `  … ${kind}: p99 of ${String(count)} (p50 ${nameMs(p50Ms)}, max ${nameMs(maxMs)})`,
    causeway: nameMs(p99Ms),
    naive: '',
    ratio: '',
    bar: barMs === undefined ? '' : nameMs(barMs),
    ...(barMs === undefined ? {} : { isKept: p99Ms <= barMs }),
  };
}
