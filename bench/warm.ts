import { z } from 'zod';
import { askHttp, RouteMissingError, type HttpAsker } from './ask-http';
import { latencyOf, type Latency } from './measure';
import {
  ABSENT_TEXT,
  PAGE_SIZE,
  REQUEST_KINDS,
  simulationPath,
  TEXTS,
  type RequestKind,
  type TimedRequest,
} from './requests';

/** By kind; one that the server does not know is absent. */
export type LatencyByKind = Partial<Record<RequestKind, Latency>>;

export interface WarmRequests {
  /** Sent first and not timed, as a warm-up of the server's code. */
  readonly warmUp: readonly TimedRequest[];
  readonly oneByOne: readonly TimedRequest[];
  readonly atOnce: readonly TimedRequest[];
}

/** How long a server with a finished index took for each answer. */
export interface WarmAnswers {
  /** The first page it gave at all: the index is opened and compared with the files. */
  readonly firstAnswerMs: number;
  readonly oneByOne: LatencyByKind;
  /** Four clients at once, each asking one request after the other. */
  readonly atOnce: LatencyByKind;
  /** Conditional requests with ETags; `undefined` without ETags. */
  readonly notModified: Latency | undefined;
  /** First pages of events that contain a text, requested the first time and again; `undefined` when not available. */
  readonly texts: { readonly first: Latency; readonly again: Latency } | undefined;
}

const CLIENTS = 4;

const totalSchema = z.object({ total: z.int() });

/** Queries a server that was just started, with the index of an earlier one. */
export async function measureWarmAnswers(
  url: string,
  simulationId: string,
  { warmUp, oneByOne, atOnce }: WarmRequests,
): Promise<WarmAnswers> {
  using asker = askHttp(url);
  const base = simulationPath(simulationId);
  const first = await asker.get(`${base}/events?limit=${PAGE_SIZE}`);
  const missing = await findMissing(asker, warmUp);
  const isThere = ({ kind }: TimedRequest): boolean => !missing.has(kind);
  return {
    firstAnswerMs: first.ms,
    oneByOne: await timeRequests(asker, oneByOne.filter(isThere)),
    notModified: await timeNotModified(asker, oneByOne),
    texts: await timeTexts(asker, base),
    atOnce: await timeAtOnce(url, atOnce.filter(isThere)),
  };
}

async function findMissing(
  asker: HttpAsker,
  warmUp: readonly TimedRequest[],
): Promise<ReadonlySet<RequestKind>> {
  const missing = new Set<RequestKind>();
  for (const { kind, path } of warmUp) {
    try {
      await asker.get(path);
    } catch (error) {
      if (!(error instanceof RouteMissingError)) throw error;
      missing.add(kind);
    }
  }
  return missing;
}

async function timeRequests(
  asker: HttpAsker,
  requests: readonly TimedRequest[],
): Promise<LatencyByKind> {
  const times = new Map<RequestKind, number[]>();
  for (const { kind, path } of requests) {
    const { ms } = await asker.get(path);
    times.set(kind, [...(times.get(kind) ?? []), ms]);
  }
  return Object.fromEntries([...times].map(([kind, ms]) => [kind, latencyOf(ms)]));
}

async function timeAtOnce(url: string, requests: readonly TimedRequest[]): Promise<LatencyByKind> {
  const latencies: LatencyByKind = {};
  using asker = askHttp(url, CLIENTS);
  for (const kind of REQUEST_KINDS) {
    const waiting = requests.filter((request) => request.kind === kind);
    if (waiting.length === 0) continue;
    const times: number[] = [];
    const client = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        times.push((await asker.get(next.path)).ms);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    latencies[kind] = latencyOf(times);
  }
  return latencies;
}

async function timeNotModified(
  asker: HttpAsker,
  requests: readonly TimedRequest[],
): Promise<Latency | undefined> {
  const tagged = requests.filter(({ kind }) => kind === 'first page' || kind === 'event by id');
  const times: number[] = [];
  for (const { path } of tagged) {
    const { headers } = await asker.get(path);
    if (headers.etag === undefined) return undefined;
    const { status, ms } = await asker.ask(path, { 'if-none-match': headers.etag });
    if (status !== 304) throw new Error(`${path} has not changed, and was answered with ${status}`);
    times.push(ms);
  }
  return latencyOf(times);
}

async function timeTexts(asker: HttpAsker, base: string): Promise<WarmAnswers['texts']> {
  const ask = (text: string) =>
    asker.get(`${base}/events?limit=${PAGE_SIZE}&q=${encodeURIComponent(text)}`);
  const first: number[] = [];
  const again: number[] = [];
  for (const text of TEXTS) {
    const { ms, body } = await ask(text);
    const { total } = totalSchema.parse(JSON.parse(body.toString()));
    // A server that does not know the parameter passes over it.
    if (text === ABSENT_TEXT && total > 0) return undefined;
    first.push(ms);
  }
  for (const text of TEXTS) again.push((await ask(text)).ms);
  return { first: latencyOf(first), again: latencyOf(again) };
}
