import { causalityQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import { answer, jsonResponse } from '@/lib/http/answer';
import { causalityJson } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: Request,
  { params }: RouteContext<'/simulations/[simulationId]/causality/[eventId]'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId, eventId } = await params;
    const { depth } = readQuery(causalityQuerySchema, new URL(request.url).searchParams);
    const { service } = await getServer();
    return jsonResponse(
      causalityJson(await service.getCausalityChain(simulationId, eventId, { depth })),
    );
  });
}
