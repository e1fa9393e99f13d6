import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VariableKey } from './variable';
import { readVariableKey, writeVariableKey } from './variable-key';

const odd = fc.oneof(
  fc.stringMatching(/^[\\:ab\n]{1,6}$/),
  fc.string({ unit: 'binary', minLength: 1 }),
);
const anyKey: fc.Arbitrary<VariableKey> = fc.oneof(
  odd.map((variable_name) => ({ scope: 'global' as const, agent_id: null, variable_name })),
  fc
    .tuple(odd, odd)
    .map(([agent_id, variable_name]) => ({ scope: 'agent' as const, agent_id, variable_name })),
);

describe('the text of a variable', () => {
  it.each([
    ['grain_price', { scope: 'global', agent_id: null, variable_name: 'grain_price' }],
    ['ada:cash', { scope: 'agent', agent_id: 'ada', variable_name: 'cash' }],
    ['ada:cash:eur', { scope: 'agent', agent_id: 'ada', variable_name: 'cash:eur' }],
    [':a:b', { scope: 'global', agent_id: null, variable_name: 'a:b' }],
    ['a\\:b:c', { scope: 'agent', agent_id: 'a:b', variable_name: 'c' }],
  ] as const)('%s is that of %j', (text, key) => {
    expect(writeVariableKey(key)).toBe(text);
    expect(readVariableKey(text)).toEqual(key);
  });

  it('distinguishes it from all others', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(readVariableKey(writeVariableKey(key))).toEqual(key);
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });

  it('may belong to no existing variable', () => {
    expect(readVariableKey('a\\:b')).toEqual({ scope: 'agent', agent_id: '', variable_name: '' });
  });
});
