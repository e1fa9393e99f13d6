import type { Cause, MarketLedger } from './market-ledger';
import type { MarketAgent } from './market-variables';

const TIMEOUT_MS = 5_000;
const MAX_ATTEMPTS = 3;
const MODEL = 'llama3.1:8b';

export interface ModelCall {
  /** The answered call, or the call after which the agent gave up. */
  readonly call: string;
  readonly isAnswered: boolean;
}

/**
 * An agent asks its model. A call that times out is repeated, up to three calls in all. The cause of each call is the one
 * before it. `timeouts` is the number of calls that time out: by default rarely any, more often while the districts are
 * restless.
 */
export function askModel(
  ledger: MarketLedger,
  agent: MarketAgent,
  question: string,
  causes: readonly Cause[],
  timeouts = drawTimeouts(ledger),
): ModelCall {
  const { random, clock } = ledger;
  const prompt_tokens = random.int(900, 3_200);
  let last = causes;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const isTimeout = attempt <= timeouts;
    const latency_ms = isTimeout ? TIMEOUT_MS : random.int(240, 1_900);
    clock.advance(latency_ms * 1_000);
    const isLast = attempt === MAX_ATTEMPTS;
    const outcome = !isTimeout
      ? `answered in ${String(latency_ms)} ms`
      : isLast
        ? `timed out after ${String(TIMEOUT_MS)} ms for the third time, given up`
        : `timed out after ${String(TIMEOUT_MS)} ms, retrying (${String(attempt + 1)} of ${String(MAX_ATTEMPTS)})`;
    const call = ledger.report(agent, {
      causes: last,
      text: `LLM call of ${agent} on ${question} ${outcome}`,
      fields: {
        ...(isTimeout ? { error_type: 'llm_timeout' } : {}),
        status: isTimeout ? (isLast ? 'failed' : 'retrying') : 'ok',
        retry_count: attempt - 1,
        llm_model: MODEL,
        latency_ms,
        timeout_ms: TIMEOUT_MS,
        prompt_tokens,
        completion_tokens: isTimeout ? 0 : random.int(60, 380),
      },
    });
    if (!isTimeout) return { call, isAnswered: true };
    if (isLast) return { call, isAnswered: false };
    last = [call];
  }
  throw new RangeError(`${String(MAX_ATTEMPTS)} attempts`);
}

function drawTimeouts(ledger: MarketLedger): number {
  const isRestless = ledger.value('unrest') > 30;
  if (!ledger.random.chance(isRestless ? 0.16 : 0.05)) return 0;
  return ledger.random.chance(0.3) ? 2 : 1;
}
