import { setMaxListeners } from 'node:events';
import { createSeededRandom } from '../../lib/simulation/seeded-random';
import { askHttp, type HttpAsker } from '../ask-http';
import { latencyOf, type Latency } from '../measure';
import type { LoadMaterial } from './load-material';
import {
  CHEAP_KINDS,
  DEAR_KINDS,
  makeLoadRequest,
  type LoadKind,
  type LoadRequest,
} from './load-requests';

export interface LoadOptions {
  readonly url: string;
  /** Of one simulation, or of several: each request is about one of them. */
  readonly material: LoadMaterial | readonly LoadMaterial[];
  /** How many ask at once, each one request after the other. Default 200. */
  readonly clients?: number;
  /** How long they begin requests. Default 30. Cheap requests under way then are waited for, dear ones are given up. */
  readonly seconds?: number;
  /** Whether one client in twenty requests exports, new texts and causality of depth 20. Default false. */
  readonly dear?: boolean;
  readonly seed?: number;
  /** Ends the load: open requests are aborted and not counted. */
  readonly signal?: AbortSignal;
}

/** Figures for requests of one kind; times are of successful responses. */
export interface KindFigures extends Latency {
  /** Neither a good answer nor a refusal: other statuses, connections that broke, answers that did not come. */
  readonly errors: number;
  /** 429 and 503. */
  readonly refused: number;
  /** The first of them. */
  readonly trouble: string | undefined;
}

export interface LoadFigures {
  readonly seconds: number;
  /** Good answers. */
  readonly answersPerSecond: number;
  /** Every requested kind. */
  readonly kinds: Readonly<Partial<Record<LoadKind, KindFigures>>>;
  /** All cheap kinds together, and all kinds. */
  readonly cheap: KindFigures;
  readonly all: KindFigures;
}

const CLIENTS_PER_DEAR_ONE = 20;

/** A cheap answer that has not come so long after the end does not come. */
const PATIENCE_MS = 60_000;

interface Tally {
  readonly timesMs: number[];
  errors: number;
  refused: number;
  trouble: string | undefined;
}

/** Sends the requests of many people who look at runs at the same time. */
export async function runLoad(options: LoadOptions): Promise<LoadFigures> {
  const { url, material, clients = 200, seconds = 30, dear = false, seed = 1, signal } = options;
  const materials = 'simulationId' in material ? [material] : material;
  using asker = askHttp(url, clients);
  const tallies = new Map<LoadKind, Tally>();
  const endMs = performance.now() + seconds * 1000;
  const [ending, late] = [new AbortController(), new AbortController()];
  const timers = [
    setTimeout(() => ending.abort(), seconds * 1000),
    setTimeout(() => late.abort(), seconds * 1000 + PATIENCE_MS),
  ];
  const stop = (): void => {
    ending.abort();
    late.abort();
  };
  signal?.addEventListener('abort', stop, { once: true });
  // Each request under way listens to it.
  setMaxListeners(0, ending.signal, late.signal);

  const tallyOf = (kind: LoadKind): Tally => {
    const known = tallies.get(kind);
    if (known !== undefined) return known;
    const tally = { timesMs: [], errors: 0, refused: 0, trouble: undefined };
    tallies.set(kind, tally);
    return tally;
  };

  async function client(at: number): Promise<void> {
    const isDear = dear && at % CLIENTS_PER_DEAR_ONE === 0;
    const kinds = isDear ? DEAR_KINDS : CHEAP_KINDS;
    const random = createSeededRandom(seed * 100_003 + at);
    while (performance.now() < endMs && signal?.aborted !== true) {
      const request = makeLoadRequest(random.pick(materials), kinds, random);
      const tally = tallyOf(request.kind);
      const isGivenUp = (): boolean =>
        signal?.aborted === true || (isDear && ending.signal.aborted);
      await ask(asker, request, (isDear ? ending : late).signal, tally, isGivenUp);
    }
  }

  const startMs = performance.now();
  await Promise.all(Array.from({ length: clients }, (_, at) => client(at)));
  for (const timer of timers) clearTimeout(timer);
  signal?.removeEventListener('abort', stop);
  const tookMs = performance.now() - startMs;
  const kinds = Object.fromEntries([...tallies].map(([kind, tally]) => [kind, figuresOf([tally])]));
  const all = figuresOf([...tallies.values()]);
  return {
    seconds: tookMs / 1000,
    answersPerSecond: (1000 * all.count) / tookMs,
    kinds,
    cheap: figuresOf(CHEAP_KINDS.flatMap((kind) => tallies.get(kind) ?? [])),
    all,
  };
}

async function ask(
  asker: HttpAsker,
  { path, bytesPerSecond }: LoadRequest,
  signal: AbortSignal,
  tally: Tally,
  isGivenUp: () => boolean,
): Promise<void> {
  try {
    const { status, ms } = await asker.measure(path, { signal, bytesPerSecond });
    if (status === 200) {
      tally.timesMs.push(ms);
      return;
    }
    if (status === 503 || status === 429) tally.refused += 1;
    else tally.errors += 1;
    tally.trouble ??= `${String(status)} at ${path}`;
  } catch (error) {
    // Given up on purpose: neither an answer nor an error.
    if (isGivenUp()) return;
    tally.errors += 1;
    tally.trouble ??= `${String(error)} at ${path}`;
  }
}

function figuresOf(tallies: readonly Tally[]): KindFigures {
  const sum = (count: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + count(tally), 0);
  return {
    ...latencyOf(tallies.flatMap(({ timesMs }) => timesMs)),
    errors: sum(({ errors }) => errors),
    refused: sum(({ refused }) => refused),
    trouble: tallies.find(({ trouble }) => trouble !== undefined)?.trouble,
  };
}
