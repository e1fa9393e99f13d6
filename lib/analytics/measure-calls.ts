import type { Pace } from '../causality/pace';
import type { AnalysedRun } from './analysed-run';
import { binTurns } from './count-activity';
import { readModelCall, type ModelCall } from './model-call';
import { compareNames } from './name-order';
import { MAX_AGENTS, MAX_CALL_LINES, MAX_MODELS } from './panels';
import type { PriceTable } from './price-table';
import { atEvenRanks, quantileOf } from './quantiles';

/** Figures of some calls. Durations are in milliseconds. */
export interface CallFigures {
  readonly calls: number;
  readonly failed: number;
  readonly timeouts: number;
  /** Calls that repeat a failed one. */
  readonly retries: number;
  /** Calls that failed and were not repeated. */
  readonly given_up: number;
  readonly tokens_in: number;
  readonly tokens_out: number;
  /** `null` without a price of any model. */
  readonly cost: number | null;
  /** Of calls with a latency. A call that timed out counts with its limit. */
  readonly latency: {
    readonly calls: number;
    readonly lowest: number;
    readonly p25: number;
    readonly median: number;
    readonly p75: number;
    readonly p90: number;
    readonly p99: number;
    readonly highest: number;
    /** Latencies at even ranks, for a strip of dots. */
    readonly strip: number[];
  } | null;
  /** The longest limit. */
  readonly limit_ms: number | null;
}

export interface CallTurn {
  readonly turn: number;
  readonly calls: number;
  readonly failed: number;
  readonly timeouts: number;
  readonly median_ms: number | null;
  /** The slowest answered call. */
  readonly slowest_ms: number | null;
}

export interface Calls {
  readonly system_events: number;
  readonly read_count: number;
  readonly currency: string | null;
  /** Models of calls without a price, when there is a price table. */
  readonly unpriced_models: string[];
  /** The sum of costs that events state, in their own currency. */
  readonly stated_cost: number | null;
  readonly total: CallFigures;
  readonly by_agent: (CallFigures & { agent_id: string | null })[];
  readonly by_model: (CallFigures & { model: string | null })[];
  readonly agent_count: number;
  readonly model_count: number;
  readonly turns_per_point: number;
  readonly turns: CallTurn[];
  readonly errors: { error: string; calls: number }[];
}

const STRIP = 60;
const MAX_ERRORS = 20;

/** Measures the calls of models that SYSTEM events report. */
export async function measureCalls(
  run: AnalysedRun,
  prices: PriceTable | undefined,
  pace: Pick<Pace, 'breathe'>,
): Promise<Calls> {
  const { bins } = binTurns(await run.readTotals());
  const calls: ModelCall[] = [];
  const sample = await run.eachOfType('SYSTEM', MAX_CALL_LINES, (event) => {
    const call = readModelCall(event);
    if (call !== undefined) calls.push(call);
  });
  const byAgent = groupBy(calls, ({ agent }) => agent);
  const byModel = groupBy(calls, ({ model }) => model);
  const byBin = groupBy(calls, ({ turn }) => Math.floor((turn - bins.firstTurn) / bins.width));
  const errors = groupBy(
    calls.filter(({ isFailed }) => isFailed),
    ({ error }) => error ?? 'failed',
  );
  const stated = calls.flatMap(({ statedCost }) => statedCost ?? []);
  const figures = async (some: readonly ModelCall[]): Promise<CallFigures> => {
    await pace.breathe();
    return measure(some, prices);
  };
  const total = await figures(calls);
  const agents: Calls['by_agent'] = [];
  for (const [agent_id, some] of byAgent.slice(0, MAX_AGENTS)) {
    agents.push({ agent_id, ...(await figures(some)) });
  }
  const models: Calls['by_model'] = [];
  for (const [model, some] of byModel.slice(0, MAX_MODELS)) {
    models.push({ model, ...(await figures(some)) });
  }
  return {
    system_events: sample.matching,
    read_count: sample.read,
    currency: prices?.currency ?? null,
    unpriced_models:
      prices === undefined
        ? []
        : byModel.flatMap(([model]) =>
            model === null || priceOf(prices, model) !== undefined ? [] : [model],
          ),
    stated_cost: stated.length === 0 ? null : stated.reduce((sum, cost) => sum + cost, 0),
    total,
    by_agent: agents,
    by_model: models,
    agent_count: byAgent.length,
    model_count: byModel.length,
    turns_per_point: bins.width,
    turns: byBin
      .map(([bin, some]) => measureTurn(bins.firstTurn + bin * bins.width, some))
      .sort((a, b) => a.turn - b.turn),
    errors: errors.slice(0, MAX_ERRORS).map(([error, some]) => ({ error, calls: some.length })),
  };
}

/** Most calls first, then by name. */
function groupBy<Key extends string | number | null>(
  calls: readonly ModelCall[],
  keyOf: (call: ModelCall) => Key,
): readonly (readonly [Key, readonly ModelCall[]])[] {
  const groups = new Map<Key, ModelCall[]>();
  for (const call of calls) {
    const key = keyOf(call);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [call]);
    else group.push(call);
  }
  const nameOf = (key: Key): string | null => (key === null ? null : String(key));
  return [...groups].sort(
    ([a, m], [b, n]) => n.length - m.length || compareNames(nameOf(a), nameOf(b)),
  );
}

function priceOf({ models }: PriceTable, model: string): PriceTable['models'][string] | undefined {
  return Object.hasOwn(models, model) ? models[model] : undefined;
}

function measure(calls: readonly ModelCall[], prices: PriceTable | undefined): CallFigures {
  const latencies = latenciesOf(calls);
  const limits = calls.flatMap(({ limitMs }) => limitMs ?? []);
  let cost: number | null = null;
  for (const { model, tokensIn, tokensOut } of calls) {
    const price = prices && model !== null ? priceOf(prices, model) : undefined;
    if (price === undefined) continue;
    cost = (cost ?? 0) + (tokensIn * price.input + tokensOut * price.output) / 1_000_000;
  }
  const count = (test: (call: ModelCall) => boolean): number => calls.filter(test).length;
  const quantile = (share: number): number => quantileOf(latencies, share) ?? 0;
  return {
    calls: calls.length,
    failed: count(({ isFailed }) => isFailed),
    timeouts: count(({ isTimeout }) => isTimeout),
    retries: count(({ isRetry }) => isRetry),
    given_up: count(({ isGivenUp }) => isGivenUp),
    tokens_in: calls.reduce((sum, { tokensIn }) => sum + tokensIn, 0),
    tokens_out: calls.reduce((sum, { tokensOut }) => sum + tokensOut, 0),
    cost,
    latency:
      latencies.length === 0
        ? null
        : {
            calls: latencies.length,
            lowest: quantile(0),
            p25: quantile(0.25),
            median: quantile(0.5),
            p75: quantile(0.75),
            p90: quantile(0.9),
            p99: quantile(0.99),
            highest: quantile(1),
            strip: atEvenRanks(latencies, STRIP),
          },
    limit_ms: limits.length === 0 ? null : limits.reduce((most, limit) => Math.max(most, limit), 0),
  };
}

function measureTurn(turn: number, calls: readonly ModelCall[]): CallTurn {
  const answered = latenciesOf(calls.filter(({ isFailed }) => !isFailed));
  return {
    turn,
    calls: calls.length,
    failed: calls.filter(({ isFailed }) => isFailed).length,
    timeouts: calls.filter(({ isTimeout }) => isTimeout).length,
    median_ms: quantileOf(latenciesOf(calls), 0.5),
    slowest_ms: answered.at(-1) ?? null,
  };
}

/** Ascending. */
function latenciesOf(calls: readonly ModelCall[]): Float64Array {
  return Float64Array.from(calls.flatMap(({ latencyMs }) => latencyMs ?? [])).sort();
}
