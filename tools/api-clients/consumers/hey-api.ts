import { createClient, createConfig } from '../generated/hey-api/client';
import {
  findEvents,
  getCausality,
  getState,
  listSimulations,
  type CausalAnalysis,
  type EventPage,
  type SimulationEvent,
} from '../generated/hey-api';
import {
  zCausalityChain,
  zEventPage,
  zSimulationList,
  zSimulationState,
} from '../generated/hey-api/zod.gen';
import { whole, type Answers, type Question } from './answers';

/** Members of any name, also to the compiler. */
export const OPEN = {
  details: { price: 1 } satisfies SimulationEvent['details'],
  field: 'of any name' satisfies SimulationEvent[string],
  effects: { id: 1 } satisfies EventPage['effect_counts'],
  influence: { id: 1 } satisfies CausalAnalysis['influence'],
};

export async function ask({ baseUrl, simulationId, eventId }: Question): Promise<Answers> {
  const client = createClient(createConfig({ baseUrl }));
  const path = { simulation_id: simulationId };
  const simulations = await listSimulations({ client });
  const page = await findEvents({
    client,
    path,
    query: { event_types: ['STATE', 'ACTION'], counts: 'effects', limit: 50 },
  });
  const chain = await getCausality({
    client,
    path: { ...path, event_id: eventId },
    query: { depth: 3, analysis: 'true' },
  });
  const state = await getState({ client, path });

  // The client validates and hands on what came; here is what its validators make of it.
  return {
    simulations: zSimulationList.parse(whole(simulations.data, simulations.error)),
    page: zEventPage.parse(whole(page.data, page.error)),
    chain: zCausalityChain.parse(whole(chain.data, chain.error)),
    state: zSimulationState.parse(whole(state.data, state.error)),
  };
}
