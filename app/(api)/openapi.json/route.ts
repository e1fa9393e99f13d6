import { openApiDocument } from '@/lib/api/openapi';
import { answer } from '@/lib/http/answer';
import { jsonResponse } from '@/lib/http/json-response';
import { getServer } from '@/lib/server';

export const dynamic = 'force-dynamic';

export function GET(): Promise<Response> {
  return answer(async () => {
    const { version } = (await getServer()).config;
    return jsonResponse(JSON.stringify(openApiDocument({ version })));
  });
}
