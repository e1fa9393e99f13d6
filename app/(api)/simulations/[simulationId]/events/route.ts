import { eventFilterSchema } from '@/lib/filters/event-filter';
import { readQuery } from '@/lib/filters/read-query';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { eventPageJson } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: Request,
  { params }: RouteContext<'/simulations/[simulationId]/events'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const filter = readQuery(eventFilterSchema, new URL(request.url).searchParams);
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      eventPageJson(await server.service.getFilteredEvents(simulationId, filter)),
    );
  });
}
