import { expect, it } from 'vitest';
import { rankVariables, type ComparedVariable } from './rank-variables';

function variable(
  key: string,
  turn_count: number,
  values: { readonly a: number; readonly b: number } | null,
  scope: ComparedVariable['scope'] = 'global',
): ComparedVariable {
  return {
    key,
    scope,
    agent_id: null,
    variable_name: key,
    only_in: null,
    first_turn: 1,
    turn_count,
    largest: values === null ? null : { turn: 2, ...values },
    last: { a: null, b: null },
    is_led_to: true,
  };
}

it('ranks by the size of a difference and the turns that it holds, and others last in their order', () => {
  const ranked = rankVariables([
    variable('mood', 30, null),
    variable('brief', 1, { a: 100, b: 0 }),
    variable('own', 30, { a: 100, b: 50 }, 'agent'),
    variable('long', 30, { a: 100, b: 50 }),
    variable('zero', 30, { a: 0, b: 0 }),
    variable('negative', 30, { a: -100, b: 100 }),
  ]);
  expect(ranked.map(({ key }) => key)).toEqual([
    'negative',
    'long',
    'own',
    'brief',
    'mood',
    'zero',
  ]);
});
