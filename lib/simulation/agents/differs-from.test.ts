import { describe, expect, it } from 'vitest';
import type { AgentDecision, ProposedAction } from '../simulation-parts';
import { differsFrom } from './differs-from';

const sale = (amount: number, good = 'grain'): ProposedAction => ({
  action_type: 'sell',
  action_payload: { good, amount },
});
const decision = (more: Partial<AgentDecision>): AgentDecision => ({
  decision_type: 'sell',
  description: 'Sell',
  ...more,
});

describe('differsFrom', () => {
  it.each([
    ['the same action', [sale(10)], { actions: [sale(10)] }, false],
    ['twice the amount', [sale(10)], { actions: [sale(20)] }, false],
    ['more than twice the amount', [sale(10)], { actions: [sale(21)] }, true],
    ['less than half the amount', [sale(10)], { actions: [sale(4.9)] }, true],
    ['another sign', [sale(10)], { actions: [sale(-10)] }, true],
    ['another good', [sale(10)], { actions: [sale(10, 'bread')] }, true],
    ['an action of a new type', [], { actions: [sale(10)] }, true],
    ['no action', [sale(10)], {}, false],
    ['a setting that is moved', [], { old_value: 56, new_value: 34 }, true],
    ['a setting that is kept', [], { old_value: 56, new_value: 56 }, false],
    ['a setting that is switched on', [], { old_value: false, new_value: true }, true],
  ] as const)('judges %s', (_name, before, more, differs) => {
    expect(differsFrom(before, decision(more))).toBe(differs);
  });
});
