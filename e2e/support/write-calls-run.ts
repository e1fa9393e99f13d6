import { writeSimulation } from '../../lib/testing/write-simulation';
import type { SimulationEvent } from '../../lib/events/simulation-event';

export const CALLS_ID = 'calls';

/** A prompt of about 60,000 characters, in which each of 600 ships has a line of its own. */
export const LONG_PROMPT = [
  '# The harbour',
  '<instructions>\nAnswer with **one** order.\nUse no other words.\n</instructions>',
  ...Array.from(
    { length: 600 },
    (_, at) =>
      `- ship ${String(at)} carries *wool* and waits since dawn; its berth is number ${String(at % 40)} of the quay`,
  ),
  'See [the tariff](https://example.org/tariff) and ![a map](https://example.org/map.png).',
  '<img src="https://example.org/spy.png" onerror="alert(1)">',
].join('\n\n');

const TOOL_TALK = [
  { role: 'system', content: 'You are **Ada**, a trader.' },
  { role: 'user', content: [{ type: 'text', text: 'What does grain cost? | good | price |' }] },
  {
    role: 'assistant',
    content: null,
    tool_calls: [
      {
        id: 'call_1',
        type: 'function',
        function: { name: 'price', arguments: '{"good":"grain","place":{"quay":7}}' },
      },
    ],
  },
  { role: 'tool', tool_call_id: 'call_1', name: 'price', content: '{"good":"grain","price":20}' },
  {
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: 'Twenty is fair.' },
      { type: 'text', text: 'Grain costs **20**.' },
    ],
  },
];

/** A text longer than the page loads with an event. */
const HUGE = `begin of the log\n${'The crane lifts a crate of tea.\n'.repeat(50_000)}end of the log`;

const WORLD = {
  rate: 0.002,
  grain_price: 295.26,
  ...Object.fromEntries(Array.from('abcdefghij', (letter) => [`good_${letter}`, 1.5])),
};
const OTHERS = {
  oslo: {
    cash: 14231.31,
    deposit: 142063.8,
    stock: [97.64, 12, 5],
    note: 'sells to whoever asks first, at the price of the day',
  },
  tarn: {
    cash: 129154.33,
    deposit: 216829.48,
    stock: [35.47, 3, 1],
    note: 'buys grain at the quay, and sells flour in the city',
  },
};
const ACTIONS = ['sell', 'buy', 'hold', 'plan', 'bid', 'ask'].map((action_type) => ({
  action_type,
  description: `What an agent does that wants to ${action_type} in the market of the city`,
}));

export const EXCHANGE_PROMPT = [
  'Turn 2. You are cleo.',
  `The world: ${JSON.stringify(WORLD)}`,
  'You: {"cash":7289.1,"debt":0}',
  `Others: ${JSON.stringify(OTHERS)}`,
  `Possible actions: ${JSON.stringify(ACTIONS)}`,
  'What do you decide?',
].join('\n');

const EXCHANGE_ANSWER = '{"decision_type":"hold","based_on":["grain_price","cash"]}';

/** Calls of cleo as Causeway records them: each try is a SYSTEM event, its texts are a DETAIL event. The second call fails once. */
function exchanges(): SimulationEvent[] {
  const said = { agent_id: 'cleo', simulation_id: CALLS_ID, timestamp: '' };
  const tryOf = (id: string, turn: number, causes: string[], details: object, answer: unknown) => [
    {
      ...said,
      event_id: id,
      turn_number: turn,
      event_type: 'SYSTEM',
      caused_by: causes,
      description: `LLM call of cleo on turn ${String(turn)}`,
      details: { llm_model: 'm2', timeout_ms: 5000, max_retries: 2, ...details },
    },
    {
      ...said,
      event_id: `${id}-texts`,
      turn_number: turn,
      event_type: 'DETAIL',
      caused_by: [id],
      description: 'What cleo asked its model',
      details: {
        calculation_type: 'llm_exchange',
        intermediate_values: {
          system: 'You are **cleo**.',
          prompt: EXCHANGE_PROMPT,
          response: answer,
        },
      },
    },
  ];
  const ok = { status: 'ok', prompt_tokens: 1097, completion_tokens: 84 };
  const timeout = { status: 'retrying', error_type: 'llm_timeout', latency_ms: 5000 };
  return [
    ...tryOf('cleo-1', 1, [], { ...ok, retry_count: 0, latency_ms: 1000 }, EXCHANGE_ANSWER),
    {
      ...said,
      event_id: 'turn-2',
      turn_number: 2,
      event_type: 'MILESTONE',
      agent_id: null,
      description: 'Turn 2 started',
      details: { milestone_type: 'turn_start' },
    },
    ...tryOf('cleo-2', 2, ['turn-2'], { ...timeout, retry_count: 0 }, null),
    ...tryOf('cleo-3', 2, ['cleo-2'], { ...ok, retry_count: 1, latency_ms: 982 }, EXCHANGE_ANSWER),
    {
      ...said,
      event_id: 'cleo-holds',
      turn_number: 2,
      event_type: 'DECISION',
      caused_by: ['cleo-3'],
      description: 'Keep the grain',
      details: { decision_type: 'hold' },
    },
    {
      ...said,
      event_id: 'cleo-hold',
      turn_number: 2,
      event_type: 'ACTION',
      caused_by: ['cleo-holds'],
      description: 'cleo: hold grain',
      details: { action_type: 'hold', validated: true },
    },
  ];
}

/** Calls of language models by three agents, in several shapes. */
export function writeCallsRun(outputRoot: string): void {
  const events = [
    call('call-1', 'ada', { messages: TOOL_TALK, model: 'm1' }),
    call('other-1', 'bo', { prompt: 'Say hello.\nIn one word.', response: 'Hello.' }),
    call('call-2', 'ada', { prompt: LONG_PROMPT, response: '{"order":"buy","amount":3}' }),
    call('call-3', 'ada', { prompt: HUGE, response: 'Too long.\nSorry.' }),
    ...exchanges(),
  ];
  writeSimulation(
    outputRoot,
    CALLS_ID,
    events.map((event, at) => ({
      ...event,
      timestamp: `2026-10-05T14:00:${String(at).padStart(2, '0')}.000000+00:00`,
    })),
  );
}

function call(
  event_id: string,
  agent_id: string,
  details: Record<string, unknown>,
): SimulationEvent {
  return {
    event_id,
    timestamp: '',
    turn_number: 1,
    event_type: 'SYSTEM',
    simulation_id: CALLS_ID,
    agent_id,
    caused_by: [],
    description: `${agent_id} asked its model`,
    details: { system_event_type: 'llm_call', ...details },
  };
}
