import { expect, it, onTestFinished } from 'vitest';
import { openServer } from './open-server';
import { getServer } from './server';
import { makeTempRoot } from './testing/temp-root';

it('is found by routes while it is open, and not when it is closed or was never opened', async () => {
  const outputRoot = (await makeTempRoot(onTestFinished)).path;
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  await expect(getServer()).rejects.toThrow('no store open: start it with npm start');
  const server = await openServer({
    config: { outputRoot, indexDir, host: '127.0.0.1', token: undefined, version: '1.2.3' },
    revision: 'this build',
    closing: new AbortController().signal,
  });
  expect(await getServer()).toBe(server);
  expect(await server.service.listSimulations()).toEqual([]);
  await server.close();
  await expect(getServer()).rejects.toThrow('no store open');
});
