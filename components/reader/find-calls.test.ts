import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '@/components/api';
import { readEvent, type StoredEvent } from '@/lib/events/read-event';
import { serveRuns } from '@/lib/testing/serve-runs';
import {
  criteriaOfCalls,
  findCalls,
  medianLatency,
  MAX_LISTED,
  type ListedCall,
} from './find-calls';

const runs = serveRuns();

const LONG = 'A long prompt. '.repeat(400);

function event(at: number, given: object): object {
  const second = String(at % 60).padStart(2, '0');
  const minute = String(Math.floor(at / 60)).padStart(2, '0');
  return {
    event_id: `e${String(at)}`,
    timestamp: `2026-01-01T00:${minute}:${second}Z`,
    turn_number: at,
    event_type: 'SYSTEM',
    simulation_id: 'run',
    agent_id: 'ada',
    ...given,
  };
}

function stored(given: object): StoredEvent {
  const { event: read, reason } = readEvent(given);
  if (read === undefined) throw new Error(reason);
  return read;
}

async function list(run: string, given: object, at = 0) {
  const of = stored(given);
  return findCalls(api, run, {
    criteria: criteriaOfCalls(of),
    at,
    facts: of.details ?? {},
    signal: new AbortController().signal,
  });
}

describe('the calls of an agent', () => {
  const plain = [
    event(0, { details: { status: 'ok', llm_model: 'm', latency_ms: 10 } }),
    event(1, { details: { error_type: 'llm_timeout', status: 'retrying', llm_model: 'n' } }),
    event(2, { agent_id: 'bo', details: { status: 'ok', llm_model: 'm' } }),
    event(3, { details: { error_type: 'agent_error', status: 'failed' } }),
  ];
  const long = [0, 1].map((at) =>
    event(at, {
      details: { system_event_type: 'llm_call', prompt: LONG, usage: { input_tokens: at + 5 } },
    }),
  );
  const apart = [
    event(0, { details: { status: 'ok', llm_model: 'm', latency_ms: 7 } }),
    event(1, {
      event_type: 'DETAIL',
      turn_number: 0,
      caused_by: ['e0'],
      details: { calculation_type: 'llm_exchange', intermediate_values: { prompt: LONG } },
    }),
  ];
  const many = Array.from({ length: MAX_LISTED + 5 }, (_, at) =>
    event(at, { details: { system_event_type: 'llm_call', model: 'm', latency_ms: at } }),
  );

  beforeAll(async () => {
    await runs.write('plain', plain);
    await runs.write('long', long);
    await runs.write('apart', apart);
    await runs.write('many', many);
  });

  it('are those of all models, failed ones included, and nothing else', async () => {
    expect(await list('plain', plain[0] ?? {})).toEqual({
      calls: [
        { eventId: 'e0', turn: 0, outcome: 'ok', latencyMs: 10, model: 'm' },
        { eventId: 'e1', turn: 1, outcome: 'failed', error: 'llm_timeout', model: 'n' },
      ],
      from: 0,
      total: 2,
    });
  });

  it('have their facts where their texts are too long to be loaded', async () => {
    const { calls } = await list('long', long[0] ?? {});
    expect(calls.map(({ tokensIn }) => tokensIn)).toEqual([5, 6]);
  });

  it('have the facts of their causes where their texts are events of their own', async () => {
    const { calls } = await list('apart', apart[1] ?? {});
    expect(calls).toEqual([{ eventId: 'e1', turn: 0, outcome: 'ok', latencyMs: 7, model: 'm' }]);
  });

  it('are those around a place, where there are many', async () => {
    const first = await list('many', many[0] ?? {});
    expect(first).toMatchObject({ from: 0, total: MAX_LISTED + 5 });
    expect(first.calls).toHaveLength(MAX_LISTED);
    const last = await list('many', many[0] ?? {}, MAX_LISTED + 1);
    expect(last.from).toBe(MAX_LISTED);
    expect(last.calls.map(({ latencyMs }) => latencyMs)).toEqual([500, 501, 502, 503, 504]);
  });
});

describe('the median latency', () => {
  const call = (latencyMs: number, outcome: ListedCall['outcome'] = 'ok'): ListedCall => ({
    eventId: 'e',
    turn: 0,
    outcome,
    latencyMs,
  });
  it('is that of the calls that did not fail', () => {
    expect(medianLatency([call(30), call(10), call(5000, 'failed'), call(20)])).toBe(20);
    expect(medianLatency([call(10), call(20)])).toBe(15);
    expect(medianLatency([call(10)])).toBeUndefined();
  });
});
