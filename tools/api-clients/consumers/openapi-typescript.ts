import createClient from 'openapi-fetch';
import type { components, paths } from '../generated/openapi-typescript';
import { whole, type Answers, type Question } from './answers';

type Schemas = components['schemas'];

/** Members of any name, also to the compiler: an object that is closed, or whose members are `never`, takes none of these. */
export const OPEN = {
  details: { price: 1 } satisfies Schemas['SimulationEvent']['details'],
  field: 'of any name' satisfies Schemas['SimulationEvent'][string],
  effects: { id: 1 } satisfies Schemas['EventPage']['effect_counts'],
  influence: { id: 1 } satisfies Schemas['CausalAnalysis']['influence'],
};

export async function ask({ baseUrl, simulationId, eventId }: Question): Promise<Answers> {
  const client = createClient<paths>({ baseUrl });
  const path = { simulation_id: simulationId };
  const simulations = await client.GET('/simulations');
  const page = await client.GET('/simulations/{simulation_id}/events', {
    params: { path, query: { event_types: ['STATE', 'ACTION'], counts: 'effects', limit: 50 } },
  });
  const chain = await client.GET('/simulations/{simulation_id}/causality/{event_id}', {
    params: { path: { ...path, event_id: eventId }, query: { depth: 3, analysis: 'true' } },
  });
  const state = await client.GET('/simulations/{simulation_id}/state', { params: { path } });

  return {
    simulations: whole(simulations.data, simulations.error),
    page: whole(page.data, page.error),
    chain: whole(chain.data, chain.error),
    state: whole(state.data, state.error),
  };
}
