import { describe, expect, it } from 'vitest';
import { describeEvent } from './describe-event';

describe('describeEvent', () => {
  it('takes the word of the event for it', () => {
    expect(describeEvent({ description: 'Turn 1 started', details: null })).toBe('Turn 1 started');
  });

  it('tells a change from its values where nobody described it', () => {
    const details = { variable_name: 'grain_price', old_value: 212.4, new_value: 268.9 };
    expect(describeEvent({ description: null, details })).toBe('grain_price 212.4 → 268.9');
    expect(describeEvent({ description: null, details: { new_value: 'open' } })).toBe('open');
  });

  it('falls back to the kind, and to nothing', () => {
    expect(describeEvent({ description: null, details: { action_type: 'trade' } })).toBe('trade');
    expect(describeEvent({ description: null, details: null })).toBe('');
  });
});
