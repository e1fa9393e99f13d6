import { describe, expect, it } from 'vitest';
import { callFacts, factPaths, factsOfFields, isCall, modelPath } from './call-facts';

const CALL = {
  status: 'ok',
  retry_count: 1,
  max_retries: 2,
  llm_model: 'm',
  latency_ms: 982,
  timeout_ms: 5000,
  prompt_tokens: 12,
  completion_tokens: 3,
};

function factsOf(details: Readonly<Record<string, unknown>> | null) {
  return callFacts({ event_type: 'SYSTEM', details });
}

describe('the facts of a call', () => {
  it('are read from the fields of Causeway', () => {
    expect(factsOf(CALL)).toEqual({
      outcome: 'ok',
      latencyMs: 982,
      limitMs: 5000,
      tokensIn: 12,
      tokensOut: 3,
      attempt: 2,
      attempts: 3,
      model: 'm',
    });
    expect(factsOf({ status: 'retrying', error_type: 'llm_timeout' })).toEqual({
      outcome: 'failed',
      error: 'llm_timeout',
    });
  });

  it.each([
    [{ usage: { input_tokens: 5, output_tokens: 7 } }, { tokensIn: 5, tokensOut: 7 }],
    [
      { 'gen_ai.usage.input_tokens': 5, 'gen_ai.request.model': 'g' },
      { tokensIn: 5, model: 'g' },
    ],
    [
      { duration_s: 1.5, model: 'x' },
      { latencyMs: 1500, model: 'x' },
    ],
    [{ latency_ms: 'slow', prompt_tokens: -1, model: 7, usage: null }, {}],
  ])('of %j are %j', (details, facts) => {
    expect(factsOf(details)).toEqual({ outcome: 'none', ...facts });
  });

  it('tell whether an event is a call', () => {
    expect(isCall(factsOf(CALL))).toBe(true);
    expect(isCall(factsOf({ usage: { input_tokens: 5 } }))).toBe(true);
    expect(isCall(factsOf({ latency_ms: 3 }))).toBe(false);
    expect(isCall(factsOf(null))).toBe(false);
  });

  it('are in fields that the API can name, which tell the same', () => {
    expect(factPaths(CALL)).toEqual([
      'details.latency_ms',
      'details.timeout_ms',
      'details.prompt_tokens',
      'details.completion_tokens',
      'details.retry_count',
    ]);
    expect(factPaths({ usage: { input_tokens: 5 } })).toEqual(['details.usage.input_tokens']);
    expect(factPaths({ 'gen_ai.usage.input_tokens': 5 })).toEqual([]);
    expect(modelPath(CALL)).toBe('details.llm_model');
    expect(modelPath({ 'gen_ai.request.model': 'g' })).toBeUndefined();
    expect(factsOfFields({ 'details.usage.input_tokens': 5, 'details.retry_count': 0 })).toEqual({
      tokensIn: 5,
      attempt: 1,
    });
  });
});
