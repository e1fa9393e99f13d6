import type { Health } from '@/lib/api/contract';
import { answer } from '@/lib/http/answer';
import { jsonResponse } from '@/lib/http/json-response';
import { getServer } from '@/lib/server';

export const dynamic = 'force-dynamic';

export function GET(): Promise<Response> {
  return answer(async () => {
    const { config, revision } = await getServer();
    const { version } = config;
    const health: Health = { status: 'ok', version, revision, uptime_seconds: process.uptime() };
    return jsonResponse(JSON.stringify(health));
  });
}
