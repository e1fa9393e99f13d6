import {
  getFindEventsUrl,
  getGetCausalityUrl,
  getGetStateUrl,
  getListSimulationsUrl,
  type CausalAnalysis,
  type EventPage,
  type SimulationEvent,
} from '../generated/orval-fetch';
import {
  findEventsResponse,
  getCausalityResponse,
  getStateResponse,
  listSimulationsResponse,
} from '../generated/orval-zod';
import type { Answers, Question } from './answers';

/** Members of any name, also to the compiler. */
export const OPEN = {
  details: { price: 1 } satisfies SimulationEvent['details'],
  field: 'of any name' satisfies SimulationEvent[string],
  effects: { id: 1 } satisfies EventPage['effect_counts'],
  influence: { id: 1 } satisfies CausalAnalysis['influence'],
};

export async function ask({ baseUrl, simulationId, eventId }: Question): Promise<Answers> {
  const get = async (url: string): Promise<unknown> => (await fetch(baseUrl + url)).json();
  const page = await get(
    getFindEventsUrl(simulationId, {
      event_types: ['STATE', 'ACTION'],
      counts: 'effects',
      limit: 50,
    }),
  );
  const chain = await get(
    getGetCausalityUrl(simulationId, eventId, { depth: 3, analysis: 'true' }),
  );

  return {
    simulations: listSimulationsResponse.parse(await get(getListSimulationsUrl())),
    page: findEventsResponse.parse(page),
    chain: getCausalityResponse.parse(chain),
    state: getStateResponse.parse(await get(getGetStateUrl(simulationId))),
  };
}
