import { bandsQuerySchema } from '@/lib/api/ensemble-contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerByContent } from '@/lib/http/answer-from-files';
import { ensembleAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(request: ApiRequest): Promise<Response> {
  return answer(async () => {
    const query = readQuery(bandsQuerySchema, new URL(request.url).searchParams);
    const { service, revision } = await getServer();
    return answerByContent(
      request,
      revision,
      await ensembleAnswer(await service.getEnsembleBands(query)),
    );
  });
}
