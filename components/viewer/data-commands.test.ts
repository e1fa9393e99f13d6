import { expect, it } from 'vitest';
import { commandsOfNames, filterCommands, type DataTarget, type FoundNames } from './data-commands';

const AGENTS = Array.from({ length: 201 }, (_, at) => ({
  agent_id: `agent ${String(at)}`,
  event_count: 1,
}));

function targetOf(types = 0): DataTarget {
  const nothing = (): void => undefined;
  const event_types = Array.from({ length: types }, (_, at) => ({
    event_type: `TYPE_${String(at)}`,
    event_count: 1,
  }));
  return {
    simulation: { agents: AGENTS, event_types },
    changeCriteria: nothing,
    selectEvent: nothing,
  };
}

it('finds names that the page does not know by what the server found', () => {
  const labels = (text: string, found?: FoundNames) =>
    commandsOfNames(targetOf(201), text, found).flatMap(({ commands }) =>
      commands.map(({ label }) => label),
    );
  expect(labels('1999')).toEqual([]);
  const found = {
    agents: { items: [{ agent_id: 'agent 199999', event_count: 1 }], count: 11 },
    types: { items: [{ event_type: 'TYPE_1999', event_count: 1 }], count: 1 },
  };
  expect(labels('1999', found)).toEqual([
    'Only events of agent 199999',
    'Leave out agent 199999',
    'Only type_1999 events',
  ]);
  const titles = commandsOfNames(targetOf(201), '1999', found).map(({ title }) => title);
  expect(titles).toEqual(['Agents: 10 more have “1999” in their name', 'Types']);
});

it('lists few types, and no agents or types when there are many', () => {
  expect(filterCommands(targetOf(3)).commands.map(({ label }) => label)).toEqual([
    'Only type_0 events',
    'Only type_1 events',
    'Only type_2 events',
  ]);
  expect(filterCommands(targetOf(100_000)).commands).toEqual([]);
});
