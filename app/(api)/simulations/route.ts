import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerByContent } from '@/lib/http/answer-from-files';
import { simulationListAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export const dynamic = 'force-dynamic';

export function GET(request: ApiRequest): Promise<Response> {
  return answer(async () => {
    const server = await getServer();
    const list = await simulationListAnswer(await server.service.listSimulations());
    return answerByContent(request, server.revision, list);
  });
}
