import { expect, it } from 'vitest';
import { causalRole } from './causal-role';

it.each([
  ['DECISION', 'trade', 'decision'],
  ['ACTION', 'turn_end', 'action'],
  ['STATE', null, 'state'],
  ['ENV', 'grain_price', 'state'],
  ['MILESTONE', 'turn_start', 'turn_start'],
  ['SYSTEM', 'simulation_end', 'simulation_end'],
  ['MILESTONE', 'phase_transition', undefined],
  ['SYSTEM', null, undefined],
  ['DETAIL', 'turn_start', undefined],
  ['toString', 'turn_start', undefined],
])('%s of the kind %s takes part as %s', (type, kind, role) => {
  expect(causalRole(type, kind)).toBe(role);
});
