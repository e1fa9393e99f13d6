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

/** Calls of language models by two agents, in several shapes. */
export function writeCallsRun(outputRoot: string): void {
  const events = [
    call('call-1', 'ada', { messages: TOOL_TALK, model: 'm1' }),
    call('other-1', 'bo', { prompt: 'Say hello.\nIn one word.', response: 'Hello.' }),
    call('call-2', 'ada', { prompt: LONG_PROMPT, response: '{"order":"buy","amount":3}' }),
    call('call-3', 'ada', { prompt: HUGE, response: 'Too long.\nSorry.' }),
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
