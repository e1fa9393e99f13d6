import { resultsQuerySchema } from '@/lib/api/ensemble-contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerByContent } from '@/lib/http/answer-from-files';
import { downloadResponse } from '@/lib/http/download-response';
import { ensembleAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(request: ApiRequest): Promise<Response> {
  return answer(async () => {
    const query = readQuery(resultsQuerySchema, new URL(request.url).searchParams);
    const { service, revision } = await getServer();
    if (query.format === 'csv') {
      return downloadResponse(request, await service.exportEnsembleResults(query));
    }
    return answerByContent(
      request,
      revision,
      await ensembleAnswer(await service.getEnsembleResults(query)),
    );
  });
}
