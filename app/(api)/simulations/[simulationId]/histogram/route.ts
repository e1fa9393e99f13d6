import { histogramQuerySchema } from '@/lib/api/contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles } from '@/lib/http/answer-from-files';
import { histogramAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/histogram'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const query = readQuery(histogramQuerySchema, new URL(request.url).searchParams);
    const {
      partial: isPartial,
      axis,
      by,
      buckets,
      series,
      split,
      keys,
      folds,
      times,
      ...criteria
    } = query;
    const options = { axis, by, buckets, series, split, keys, folds, times, isPartial };
    const server = await getServer();
    return answerFromFiles(request, server, simulationId, async () =>
      histogramAnswer(await server.service.getHistogram(simulationId, criteria, options)),
    );
  });
}
