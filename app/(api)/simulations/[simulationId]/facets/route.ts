import { facetQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { facetsAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/facets'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const query = readQuery(facetQuerySchema, new URL(request.url).searchParams);
    const { partial: isPartial, limit, name, agent_order: agentOrder, ...criteria } = query;
    const options = { limit, name, agentOrder, isPartial };
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      facetsAnswer(await server.service.getFacets(simulationId, criteria, options)),
    );
  });
}
