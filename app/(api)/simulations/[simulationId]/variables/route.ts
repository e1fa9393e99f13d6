import { variablesQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles, withCheckpoints } from '@/lib/http/answer-from-files';
import { variablesAnswer } from '@/lib/http/state-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/variables'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const query = readQuery(variablesQuerySchema, new URL(request.url).searchParams);
    const { partial: isPartial, ...options } = query;
    const server = await getServer();
    return answerFromFiles(request, withCheckpoints(server), simulationId, async () =>
      variablesAnswer(await server.service.getVariables(simulationId, { ...options, isPartial })),
    );
  });
}
