import { describe, expect, it } from 'vitest';
import { rankCommand } from './rank-command';

function found(typed: string, names: readonly string[]): readonly string[] {
  const ranked = names.map((name) => [name, rankCommand(name, [], typed)] as const);
  return ranked
    .filter(([, rank]) => rank > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name]) => name);
}

describe('the rank of a command', () => {
  it('puts whole names before beginnings, words, parts and initials', () => {
    const names = ['Keyboard state', 'Go to statements', 'restated', 'State', 'States of all', 'x'];
    expect(found('state', names)).toEqual([
      'State',
      'States of all',
      'Keyboard state',
      'Go to statements',
      'restated',
    ]);
  });

  it('does not take letters that lie scattered for a word', () => {
    expect(found('state', ['Leave out south_antarctic_treasure'])).toEqual([]);
    expect(found('loa', ['Leave out ada', 'Only events of alba'])).toEqual(['Leave out ada']);
  });

  it('puts the very agent before those that only begin so', () => {
    const agents = ['agent_10', 'agent_100', 'agent_1'].map((id) => `Only events of ${id}`);
    expect(found('agent_1', agents)[0]).toBe('Only events of agent_1');
  });

  it('takes words in any order, whatever their case and accents', () => {
    expect(found('ZOE only', ['Only events of Zoë', 'Only events of Bo'])).toEqual([
      'Only events of Zoë',
    ]);
  });

  it('finds a command by its other words, after those that are named so', () => {
    expect(rankCommand('Follow the newest events', ['live'], 'live')).toBeGreaterThan(0);
    expect(rankCommand('Follow the newest events', ['live'], 'live')).toBeLessThan(
      rankCommand('Only live events', [], 'live'),
    );
  });
});
