import { eventQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { eventPageAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/events'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const query = readQuery(eventQuerySchema, new URL(request.url).searchParams);
    const { partial: isPartial, counts, max_line_bytes: maxLineBytes, fields, ...filter } = query;
    const options = { isPartial, countsEffects: counts === 'effects', fields };
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      eventPageAnswer(
        await server.service.getFilteredEvents(simulationId, filter, options),
        maxLineBytes,
      ),
    );
  });
}
