import { positionQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/events/[eventId]/position'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId, eventId } = await params;
    const filter = readQuery(positionQuerySchema, new URL(request.url).searchParams);
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      JSON.stringify(await server.service.getEventPosition(simulationId, eventId, filter)),
    );
  });
}
