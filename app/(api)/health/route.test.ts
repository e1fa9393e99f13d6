import { expect, it, onTestFinished } from 'vitest';
import { healthSchema } from '@/lib/api/contract';
import type { Server } from '@/lib/open-server';
import { GET } from './route';

it('reports health without using its store', async () => {
  const untouchable = (): never => {
    throw new Error('the store was asked');
  };
  const server: Server = {
    config: { outputRoot: '', indexDir: '', host: '', token: undefined, version: '1.2.3' },
    get service() {
      return untouchable();
    },
    get store() {
      return untouchable();
    },
    revision: '1.2.3 build',
    closing: new AbortController().signal,
    close: untouchable,
  };
  globalThis.causewayServer = server;
  onTestFinished(() => {
    globalThis.causewayServer = undefined;
  });
  const response = await GET();
  expect(response.status).toBe(200);
  expect(healthSchema.parse(await response.json())).toMatchObject({
    status: 'ok',
    version: '1.2.3',
    revision: '1.2.3 build',
  });
});
