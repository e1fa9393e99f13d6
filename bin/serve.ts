import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { DEFAULT_OUTPUT_ROOT, readServerConfig, writeServerConfig } from '../lib/config';
import { CancelledError } from '../lib/errors';
import { readRegularFile } from '../lib/files/regular-file';
import { createDoor } from '../lib/http/door';
import { acceptWebSockets } from '../lib/http/accept-web-sockets';
import { openServer } from '../lib/open-server';
import { printable } from '../lib/events/printable';
import { answerClientErrors } from './answer-client-errors';
import { answerRequests } from './answer-requests';
import { chooseToken, makeToken } from './choose-token';
import { makeDemoSimulation } from './demo';
import { chooseIndexFolder } from './index-folder';
import { showIndexProgress } from './index-progress';
import { openBrowser } from './open-browser';
import { findOutputRoot } from './output-root';
import { linkWithToken, serverOrigins } from './server-links';
import { readPrices } from './read-prices';
import { StartError } from './start-error';
import { finishRequests, stopOnSignal } from './stop-on-signal';
import { warmUp } from './warm-up';

export interface ServeOptions {
  /** Default `./output`, with a demo simulation if it is empty. */
  readonly outputRoot: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly indexDir?: string | undefined;
  readonly open: boolean;
  /** A file with the prices of tokens. Default: no costs. */
  readonly prices?: string | undefined;
  readonly version: string;
  /** Work to finish first when the server is stopped. */
  readonly beforeStop?: () => Promise<void>;
}

/**
 * How much the heap may grow, relative to its size, before it is collected. With free memory V8 lets it more than double, which
 * yields only garbage: 0.2 GB.
 */
const HEAP_GROWTH_PERCENT = 60;

/** How long running requests may take to finish when the server is stopped, ms. */
const FINISH_MS = 1500;

/**
 * The time limit of the whole stop, ms. Committed data is safe even if something keeps the store open. Ending the process takes
 * another tenth of a second.
 */
const STOP_MS = 1900;

/** A client that sends its request byte by byte is disconnected. A request without a host is refused by the door. */
const HTTP_OPTIONS = {
  requireHostHeader: false,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5000,
};

/**
 * Serves pages and API until SIGINT or SIGTERM, then exits with 0. With NODE_ENV=development, pages and routes are reloaded
 * from their sources.
 * @returns the address of the pages
 * @throws {StartError}
 */
export async function serve(options: ServeOptions): Promise<string> {
  const { host, version } = options;
  setFlagsFromString(`--heap-growing-percent=${String(HEAP_GROWTH_PERCENT)}`);
  const defaults = readServerConfig();
  const token = chooseToken(defaults.token, host, (message) => {
    console.error(`causeway: ${message}`);
  });
  const outputRoot = await chooseRoot(options.outputRoot);
  const { indexDir, indexDirName } = await chooseIndexFolder(options.indexDir, outputRoot);
  const prices = await readPrices(options.prices);
  const config = { outputRoot, indexDir, host, token, version };
  writeServerConfig(config);

  const isDevelopment = process.env.NODE_ENV === 'development';
  const http = createServer(HTTP_OPTIONS);
  answerClientErrors(http);
  const door = createDoor(token);
  const build = isDevelopment ? makeToken() : await readBuildId();
  // Answers depend on prices, so their ETags do.
  const revision = [version, build, ...(prices ? [JSON.stringify(prices)] : [])].join(' ');
  const { port } = await listen(http, options.port, host);
  // No `await` from here until the server handles requests: a request that arrives in between would never be answered.
  const stopping = new AbortController();
  const cutting = new AbortController();
  const opened = openServer({
    config,
    indexDirName,
    prices,
    revision,
    closing: stopping.signal,
  }).then((server) => ({
    server,
    progress: showIndexProgress(server.store),
  }));
  acceptWebSockets(http, { door, service: opened.then(({ server }) => server.service) });
  const stop = async (): Promise<void> => {
    stopping.abort();
    const settled = opened.then(({ server }) => server.store.settle());
    const cut = (): void => cutting.abort(new CancelledError('the server stops'));
    await finishRequests(http, FINISH_MS, cut);
    // An export whose client has received everything may still be running.
    cut();
    const { server, progress } = await opened;
    progress.stop();
    await settled;
    await server.close();
  };
  stopOnSignal(
    async () => {
      await options.beforeStop?.();
      await Promise.race([stop(), delay(STOP_MS)]);
    },
    () => 0,
  );
  const cut = cutting.signal;
  // Every running request adds a listener.
  setMaxListeners(0, cut);
  await answerRequests(http, { host, port, isDevelopment, door, ready: opened, cutting: cut });

  const [url = '', ...others] = serverOrigins(host, port);
  if (!isDevelopment) await warmUp(url, token);
  const link = linkWithToken(url, token);
  const more = others.map((other) => `\n         ${linkWithToken(other, token)}`).join('');
  console.log(
    `Causeway serves ${printable(outputRoot)}\n  pages  ${link}${more}\n  API    ${url}/docs`,
  );
  if (options.open) openBrowser(link);
  return url;
}

async function chooseRoot(given: string | undefined): Promise<string> {
  if (given !== undefined) return findOutputRoot(given);
  const root = path.resolve(DEFAULT_OUTPUT_ROOT);
  const demo = await makeDemoSimulation(root);
  if (demo !== undefined) console.log(`Made a demo simulation in ${demo.path}`);
  return root;
}

function listen(http: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `Port ${String(port)} is taken on ${host}; choose another with --port.`
          : `Cannot listen on ${host}:${String(port)}: ${error.message}`;
      reject(new StartError(reason));
    });
    http.listen(port, host, () => {
      const address = http.address();
      if (typeof address === 'object' && address !== null) resolve(address);
    });
  });
}

/** Reads the id of the build of the pages. @throws {StartError} when there is none */
async function readBuildId(): Promise<string> {
  const file = fileURLToPath(new URL('../.next/BUILD_ID', import.meta.url));
  try {
    return (await readRegularFile(file, { maxBytes: 1024 })).toString('utf8');
  } catch (error) {
    const message = 'The pages are not built yet; run npm start, or npm run build first.';
    throw new StartError(message, { cause: error });
  }
}
