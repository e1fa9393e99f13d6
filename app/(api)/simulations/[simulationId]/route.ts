import { answer, jsonResponse } from '@/lib/http/answer';
import { simulationSummaryJson } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  _request: Request,
  { params }: RouteContext<'/simulations/[simulationId]'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const { service } = await getServer();
    return jsonResponse(simulationSummaryJson(await service.getSimulation(simulationId)));
  });
}
