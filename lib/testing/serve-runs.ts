import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach } from 'vitest';
import { z } from 'zod';
import { createRouteFinder, type Route, type RouteHandler } from '../http/api-routes';
import { openServer } from '../open-server';
import { getServer } from '../server';
import { makeTempRoot } from './temp-root';

/** The API of a server whose runs a test writes. */
export interface ServedRuns {
  /** The requests since the test began: path and query. */
  readonly asked: readonly string[];
  /** Writes the events of a run, and its other files by their paths in its folder. Resolves when its index is ready. */
  write(
    simulationId: string,
    events: readonly object[],
    files?: Readonly<Record<string, string>>,
  ): Promise<void>;
}

const ROUTES = fileURLToPath(new URL('../../app/(api)/', import.meta.url));

const routeSchema = z.object({
  GET: z.custom<RouteHandler>((value) => typeof value === 'function'),
});

/**
 * Lets the components of a test file ask the real API: `fetch` is answered by the routes, with a DuckDB store over a temporary
 * folder. Only HTTP is left out. To be called once, outside of the tests.
 */
export function serveRuns(): ServedRuns {
  const asked: string[] = [];
  const answers: Promise<Response>[] = [];

  beforeAll(async () => {
    const output = await makeTempRoot();
    const index = await makeTempRoot();
    const stopping = new AbortController();
    const server = await openServer({
      config: {
        outputRoot: output.path,
        indexDir: index.path,
        host: '127.0.0.1',
        token: undefined,
        version: '1.2.3',
      },
      revision: 'build',
      closing: stopping.signal,
    });
    const findRoute = createRouteFinder(await listRoutes());
    const noServer = globalThis.fetch;

    globalThis.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, 'http://127.0.0.1');
      asked.push(url.pathname + url.search);
      const route = findRoute(url.pathname);
      if (route === undefined) throw new Error(`the API has no ${url.pathname}`);
      const signal = init?.signal ?? new AbortController().signal;
      const request = { method: 'GET', url: url.href, headers: new Headers(init?.headers), signal };
      const params = Promise.resolve(route.params);
      const answer = Promise.resolve(route.handler(request, { params }));
      answers.push(answer);
      const { status, headers, body } = await untilAborted(answer, signal);
      return new Response(body, { status, statusText: STATUS_CODES[status] ?? '', headers });
    };

    return async () => {
      globalThis.fetch = noServer;
      stopping.abort();
      await Promise.allSettled(answers);
      await server.close();
      await output.remove();
      await index.remove();
    };
  });

  beforeEach(() => {
    asked.length = 0;
  });

  return {
    asked,
    async write(simulationId, events, files = {}) {
      const { config, service } = await getServer();
      const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
      for (const [name, text] of Object.entries({ 'events.jsonl': lines, ...files })) {
        const file = path.join(config.outputRoot, simulationId, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
      }
      // Waits for the index up to a second each time.
      while ((await service.getSimulation(simulationId)).index.state === 'indexing');
    },
  };
}

/** The routes by their folders, each loaded when it is first asked. */
async function listRoutes(): Promise<readonly Route[]> {
  const files = await readdir(ROUTES, { recursive: true });
  return files
    .filter((file) => path.basename(file) === 'route.ts')
    .map((file) => ({
      pathname: `/${path.dirname(file)}`,
      handler: async (...asked) => {
        const { GET } = routeSchema.parse(await import(path.join(ROUTES, file)));
        return GET(...asked);
      },
    }));
}

/** As `fetch` does: an aborted request rejects at once. */
async function untilAborted(answer: Promise<Response>, signal: AbortSignal): Promise<Response> {
  const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
  if (!signal.aborted) await Promise.race([answer, aborted]);
  signal.throwIfAborted();
  return answer;
}
