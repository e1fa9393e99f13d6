import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { getServer } from '@/lib/server';

export function GET(
  request: Request,
  { params }: RouteContext<'/simulations/[simulationId]/events/[eventId]'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId, eventId } = await params;
    const server = await getServer();
    return answerFromFiles(
      request,
      server,
      simulationId,
      async () => (await server.service.getEventById(simulationId, eventId)).text,
    );
  });
}
