import { describe, expect, it } from 'vitest';
import { findCommands, type PaletteCommand } from './find-commands';

function command(label: string, more: Partial<PaletteCommand> = {}): PaletteCommand {
  return { id: label, label, run: () => undefined, ...more };
}

function found(typed: string, commands: readonly (string | PaletteCommand)[]): readonly string[] {
  const group = commands.map((each) => (typeof each === 'string' ? command(each) : each));
  return findCommands([{ title: 'All', commands: group }], typed)
    .flatMap(({ commands }) => commands)
    .map(({ label }) => label);
}

describe('commands', () => {
  it('come by whole names before beginnings, words, parts and initials', () => {
    const names = ['Keyboard state', 'Go to statements', 'restated', 'State', 'States of all', 'x'];
    expect(found('state', names)).toEqual([
      'State',
      'States of all',
      'Keyboard state',
      'Go to statements',
      'restated',
    ]);
  });

  it('are not found by letters that lie scattered', () => {
    expect(found('state', ['Leave out south_antarctic_treasure'])).toEqual([]);
    expect(found('loa', ['Leave out ada', 'Only events of alba'])).toEqual(['Leave out ada']);
  });

  it('come with the very agent before those that only begin so', () => {
    const agents = ['agent_10', 'agent_100', 'agent_1'].map((id) => `Only events of ${id}`);
    expect(found('agent_1', agents)[0]).toBe('Only events of agent_1');
  });

  it('come second when they are the opposite, though their name is shorter', () => {
    const juno = [
      command('Leave out juno', { isSecond: true, words: ['agent', 'hide'] }),
      command('Only events of juno', { words: ['agent'] }),
    ];
    for (const typed of ['juno', 'jun', 'agent juno', 'juno agent', 'agent']) {
      expect(found(typed, juno), typed).toEqual(['Only events of juno', 'Leave out juno']);
    }
    expect(found('leave out juno', juno)).toEqual(['Leave out juno']);
    expect(found('hide juno', juno)).toEqual(['Leave out juno']);
  });

  it('are found by words in any order, whatever their case and accents', () => {
    expect(found('ZOE only', ['Only events of Zoë', 'Only events of Bo'])).toEqual([
      'Only events of Zoë',
    ]);
  });

  it('are found by their other words, after those that are named so', () => {
    const follow = command('Follow the newest events', { words: ['live'] });
    expect(found('live', [follow, 'Only live events'])).toEqual([
      'Only live events',
      'Follow the newest events',
    ]);
  });

  it('stand in groups, the group of the best first, and in their order when nothing is typed', () => {
    const groups = [
      { title: 'Filter', commands: [command('Only STATE events')] },
      { title: 'Go', commands: [command('State')] },
      { title: 'None', commands: [] },
    ];
    expect(findCommands(groups, 'state').map(({ title }) => title)).toEqual(['Go', 'Filter']);
    expect(findCommands(groups, ' ').map(({ title }) => title)).toEqual(['Filter', 'Go']);
  });
});
