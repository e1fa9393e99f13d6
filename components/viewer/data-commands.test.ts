import { expect, it } from 'vitest';
import { agentsNamed, filterCommands, type DataTarget, type FoundAgents } from './data-commands';

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

it('finds agents that the page does not know by what the server found', () => {
  const labels = (found?: FoundAgents) =>
    agentsNamed(targetOf(), 'agent 1999', found).commands.map(({ label }) => label);
  expect(labels()).toEqual([]);
  const found = { agents: [{ agent_id: 'agent 199999', event_count: 1 }], count: 11 };
  expect(labels(found)).toContain('Only events of agent 199999');
  expect(agentsNamed(targetOf(), 'agent 1999', found).title).toBe(
    'Agents: 10 more have “agent 1999” in their name',
  );
});

it('lists a bounded number of types, and no agents when there are many', () => {
  expect(filterCommands(targetOf(3)).commands.map(({ label }) => label)).toEqual([
    'Only type_0 events',
    'Only type_1 events',
    'Only type_2 events',
  ]);
  expect(filterCommands(targetOf(100_000)).commands).toHaveLength(200);
});
