import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { simulationSummaryAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      simulationSummaryAnswer(await server.service.getSimulation(simulationId)),
    );
  });
}
