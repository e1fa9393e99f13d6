import { eventLineQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { lineJson } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/events/[eventId]'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId, eventId } = await params;
    const { searchParams } = new URL(request.url);
    const { max_line_bytes: maxLineBytes } = readQuery(eventLineQuerySchema, searchParams);
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      lineJson(await server.service.getEventById(simulationId, eventId), maxLineBytes),
    );
  });
}
