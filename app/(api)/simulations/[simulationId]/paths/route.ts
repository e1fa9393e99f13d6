import { causalPathsQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { causalPathsAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/paths'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const {
      from,
      to,
      max_length,
      max_line_bytes: maxLineBytes,
      ...options
    } = readQuery(causalPathsQuerySchema, new URL(request.url).searchParams);
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      causalPathsAnswer(
        await server.service.getCausalPaths(simulationId, from, to, {
          ...options,
          maxLength: max_length,
        }),
        maxLineBytes,
      ),
    );
  });
}
