import { stateQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles, withCheckpoints } from '@/lib/http/answer-from-files';
import { stateAnswer } from '@/lib/http/state-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/state'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const query = readQuery(stateQuerySchema, new URL(request.url).searchParams);
    const { partial: isPartial, ...options } = query;
    const server = await getServer();
    return answerFromFiles(request, withCheckpoints(server), simulationId, async () =>
      stateAnswer(await server.service.getState(simulationId, { ...options, isPartial })),
    );
  });
}
