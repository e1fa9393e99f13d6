import { eventFilterSchema } from '@/lib/filters/event-filter';
import { readQuery } from '@/lib/filters/read-query';
import { answer, jsonResponse } from '@/lib/http/answer';
import { eventPageJson } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: Request,
  { params }: RouteContext<'/simulations/[simulationId]/events'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const filter = readQuery(eventFilterSchema, new URL(request.url).searchParams);
    const { service } = await getServer();
    return jsonResponse(eventPageJson(await service.getFilteredEvents(simulationId, filter)));
  });
}
