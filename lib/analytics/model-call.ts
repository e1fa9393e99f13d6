import { modelUsage } from '../ensemble/model-usage';
import { callFacts, isCall } from '../events/call-facts';
import { eventOutcome } from '../events/event-outcome';
import type { StoredEvent } from '../events/read-event';

/** A call of a model, from the event that reports it. */
export interface ModelCall {
  readonly agent: string | null;
  readonly turn: number;
  readonly model: string | null;
  /** A call that timed out has taken its limit. `null` when the event does not say. */
  readonly latencyMs: number | null;
  readonly limitMs: number | null;
  readonly isFailed: boolean;
  readonly isTimeout: boolean;
  /** Whether it repeats a failed call. */
  readonly isRetry: boolean;
  /** Whether it failed and is not repeated. */
  readonly isGivenUp: boolean;
  readonly error: string | null;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** The cost that the event itself states. */
  readonly statedCost: number | null;
}

/** The call that an event reports; `undefined` when it reports none. */
export function readModelCall(event: StoredEvent): ModelCall | undefined {
  const facts = callFacts(event);
  if (!isCall(facts)) return undefined;
  const { latencyMs = null, limitMs = null, attempt = 1, attempts, error = null } = facts;
  const isFailed = facts.outcome === 'failed';
  const status = event.details?.['status'];
  const isTimeout = isFailed && isTimeoutWord(error ?? status);
  // A call that is repeated says so in its status, which is then no word for a failure.
  const saysFailed = eventOutcome({ event_type: '', details: { status } }) === 'failed';
  return {
    agent: event.agent_id,
    turn: event.turn_number,
    model: facts.model ?? null,
    latencyMs: isTimeout ? (limitMs ?? latencyMs) : latencyMs,
    limitMs,
    isFailed,
    isTimeout,
    isRetry: attempt > 1,
    isGivenUp: isFailed && (saysFailed || attempt === attempts),
    error: isFailed ? (error ?? (typeof status === 'string' ? status : 'failed')) : null,
    tokensIn: facts.tokensIn ?? 0,
    tokensOut: facts.tokensOut ?? 0,
    statedCost: modelUsage(event.details).cost,
  };
}

function isTimeoutWord(word: unknown): boolean {
  return typeof word === 'string' && /time[ds]?[ _-]?out/i.test(word);
}
