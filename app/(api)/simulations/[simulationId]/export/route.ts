import { DEFAULT_EXPORT_FORMAT, exportQuerySchema } from '@/lib/filters/export-query';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { downloadResponse } from '@/lib/http/download-response';
import { getServer } from '@/lib/server';

export function GET(
  request: ApiRequest,
  { params }: RouteContext<'/simulations/[simulationId]/export'>,
): Promise<Response> {
  return answer(async () => {
    const { simulationId } = await params;
    const query = readQuery(exportQuerySchema, new URL(request.url).searchParams);
    const { format = DEFAULT_EXPORT_FORMAT, escape_formulas, bom, ...filter } = query;
    const { service } = await getServer();
    const options = { escapeFormulas: escape_formulas, bom, signal: request.signal };
    const file = await service.exportEvents(simulationId, filter, format, options);
    return downloadResponse(request, file);
  });
}
