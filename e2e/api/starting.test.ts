import { readdir } from 'node:fs/promises';
import { expect, inject, it, onTestFinished } from 'vitest';
import { SEEDED_ID } from '../support/make-root';
import { startServer } from '../support/start-server';

it('opens no index before the first request, even a finished one, and then answers', async () => {
  const server = await startServer(inject('outputRoot'));
  onTestFinished(() => server.stop());
  const indexes = async (): Promise<readonly string[]> =>
    (await readdir(server.indexDir).catch(() => [])).filter((name) => name.endsWith('.duckdb'));
  expect(await indexes()).toEqual([]);
  const page = await fetch(new URL(`/view/${SEEDED_ID}`, server.url));
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('role="gridcell"');
  expect(await indexes()).toHaveLength(1);
});
