import { describe, expect, it } from 'vitest';
import { compareVariables, variableOf } from './variable';

const details = { variable_name: 'price', old_value: 1, new_value: 2 };
const global = { scope: 'global', agent_id: null, variable_name: 'price' };
const adas = { scope: 'agent', agent_id: 'ada', variable_name: 'price' };

describe('the variable an event sets', () => {
  it.each([
    ['of an agent, when there is one', 'ada', {}, adas],
    ['global, when there is none', null, {}, global],
    ['global, when `scope` is global, with any agent', 'ada', { scope: 'global' }, global],
    ['of an agent that is not there: global', null, { scope: 'agent' }, global],
    ['of an agent, when the scope is none we know', 'ada', { scope: 'Global' }, adas],
    ['of an agent, when the scope is not text', 'ada', { scope: ['global'] }, adas],
    ['one that is set to null', 'ada', { new_value: null }, adas],
    ['one whose kind could come from other fields, too', 'ada', { action_type: 'trade' }, adas],
    ['none without a name', 'ada', { variable_name: undefined }, null],
    ['none with an empty name', 'ada', { variable_name: '' }, null],
    ['none whose name is not a text', 'ada', { variable_name: 7 }, null],
    ['none without a value', 'ada', { new_value: undefined }, null],
  ])('is %s', (_, agent_id, more, expected) => {
    for (const event_type of ['STATE', 'ENV']) {
      expect(variableOf({ event_type, agent_id, details: { ...details, ...more } })).toEqual(
        expected,
      );
    }
  });

  it('is none of another type, or without details', () => {
    expect(variableOf({ event_type: 'DETAIL', agent_id: null, details })).toBeNull();
    expect(variableOf({ event_type: 'state', agent_id: null, details })).toBeNull();
    expect(variableOf({ event_type: 'STATE', agent_id: null, details: null })).toBeNull();
  });

  it('comes after global variables and variables of earlier agents', () => {
    const bens = { scope: 'agent', agent_id: 'ben', variable_name: 'a' } as const;
    const list = [bens, variableOf({ event_type: 'STATE', agent_id: 'ada', details })];
    const known = [...list, variableOf({ event_type: 'STATE', agent_id: null, details })];
    expect(known.flatMap((one) => one ?? []).sort(compareVariables)).toEqual([global, adas, bens]);
  });
});
