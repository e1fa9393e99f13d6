import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { eventStreamResponse } from '@/lib/http/event-stream-response';
import { parseStreamRequest } from '@/lib/http/parse-stream-request';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/stream'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const lastEventId = request.headers.get('last-event-id');
    const query = new URL(request.url).searchParams;
    const { criteria, ...options } = parseStreamRequest(query, lastEventId);
    const { service } = await getServer();
    return eventStreamResponse((signal) =>
      service.streamEvents(simulationId, criteria, { ...options, signal }),
    );
  });
}
