import { describe, expect, it, onTestFinished } from 'vitest';
import { ModelUnavailableError } from '../../errors';
import type { StoredEvent } from '../../events/read-event';
import { MODEL, startModelServer, type ScriptedAnswer } from '../../testing/model-server';
import { runSimulation } from '../../testing/run-simulation';
import { makeTempRoot } from '../../testing/temp-root';
import { SimulationConfig } from '../config/simulation-config';

const PURCHASE = {
  reasoning: 'Prices are low.',
  decision_type: 'buy_goods',
  description: 'Buy while it is cheap',
  based_on: ['goods_price', 'cash', 'bo.cash', 'no_such_variable'],
  actions: [{ action_type: 'buy', action_payload: { good: 'goods', amount: 2, price: 20 } }],
};
const GOOD: ScriptedAnswer = { answer: PURCHASE };

const APIS = ['ollama', 'openai'] as const;

interface Setting {
  readonly api?: (typeof APIS)[number];
  readonly script: readonly ScriptedAnswer[];
  readonly llm?: object;
  readonly more?: object;
  /** Replaces the server's address. */
  readonly host?: string;
  readonly onQuestion?: () => void;
}

/** Runs two turns of one agent with a model and one without. */
async function run(setting: Setting, signal?: AbortSignal) {
  const { api = 'ollama', script, llm, more, host, onQuestion } = setting;
  const server = await startModelServer(script, { atEnd: onTestFinished, onQuestion });
  const { path: outputRoot } = await makeTempRoot(onTestFinished);
  const config = SimulationConfig.fromObject({
    simulation: { name: 'Asked', max_turns: 2 },
    engine: { type: 'market' },
    agents: [
      { name: 'ada', type: 'llm', persona: 'You are thrifty.' },
      { name: 'bo', type: 'simple' },
    ],
    llm: {
      model: MODEL,
      host: host ?? (api === 'openai' ? `${server.host}/v1` : server.host),
      timeout: 5,
      max_retries: 2,
      retry_delay: 0.001,
      ...llm,
    },
    ...more,
  });
  const options = { config, outputRoot, offline: false };
  return { ...(await runSimulation(options, signal)), questions: server.questions };
}

function callsOf(events: readonly StoredEvent[]) {
  return events.filter(
    ({ event_type, details }) => event_type === 'SYSTEM' && details?.['llm_model'] === MODEL,
  );
}

function causesOf(event: StoredEvent | undefined, events: readonly StoredEvent[]) {
  return events.filter(({ event_id }) => event?.caused_by.includes(event_id));
}

describe.each(APIS)('an agent that asks a model over %s', (api) => {
  it('decides as the model answers, with the call among the causes', async () => {
    const { events, result, questions } = await run({ api, script: [GOOD] });
    expect(result.status).toBe('completed');
    const [call] = callsOf(events);
    expect(call?.details).toMatchObject({
      status: 'ok',
      retry_count: 0,
      max_retries: 2,
      prompt_tokens: 12,
      completion_tokens: 34,
    });
    expect(call?.details?.['latency_ms']).toBeTypeOf('number');
    const exchange = events.find(({ details }) => details?.['calculation_type'] === 'llm_exchange');
    expect(causesOf(exchange, events)).toEqual([call]);
    expect(exchange?.details?.['intermediate_values']).toMatchObject({
      response: JSON.stringify(PURCHASE),
    });
    const decision = events.find(({ details }) => details?.['decision_type'] === 'buy_goods');
    expect(decision).toMatchObject({ agent_id: 'ada', details: { reasoning: 'Prices are low.' } });
    expect(
      causesOf(decision, events)
        .map(({ event_type }) => event_type)
        .sort(),
    ).toEqual(['MILESTONE', 'STATE', 'STATE', 'STATE', 'SYSTEM']);
    expect(questions).toHaveLength(2);
    expect(questions[0]).toMatchObject({
      model: MODEL,
      messages: [{ role: 'system' }, { role: 'user' }],
    });
    expect(JSON.stringify(questions[0])).toContain('You are thrifty.');
    expect(JSON.stringify(questions[0])).toContain('plan_output');
  });

  const failures: readonly (readonly [name: string, step: ScriptedAnswer, errorType: string])[] = [
    ['an error of the server', { status: 500 }, 'llm_http_error'],
    ['too many requests', { status: 429 }, 'llm_http_error'],
    ['text that is not JSON', { answer: 'Well, I would buy.' }, 'llm_invalid_answer'],
    ['JSON of another form', { answer: { decision: 'buy' } }, 'llm_invalid_answer'],
    ['a response that is not a chat answer', 'nonsense', 'llm_invalid_answer'],
    ['an answer that breaks off', 'cut', 'llm_connection'],
  ];
  it.each(failures)('is asked again after %s', async (_name, step, error_type) => {
    const { events, result, questions } = await run({ api, script: [step, GOOD] });
    expect(result.status).toBe('completed');
    expect(questions).toHaveLength(3);
    const [failed, answered] = callsOf(events);
    expect(failed?.details).toMatchObject({ status: 'retrying', error_type, retry_count: 0 });
    expect(answered?.details).toMatchObject({ status: 'ok', retry_count: 1 });
    expect(causesOf(answered, events)).toEqual([failed]);
  });

  it.each(['hang', 'drip'] as const)(
    'gives up waiting for a server that would %s',
    async (step) => {
      const { events } = await run({ api, script: [step, GOOD], llm: { timeout: 0.2 } });
      const [failed, answered] = callsOf(events);
      expect(failed?.details).toMatchObject({
        status: 'retrying',
        error_type: 'llm_timeout',
        timeout_ms: 200,
      });
      expect(Number(failed?.details?.['latency_ms'])).toBeLessThan(5000);
      expect(answered?.details).toMatchObject({ status: 'ok' });
    },
  );

  it('does not retry a permanent refusal, and decides by its rules', async () => {
    const { events, result, questions } = await run({ api, script: [{ status: 404 }] });
    expect(result.status).toBe('completed');
    expect(questions).toHaveLength(2);
    const [call] = callsOf(events);
    expect(call?.details).toMatchObject({ status: 'failed', error_type: 'llm_http_error' });
    const decision = events.find(
      ({ event_type, agent_id }) => event_type === 'DECISION' && agent_id === 'ada',
    );
    expect(decision?.details).toMatchObject({ fallback: true });
    expect(causesOf(decision, events)).toContain(call);
  });
});

describe('a fallback', () => {
  const fallbacksOf = (events: readonly StoredEvent[]) =>
    events.flatMap(({ details }) => (details?.['fallback'] === true ? [details] : []));
  const sale = (amount: number): ScriptedAnswer => ({
    answer: {
      ...PURCHASE,
      actions: [{ action_type: 'sell', action_payload: { good: 'goods', amount, price: 20 } }],
    },
  });

  it.each([
    ['sells about as much as before', 20, false],
    ['sells far more than before', 1, true],
  ] as const)('that %s tells so', async (_name, amount, differs) => {
    const { events } = await run({
      script: [sale(amount), { status: 404 }],
      more: {
        agents: [
          {
            name: 'ada',
            type: 'llm',
            stock: { goods: 30 },
            produces: {},
            consumes: {},
          },
        ],
        engine: { type: 'market', goods: [{ name: 'goods', price: 20 }] },
      },
    });
    const [fallback] = fallbacksOf(events);
    expect(fallback).toMatchObject({ decision_type: 'sell', fallback_differs: differs });
  });

  it('tells nothing of a difference before the first answer', async () => {
    const { events } = await run({ script: [{ status: 404 }] });
    const [first, ...later] = fallbacksOf(events);
    expect(first).not.toHaveProperty('fallback_differs');
    expect(later.at(-1)).toHaveProperty('fallback_differs');
  });
});

describe('a model that never answers', () => {
  const script = [{ status: 503 }] as const;

  it('has its agent sit out the turn, where it is configured so', async () => {
    const { events, result } = await run({ script, llm: { on_failure: 'skip' } });
    expect(result.status).toBe('completed');
    expect(
      events.filter(({ agent_id, event_type }) => agent_id === 'ada' && event_type === 'DECISION'),
    ).toEqual([]);
    expect(callsOf(events).map(({ details }) => details?.['status'])).toEqual([
      ...['retrying', 'retrying', 'failed'],
      ...['retrying', 'retrying', 'failed'],
    ]);
  });

  it('ends the run, where it is configured so, with the call as the cause', async () => {
    const { events, result } = await run({ script, llm: { on_failure: 'stop' } });
    expect(result).toMatchObject({ status: 'failed', turn: 0 });
    const failure = events.find(({ details }) => details?.['error_type'] === 'simulation_error');
    expect(causesOf(failure, events)).toContain(callsOf(events).at(-1));
    expect(causesOf(events.at(-1), events)).toContain(failure);
  });

  it('leaves its actions to a permissive validator, and to no other', async () => {
    for (const permissive of [true, false]) {
      const { events } = await run({
        script,
        llm: { max_retries: 0 },
        more: {
          agents: [{ name: 'ada', type: 'simple', stock: { grain: 50 } }],
          validator: { type: 'llm', permissive },
          engine: { type: 'market', goods: [{ name: 'grain', price: 5 }] },
        },
      });
      const rejected = events.filter(
        ({ details }) => details?.['error_type'] === 'action_rejected',
      );
      expect(rejected.length > 0).toBe(!permissive);
      expect(events.some(({ event_type }) => event_type === 'ACTION')).toBe(permissive);
    }
  });
});

describe('a run that asks a model', () => {
  it('stops in the middle of a call when the signal aborts', async () => {
    const stopping = new AbortController();
    const onQuestion = () => {
      stopping.abort();
    };
    const setting = { script: ['hang'], llm: { timeout: 600 }, onQuestion } as const;
    const { result } = await run(setting, stopping.signal);
    expect(result).toMatchObject({ status: 'aborted', turn: 0 });
  });

  it.each(APIS)('does not begin when no server listens at its host (%s)', async (api) => {
    const gone = await startModelServer([GOOD]);
    await gone.close();
    const host = api === 'openai' ? `${gone.host}/v1` : gone.host;
    const refused = run({ api, script: [GOOD], host });
    await expect(refused).rejects.toThrow(ModelUnavailableError);
    await expect(refused).rejects.toThrow(`There is no language model at ${host}`);
    await expect(refused).rejects.toThrow('ECONNREFUSED');
  });

  it('does not begin when Ollama lacks the model, and lists the models it has', async () => {
    const running = run({ script: [GOOD], llm: { model: 'other' } });
    await expect(running).rejects.toThrow(/it has no other \(it has: scripted:latest\)/);
  });

  it('tells an agent why its action was rejected', async () => {
    const tooMuch = {
      answer: {
        ...PURCHASE,
        actions: [
          { action_type: 'sell', action_payload: { good: 'goods', amount: 9999, price: 1 } },
          { action_type: 'fly', action_payload: {} },
          { action_type: 'buy', action_payload: { good: 'goods' } },
        ],
      },
    };
    const { events, questions } = await run({
      script: [tooMuch],
      more: { validator: { type: 'basic', permissive: false } },
    });
    const rejected = events.filter(({ details }) => details?.['error_type'] === 'action_rejected');
    expect(rejected.slice(0, 3).map(({ details }) => details?.['reason'])).toEqual([
      expect.stringContaining('of goods, not 9999'),
      expect.stringContaining('there is no such action'),
      expect.stringContaining('its payload is wrong'),
    ]);
    expect(causesOf(rejected[0], events)[0]).toMatchObject({ event_type: 'DECISION' });
    expect(JSON.stringify(questions[1])).toContain('of goods, not 9999');
  });
});
