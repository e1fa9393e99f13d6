import { expect, it } from 'vitest';
import { jsonText } from '@/components/ui/exact-json';
import { readWorldState } from './world-state';

it('keeps the digits of values, previous values and drift', () => {
  const text = `{"turn":1,"first_turn":0,"last_turn":1,"checkpoint":1,"checkpoints":[1],
    "has_state_events":true,"unreadable_checkpoints":[],"truncated":false,
    "values":[{"scope":"global","agent_id":null,"variable_name":"debt","value":12345678901234567890,
      "previous":1.0,"source":"event","event_id":"e","turn":1,"changed":true},
      {"scope":"global","agent_id":null,"variable_name":"mood","value":{"b":1.50,"a":[]},
      "source":"event","event_id":"f","turn":0,"changed":false}],
    "drift":[{"scope":"global","agent_id":null,"variable_name":"debt","checkpoint_value":2.00,
      "replayed_value":12345678901234567890,"event_id":"e"}]}`;
  const { values, drift } = readWorldState(text);
  expect(values.map(({ value }) => value && jsonText(value))).toEqual([
    '12345678901234567890',
    '{"b":1.50,"a":[]}',
  ]);
  expect(values.map(({ previous }) => previous && jsonText(previous))).toEqual(['1.0', undefined]);
  expect(
    drift.map(({ checkpoint_value }) => checkpoint_value && jsonText(checkpoint_value)),
  ).toEqual(['2.00']);
});
