import { z } from 'zod';
import type { BenchSource } from '../bench-source';
import { latencyOf, type Latency } from '../measure';
import type { Row } from '../report';
import { serveMeasured } from '../serve-measured';
import { nameCount, nameMs } from '../size';
import { driveGraph } from './drive-graph';
import { openBrowser } from './open-browser';
import { watchFrames, type FrameGaps } from './watch-frames';

/** How the graph of one event's causes and effects feels; ms. */
export interface GraphFigures {
  readonly gaps: Readonly<Record<GraphMovement, FrameGaps>>;
  /** From a press on a card to the graph painted around it, two links each way and all of them. */
  readonly recentred: { readonly near: Latency; readonly all: Latency };
  /** Of the graph that is moved. */
  readonly eventCount: number;
}

const MOVEMENTS = [
  'panning as it opens',
  'zooming as it opens',
  'panning with all in view',
  'zooming with all in view',
] as const;
type GraphMovement = (typeof MOVEMENTS)[number];

/** As many links as a graph shows by itself, and as many as are followed at all. */
const NEAR_DEPTH = 2;
const ALL_DEPTH = 20;
const RECENTRINGS = 8;
const SETTLE_MS = 2_000;
const MAX_GAP_MS = 20;
const MAX_RECENTRED_MS = 200;

const pageSchema = z.object({ events: z.array(z.object({ event_id: z.string() })) });
const chainSchema = z.object({
  upstream: z.array(z.unknown()),
  downstream: z.array(z.unknown()),
});

/** @param indexDir of an index that is there */
export async function benchGraph(source: BenchSource, indexDir: string): Promise<GraphFigures> {
  await using server = await serveMeasured(source.outputRoot, indexDir);
  const id = encodeURIComponent(source.simulationId);
  const api = `${server.url}/simulations/${id}`;
  const ask = async (path: string): Promise<unknown> => (await fetch(`${api}${path}`)).json();
  const middle = Math.floor(source.events / 2);
  const { events } = pageSchema.parse(await ask(`/events?limit=1&offset=${String(middle)}`));
  const eventId = events[0]?.event_id ?? '';
  const chain = chainSchema.parse(await ask(`/causality/${eventId}?depth=${String(ALL_DEPTH)}`));

  await using browser = await openBrowser();
  const { page } = browser;
  const graph = driveGraph(page);
  const pageUrl = `${server.url}/view/${id}`;
  const recentre = async (depth: number): Promise<Latency> => {
    await graph.open(pageUrl, eventId, depth);
    await page.waitForTimeout(SETTLE_MS);
    const times: number[] = [];
    for (let time = 0; time < RECENTRINGS; time++) times.push(await graph.recentre());
    return latencyOf(times);
  };
  const recentred = { near: await recentre(NEAR_DEPTH), all: await recentre(ALL_DEPTH) };

  await graph.open(pageUrl, eventId, ALL_DEPTH);
  await page.waitForTimeout(SETTLE_MS);
  const opened = {
    'panning as it opens': await watchFrames(page, () => graph.drag()),
    'zooming as it opens': await watchFrames(page, () => graph.wheel('out')),
  };
  await graph.fit();
  await page.waitForTimeout(SETTLE_MS);
  const gaps = {
    ...opened,
    'panning with all in view': await watchFrames(page, () => graph.drag()),
    'zooming with all in view': await watchFrames(page, () => graph.wheel('in')),
  } satisfies Record<GraphMovement, FrameGaps>;
  return { gaps, recentred, eventCount: 1 + chain.upstream.length + chain.downstream.length };
}

export function makeGraphRows({ gaps, recentred, eventCount }: GraphFigures): readonly Row[] {
  const blank = { naive: '', ratio: '' };
  const events = nameCount(eventCount);
  return [
    ...MOVEMENTS.map((movement) => ({
      ...blank,
      name: `graph of ${events} events, ${movement}: between frames (p50 / p95 / max)`,
      causeway: nameLatency(gaps[movement]),
      bar: nameMs(MAX_GAP_MS),
      isKept: gaps[movement].p95Ms <= MAX_GAP_MS,
    })),
    {
      ...blank,
      name: `a card pressed to the graph around it, ${String(NEAR_DEPTH)} links each way (p50 / p95 / max)`,
      causeway: nameLatency(recentred.near),
      bar: nameMs(MAX_RECENTRED_MS),
      isKept: recentred.near.p95Ms <= MAX_RECENTRED_MS,
    },
    {
      ...blank,
      name: '  … all links (p50 / p95 / max)',
      causeway: nameLatency(recentred.all),
      bar: '',
      isKept: undefined,
    },
  ];
}

function nameLatency({ p50Ms, p95Ms, maxMs }: Latency): string {
  return [p50Ms, p95Ms, maxMs].map(nameMs).join(' / ');
}
