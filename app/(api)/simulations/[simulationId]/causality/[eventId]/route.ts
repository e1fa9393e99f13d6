import { causalityQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { causalityAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/causality/[eventId]'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId, eventId } = await params;
    const {
      analysis: withAnalysis,
      max_line_bytes: maxLineBytes,
      ...options
    } = readQuery(causalityQuerySchema, new URL(request.url).searchParams);
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      causalityAnswer(
        await server.service.getCausalityChain(simulationId, eventId, { ...options, withAnalysis }),
        maxLineBytes,
      ),
    );
  });
}
