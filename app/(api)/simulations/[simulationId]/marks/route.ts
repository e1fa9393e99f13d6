import { markQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/marks'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const query = readQuery(markQuerySchema, new URL(request.url).searchParams);
    const { find, buckets, sort: _, ...criteria } = query;
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      JSON.stringify(await server.service.getMarks(simulationId, criteria, find, { buckets })),
    );
  });
}
