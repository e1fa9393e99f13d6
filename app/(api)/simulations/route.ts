import { answer, jsonResponse } from '@/lib/http/answer';
import { simulationListJson } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export const dynamic = 'force-dynamic';

export function GET(): Promise<Response> {
  return answer(async () => {
    const { service } = await getServer();
    return jsonResponse(simulationListJson(await service.listSimulations()));
  });
}
