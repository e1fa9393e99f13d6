import { expect, it } from 'vitest';
import type { SimulationSummary } from '@/lib/api/contract';
import { commandsForText, type ExplorerActions, type FoundAgents } from './explorer-commands';

const AGENTS = Array.from({ length: 201 }, (_, at) => ({
  agent_id: `agent ${String(at)}`,
  event_count: 1,
}));

function actionsOf(simulation: Partial<SimulationSummary>): ExplorerActions {
  const nothing = (): void => undefined;
  return {
    simulation: { agents: AGENTS, ...simulation } as SimulationSummary,
    ...{ navigate: nothing, changeCriteria: nothing, selectEvent: nothing, goToTurn: nothing },
    ...{ openFind: nothing, openJump: nothing, openHelp: nothing, visit: nothing },
    ...{ isFollowing: false, follow: nothing },
  };
}

it('finds agents that the page does not know by what the server found', () => {
  const labels = (asked?: FoundAgents) =>
    commandsForText(actionsOf({}), 'agent 1999', asked).names?.commands.map(({ label }) => label);
  expect(labels()).toEqual([]);
  const found = { agents: [{ agent_id: 'agent 199999', event_count: 1 }], count: 11 };
  expect(labels(found)).toContain('Only events of agent 199999');
  expect(commandsForText(actionsOf({}), 'agent 1999', found).names?.title).toBe(
    'Agents: 10 more have “agent 1999” in their name',
  );
});
