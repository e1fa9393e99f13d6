import { z } from 'zod';
import { createSeededRandom, type SeededRandom } from '../../lib/simulation/seeded-random';
import type { HttpAsker } from '../ask-http';
import { simulationPath } from '../requests';

/** The material of requests about a simulation, from the server, so that any simulation can be used. */
export interface LoadMaterial {
  readonly simulationId: string;
  readonly eventIds: readonly string[];
  readonly eventTypes: readonly string[];
  readonly agentIds: readonly string[];
  readonly total: number;
  readonly firstTurn: number;
  readonly lastTurn: number;
}

const EVENT_IDS = 200;

const pageSchema = z.object({ events: z.array(z.object({ event_id: z.string() })) });
const facetsSchema = z.object({
  total: z.int(),
  turns: z.object({ first: z.number(), last: z.number() }).nullable(),
  event_types: z.object({ values: z.array(z.object({ event_type: z.string() })) }),
  agents: z.object({ values: z.array(z.object({ agent_id: z.string().nullable() })) }),
});

/**
 * Requests the material of requests about an indexed simulation.
 * @throws when it has no events
 */
export async function findLoadMaterial(
  asker: HttpAsker,
  simulationId: string,
  seed = 1,
): Promise<LoadMaterial> {
  const random = createSeededRandom(seed);
  const base = simulationPath(simulationId);
  const facets = facetsSchema.parse(await getJson(asker, `${base}/facets?limit=50`));
  const { total, turns } = facets;
  if (turns === null) throw new Error(`${simulationId} has no events to ask about`);
  const eventIds: string[] = [];
  for (let i = 0; i < Math.min(EVENT_IDS, total); i++) {
    const offset = random.int(0, total - 1);
    const page = await getJson(asker, `${base}/events?limit=1&offset=${String(offset)}`);
    eventIds.push(...pageSchema.parse(page).events.map(({ event_id }) => event_id));
  }
  return {
    simulationId,
    eventIds,
    eventTypes: facets.event_types.values.map(({ event_type }) => event_type),
    agentIds: facets.agents.values.flatMap(({ agent_id }) => (agent_id === null ? [] : [agent_id])),
    total,
    firstTurn: turns.first,
    lastTurn: turns.last,
  };
}

/** One to three types, some agents, a range of turns: as a person clicks them together. */
export function makeLoadFilter(
  { eventTypes, agentIds, firstTurn, lastTurn }: LoadMaterial,
  random: SeededRandom,
): URLSearchParams {
  const query = new URLSearchParams();
  const some = (name: string, values: readonly string[], most: number): void => {
    const picked = Array.from({ length: random.int(1, most) }, () => random.pick(values));
    for (const value of new Set(picked)) query.append(name, value);
  };
  if (eventTypes.length > 0 && random.chance(0.7)) some('event_types', eventTypes, 3);
  if (agentIds.length > 0 && random.chance(0.6)) some('agent_ids', agentIds, 4);
  if (random.chance(0.4)) {
    const start = random.int(firstTurn, lastTurn);
    query.set('turn_start', String(start));
    query.set('turn_end', String(random.int(start, lastTurn)));
  }
  return query;
}

async function getJson(asker: HttpAsker, path: string): Promise<unknown> {
  const { body } = await asker.get(path);
  const json: unknown = JSON.parse(body.toString());
  return json;
}
