import { analyticsQuerySchema } from '@/lib/api/analytics-contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { analyticsAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/analytics'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const { panels, ...criteria } = readQuery(
      analyticsQuerySchema,
      new URL(request.url).searchParams,
    );
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      analyticsAnswer(await server.service.getAnalytics(simulationId, criteria, { panels })),
    );
  });
}
