import { describe, expect, it } from 'vitest';
import { jsonText } from '@/components/ui/exact-json';
import { compareStates } from './compare-states';
import { readWorldState, type WorldState } from './world-state';

function state(
  turn: number,
  values: readonly (readonly [agent: string | null, name: string, value: unknown])[],
  truncated = false,
): WorldState {
  return readWorldState(
    JSON.stringify({
      turn,
      first_turn: 0,
      last_turn: 9,
      checkpoint: null,
      checkpoints: [],
      has_state_events: true,
      values: values.map(([agent_id, variable_name, value]) => ({
        scope: agent_id === null ? 'global' : 'agent',
        agent_id,
        variable_name,
        value,
        source: 'event',
        event_id: `${variable_name} of turn ${String(turn)}`,
        turn,
        changed: true,
      })),
      drift: [],
      unreadable_checkpoints: [],
      truncated,
    }),
  );
}

function texts({ values }: WorldState): readonly string[] {
  return values.map(({ agent_id, variable_name, value, previous, changed }) =>
    [
      agent_id ?? 'global',
      variable_name,
      previous === undefined ? 'nothing' : jsonText(previous),
      changed ? '->' : '=',
      value === undefined ? 'nothing' : jsonText(value),
    ].join(' '),
  );
}

const THEN = [
  [null, 'price', 20],
  ['ada', 'cash', 5],
  ['ada', 'stock', { grain: 1 }],
] as const;
const NOW = [
  [null, 'price', 30],
  ['ada', 'cash', 5],
  ['bo', 'cash', 1],
] as const;

describe('two states', () => {
  it('are compared for all agents, with old and new values', () => {
    expect(texts(compareStates(state(8, NOW), state(3, THEN)))).toEqual([
      'global price 20 -> 30',
      'ada cash 5 = 5',
      'bo cash nothing -> 1',
      'ada stock {"grain":1} -> nothing',
    ]);
  });

  it('keep the event that set the value, and for a missing value the event of the other turn', () => {
    const { values } = compareStates(state(8, NOW), state(3, THEN));
    expect(values[0]?.event_id).toBe('price of turn 8');
    expect(values[3]?.event_id).toBe('stock of turn 3');
  });

  it('are not said to lack variables that a cut answer leaves out', () => {
    expect(texts(compareStates(state(8, NOW), state(3, THEN, true)))).toEqual([
      'global price 20 -> 30',
      'ada cash 5 = 5',
    ]);
  });
});
