import type { ApiClient } from '@/lib/api/client';

/** The side of a chain that a step goes to. */
export type CausalSide = 'upstream' | 'downstream';

/** The first cause or effect of an event by its declared links, or why there is none. */
export async function findCausalStep(
  client: Pick<ApiClient, 'getCausality'>,
  simulationId: string,
  eventId: string,
  side: CausalSide,
): Promise<{ readonly eventId: string } | { readonly reason: string }> {
  const chain = await client.getCausality(simulationId, eventId, { depth: 1 });
  const next = chain[side][0];
  if (next !== undefined) return { eventId: next.event_id };
  return { reason: side === 'upstream' ? 'It names no cause' : 'It has no effect' };
}
