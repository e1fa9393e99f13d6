/** Ids of events with shapes that are hard for a page. The cause of each is the one before it. */
export const HOSTILE_SHAPES: readonly string[] = [
  'deep-1000',
  'deep-4500',
  'keys-50000',
  'word-100000',
  'odd-names',
  'beyond-a-double',
];

const AGENTS = 20_000;

/** The lines of a run with these events first, then one event of each of 20,000 agents. */
export function* hostileShapeLines(simulationId: string): Generator<string> {
  const keys = Array.from({ length: 50_000 }, (_, at) => `"key ${String(at)}":${String(at)}`);
  const word = 'w'.repeat(100_000);
  const fields: Readonly<Record<string, string>> = {
    'deep-1000': `"event_type":"ACTION","details":{"action_type":"nest","value":${nested(1000)}}`,
    'deep-4500': `"event_type":"ACTION","details":{"action_type":"nest","value":${nested(4500)}}`,
    'keys-50000': setting('"wide"', `{${keys.join(',')}}`),
    'word-100000': `"event_type":"DECISION","description":"${word}","details":{"note":"${word}"}`,
    // Right to left, a terminal colour, half a surrogate pair, a line end, and Hebrew letters.
    'odd-names': `"agent_id":"\\u202egnp\\u001b[31m\\ud800\\nשלום",${setting('"price\\u202e\\n\\udc00"', '1')}`,
    'beyond-a-double': setting('"huge"', '1e400'),
  };
  for (const [at, id] of HOSTILE_SHAPES.entries()) {
    const cause = at === 0 ? '' : `"${HOSTILE_SHAPES[at - 1] ?? ''}"`;
    yield line(simulationId, id, at, `"caused_by":[${cause}],${fields[id] ?? ''}`);
  }
  for (let agent = 0; agent < AGENTS; agent++) {
    const rest = `"event_type":"ACTION","agent_id":"agent ${String(agent)}","details":{"action_type":"trade"}`;
    yield line(simulationId, `trade-${String(agent)}`, HOSTILE_SHAPES.length + agent, rest);
  }
}

function nested(depth: number): string {
  return `${'{"d":'.repeat(depth)}1${'}'.repeat(depth)}`;
}

function setting(quotedName: string, value: string): string {
  return `"event_type":"STATE","details":{"variable_name":${quotedName},"old_value":0,"new_value":${value}}`;
}

function line(simulationId: string, id: string, atMs: number, rest: string): string {
  const timestamp = new Date(Date.UTC(2026, 9, 4, 14) + atMs).toISOString();
  return `{"event_id":"${id}","timestamp":"${timestamp}","turn_number":1,"simulation_id":"${simulationId}",${rest}}`;
}
