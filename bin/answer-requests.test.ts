import { once } from 'node:events';
import { createServer } from 'node:http';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, onTestFinished } from 'vitest';
import { problemSchema } from '../lib/api/contract';
import { answer } from '../lib/http/answer';
import { jsonResponse } from '../lib/http/json-response';
import { writeJson } from '../lib/http/json-text';
import { lendConnections, queryRows } from '../lib/store/duckdb/sql/connections';
import { createLanes } from '../lib/work/lanes';
import { during } from '../lib/work/work';
import { answerAsWork, type WorkLimits } from './answer-requests';
import { sendResponse } from './send-response';

/** A statement that runs for hours. */
const ENDLESS = 'SELECT count(*) AS n FROM range(100000000000000) WHERE range % 7 = 3';

/** A server whose queries have one place, and take hours at `/endless`. */
async function startServer(limits: Partial<WorkLimits> = {}) {
  const instance = await DuckDBInstance.create(':memory:');
  const connections = lendConnections(instance);
  const lanes = createLanes({ dear: 1 });
  const ask = (sql: string) =>
    lanes.run('dear', 'run', () =>
      during('following links', () => connections.use((connection) => queryRows(connection, sql))),
    );
  const answers: Readonly<Record<string, () => Promise<unknown>>> = {
    '/endless': () => ask(ENDLESS),
    '/short': () => ask('SELECT 1 AS n'),
    '/long': () => Promise.resolve('x'.repeat(2000)),
  };
  const http = createServer(
    answerAsWork(
      ({ url = '' }, response) => {
        const make = async (): Promise<Response> =>
          jsonResponse(await writeJson(await answers[url]?.(), 1000));
        void answer(make).then((made) => sendResponse(made, response));
      },
      { cutting: new AbortController().signal, ...limits },
    ),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(async () => {
    http.closeAllConnections();
    http.close();
    // No work is running any more.
    await lanes.run('dear', 'end', () => Promise.resolve());
    await connections.close();
    instance.closeSync();
  });
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const get = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`http://127.0.0.1:${String(port)}${path}`, init);
  return { get, lanes };
}

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return problemSchema.parse(await response.json());
}

it('interrupts the statement of a client that goes, and lets the next one in', async () => {
  const { get, lanes } = await startServer();
  const leaving = new AbortController();
  const left = get('/endless', { signal: leaving.signal });
  const next = get('/endless', { signal: leaving.signal });
  // One request runs, the other waits.
  await expect.poll(() => lanes.waiting('dear')).toBe(1);
  const last = get('/short');
  await expect.poll(() => lanes.waiting('dear')).toBe(2);
  leaving.abort();
  await expect(Promise.all([left, next])).rejects.toThrow('aborted');
  expect(await (await last).json()).toEqual([{ n: 1 }]);
});

it('gives up an answer that takes too long, reports its longest step, and starts the next one', async () => {
  const { get } = await startServer({ answerLimitMs: 200 });
  const response = await get('/endless');
  expect(await problemOf(response)).toMatchObject({
    status: 503,
    code: 'took_too_long',
    detail: expect.stringMatching(
      /^The answer was not ready after 0\.2 s .* was following links\./,
    ),
  });
  expect(response.status).toBe(503);
  expect((await get('/short')).status).toBe(200);
});

it('cancels running requests when the server stops', async () => {
  const cutting = new AbortController();
  const { get, lanes } = await startServer({ cutting: cutting.signal });
  const answers = [get('/endless'), get('/endless')];
  await expect.poll(() => lanes.waiting('dear')).toBe(1);
  cutting.abort();
  for (const response of await Promise.all(answers)) {
    expect(await problemOf(response)).toMatchObject({ status: 503, code: 'cancelled' });
  }
});

it('refuses an answer above the maximum size', async () => {
  const { get } = await startServer();
  const response = await get('/long');
  expect(response.status).toBe(422);
  expect(await problemOf(response)).toMatchObject({
    code: 'answer_too_large',
    detail: expect.stringContaining('longer than 1000 bytes'),
  });
});
