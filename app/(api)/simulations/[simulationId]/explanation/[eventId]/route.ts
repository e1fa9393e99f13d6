import { explanationQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { explanationAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/explanation/[eventId]'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId, eventId } = await params;
    const { max_line_bytes: maxLineBytes, ...options } = readQuery(
      explanationQuerySchema,
      new URL(request.url).searchParams,
    );
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      explanationAnswer(await server.service.explain(simulationId, eventId, options), maxLineBytes),
    );
  });
}
