import { describe, expect, it } from 'vitest';
import { readEvent } from '../events/read-event';
import { namedAgents } from './count-interactions';
import { readModelCall } from './model-call';
import { readPriceTable } from './price-table';
import { atEvenRanks, quantileOf } from './quantiles';

function callOf(details: Readonly<Record<string, unknown>>) {
  const { event } = readEvent({
    event_id: 'e',
    timestamp: '2026-01-01T00:00:00Z',
    turn_number: 3,
    event_type: 'SYSTEM',
    agent_id: 'ada',
    details,
  });
  return event && readModelCall(event);
}

describe('a call of a model', () => {
  it('that timed out has taken its limit, and is given up when it is not repeated', () => {
    const timeout = { error_type: 'llm_timeout', llm_model: 'm', latency_ms: 12, timeout_ms: 5000 };
    expect(callOf({ ...timeout, status: 'retrying', retry_count: 0 })).toMatchObject({
      ...{ latencyMs: 5000, isTimeout: true, isFailed: true, isGivenUp: false, isRetry: false },
    });
    expect(callOf({ ...timeout, status: 'failed', retry_count: 2 })).toMatchObject({
      ...{ latencyMs: 5000, isGivenUp: true, isRetry: true, error: 'llm_timeout' },
    });
    expect(callOf({ ...timeout, status: 'warning', retry_count: 2, max_retries: 2 })).toMatchObject(
      {
        isGivenUp: true,
      },
    );
  });

  it('has its tokens and its stated cost', () => {
    expect(
      callOf({ model: 'm', usage: { input_tokens: 7, output_tokens: 2 }, cost: 0.5 }),
    ).toMatchObject({ tokensIn: 7, tokensOut: 2, statedCost: 0.5, isFailed: false, error: null });
  });

  it('is no other event of the system', () => {
    expect(callOf({ system_event_type: 'turn_start' })).toBeUndefined();
  });
});

describe('a price table', () => {
  it('has a currency and the prices of models', () => {
    expect(readPriceTable('currency: EUR\nllama3.1:8b: { input: 0.05, output: 0.08 }')).toEqual({
      currency: 'EUR',
      models: { 'llama3.1:8b': { input: 0.05, output: 0.08 } },
    });
  });

  it.each(['', 'a: { input: 1, output: 2 }', 'currency: EUR\na: { input: -1, output: 2 }', '[1]'])(
    'is refused: %j',
    (text) => {
      expect(() => readPriceTable(text)).toThrow();
    },
  );
});

it('agents are named by fields, by lists of ids, and not by the agent itself', () => {
  const isAgent = (name: string): boolean => ['ada', 'ben', 'cai'].includes(name);
  const details = {
    action_payload: { buyer: 'ben', seller: 'ada', note: 'to ben', guests: ['cai', 'ben'] },
  };
  expect(namedAgents({ agent_id: 'ada', details }, isAgent)).toEqual([
    { path: 'details.action_payload.buyer', agent: 'ben' },
    { path: 'details.action_payload.guests[]', agent: 'cai' },
    { path: 'details.action_payload.guests[]', agent: 'ben' },
  ]);
});

it('quantiles are interpolated, and ranks have both ends', () => {
  expect([0, 0.5, 0.9, 1].map((share) => quantileOf([1, 2, 3, 5], share))).toEqual([
    1,
    2.5,
    expect.closeTo(4.4),
    5,
  ]);
  expect(quantileOf([], 0.5)).toBeNull();
  expect(atEvenRanks([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
});
