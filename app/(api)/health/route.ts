import type { Health } from '@/lib/api/contract';
import { answer, jsonResponse } from '@/lib/http/answer';
import { getServer } from '@/lib/server';

export const dynamic = 'force-dynamic';

export function GET(): Promise<Response> {
  return answer(async () => {
    const { version } = (await getServer()).config;
    const health: Health = { status: 'ok', version, uptime_seconds: process.uptime() };
    return jsonResponse(JSON.stringify(health));
  });
}
