import { expect, it } from 'vitest';
import {
  commandsOfNames,
  filterCommands,
  kindsOf,
  runCommands,
  type DataTarget,
  type FoundNames,
} from './data-commands';

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
    simulation: { id: 'here', agents: AGENTS, event_types },
    kinds: [{ kind: 'trade' }],
    changeCriteria: nothing,
    selectEvent: nothing,
    visit: nothing,
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
    kinds: { items: [], count: 0 },
  };
  expect(labels('1999', found)).toEqual([
    'Only events of agent 199999',
    'Leave out agent 199999',
    'Only type_1999 events',
  ]);
  const titles = commandsOfNames(targetOf(201), '1999', found).map(({ title }) => title);
  expect(titles).toEqual(['Agents: 10 more have “1999” in their name', 'Types', 'Kinds']);
});

it('lists few types, and no agents or types when there are many', () => {
  expect(filterCommands(targetOf(3)).commands.map(({ label }) => label)).toEqual([
    'Only type_0 events',
    'Only type_1 events',
    'Only type_2 events',
    'Only kind trade',
  ]);
  expect(filterCommands({ ...targetOf(100_000), kinds: [] }).commands).toEqual([]);
});

it('lists a kind once, and no events without a kind', () => {
  const values = [
    { kind: 'trade', event_type: 'ACTION', event_count: 1 },
    { kind: null, event_type: 'ACTION', event_count: 1 },
    { kind: 'trade', event_type: 'DECISION', event_count: 1 },
  ];
  expect(kindsOf({ kinds: { values, value_count: 3, other_count: 0 } })).toEqual([
    { kind: 'trade' },
  ]);
});

it('offers the other runs with the text in their name or id', () => {
  const runs = ['here', 'harbour_1', 'harbour_2'].map((id) => ({ id, name: `Run ${id}` }));
  const visited: string[] = [];
  const target = { ...targetOf(), visit: (path: string) => void visited.push(path) };
  const { commands } = runCommands(target, runs, 'harbour');
  expect(commands.map(({ label }) => label)).toEqual([
    'Go to run Run harbour_1',
    'Go to run Run harbour_2',
  ]);
  commands[1]?.run();
  expect(visited).toEqual(['/view/harbour_2']);
  expect(runCommands(target, runs, 'here').commands).toEqual([]);
  expect(runCommands(target, runs, '').commands).toEqual([]);
});
