import { answer, jsonResponse } from '@/lib/http/answer';
import { getServer } from '@/lib/server';

export function GET(
  _request: Request,
  { params }: RouteContext<'/simulations/[simulationId]/events/[eventId]'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId, eventId } = await params;
    const { service } = await getServer();
    return jsonResponse((await service.getEventById(simulationId, eventId)).text);
  });
}
