import { readdir } from 'node:fs/promises';
import { expect, inject, it, onTestFinished } from 'vitest';
import { makeTempRoot } from '../../lib/testing/temp-root';
import { SEEDED_ID } from '../support/make-root';
import { startServer } from '../support/start-server';

it('shares its index folder with a second server on the same root, and both answer alike', async () => {
  const indexDir = (await makeTempRoot(onTestFinished)).path;
  const root = inject('outputRoot');
  const first = await startServer(root, { indexDir });
  const second = await startServer(root, { indexDir });
  const ask = async (url: string): Promise<string> => {
    for (;;) {
      const response = await fetch(new URL(`/simulations/${SEEDED_ID}/events?offset=9000`, url));
      const body = await response.text();
      // Two servers index at the same time here: it may take longer than they let a question wait.
      if (response.status === 503) continue;
      expect(response.status).toBe(200);
      return body;
    }
  };
  const [one, other] = await Promise.all([ask(first.url), ask(second.url)]);
  expect(other).toBe(one);
  expect((await readdir(indexDir)).filter((name) => name.endsWith('.duckdb'))).toHaveLength(2);

  // A server with a private index removes it at the end; the shared one stays.
  await first.stop();
  await second.stop();
  const left = (await readdir(indexDir)).filter((name) => name.endsWith('.duckdb'));
  expect(left).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.duckdb$/)]);
});
