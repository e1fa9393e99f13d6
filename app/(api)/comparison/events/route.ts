import { comparedEventsQuerySchema, DEFAULT_ROWS } from '@/lib/api/comparison-contract';
import { readQuery } from '@/lib/filters/read-query';
import type { ApiRequest } from '@/lib/http/api-request';
import { answer } from '@/lib/http/answer';
import { answerFromFiles, withFilesOf } from '@/lib/http/answer-from-files';
import { comparedEventsAnswer } from '@/lib/http/wire-json';
import { getServer } from '@/lib/server';

export function GET(request: ApiRequest): Promise<Response> {
  return answer(async () => {
    const query = readQuery(comparedEventsQuerySchema, new URL(request.url).searchParams);
    const { a, b, ignore: ignored, max_line_bytes: maxLineBytes } = query;
    const { turn, only, limit = DEFAULT_ROWS, offset = 0 } = query;
    const options = { turn, isDifferencesOnly: only === 'differences', limit, offset, ignored };
    const server = await getServer();
    return answerFromFiles(request, withFilesOf(b, server), a, async () =>
      comparedEventsAnswer(await server.service.getComparedEvents(a, b, options), maxLineBytes),
    );
  });
}
