import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_OUTPUT_ROOT, readServerConfig, writeServerConfig } from '../lib/config';
import { isLoopback } from '../lib/http/guard';
import { acceptWebSockets } from '../lib/http/accept-web-sockets';
import { openServer } from '../lib/open-server';
import { makeDemoSimulation } from './demo';
import { openBrowser } from './open-browser';

export interface ServeOptions {
  /** Default `./output`, where a demo simulation is made when there is none. */
  readonly outputRoot: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly indexDir?: string | undefined;
  readonly open: boolean;
  readonly version: string;
}

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** The server cannot start, for a reason the user can mend. */
export class StartError extends Error {}

/** Serves pages and API until SIGINT or SIGTERM. @throws {StartError} */
export async function serve(options: ServeOptions): Promise<void> {
  const outputRoot = await chooseRoot(options.outputRoot);
  const defaults = readServerConfig();
  const token = defaults.token ?? (isLoopback(options.host) ? undefined : makeToken());
  const config = {
    outputRoot,
    indexDir: path.resolve(options.indexDir ?? defaults.indexDir),
    host: options.host,
    token,
    version: options.version,
  };
  writeServerConfig(config);

  const server = createServer();
  const { port } = await listen(server, options.port, options.host);
  if (!existsSync(path.join(PROJECT, '.next', 'BUILD_ID'))) {
    throw new StartError('The pages are not built yet; run npm start, or npm run build first.');
  }
  const stopping = new AbortController();
  const opened = openServer({ config, revision: options.version, closing: stopping.signal });
  const service = opened.then((open) => open.service);
  acceptWebSockets(server, { token, service });
  const prepared = Promise.all([prepareNext(options.host, port), opened]).then(([next]) => next);
  // Who asks before the pages are ready waits for them.
  server.on('request', (request, response) => {
    void prepared.then((handle) => handle(request, response));
  });
  stopOnSignal(server, stopping);
  await prepared;

  const name = options.host.includes(':') ? `[${options.host}]` : options.host;
  const url = `http://${name}:${String(port)}`;
  const link = token === undefined ? url : `${url}/?token=${token}`;
  console.log(`Causeway serves ${outputRoot}\n  pages  ${link}\n  API    ${url}/docs`);
  if (options.open) openBrowser(link);
}

function makeToken(): string {
  return randomBytes(16).toString('hex');
}

async function chooseRoot(given: string | undefined): Promise<string> {
  if (given === undefined) {
    const root = path.resolve(DEFAULT_OUTPUT_ROOT);
    const demo = await makeDemoSimulation(root);
    if (demo !== undefined) console.log(`Made a demo simulation in ${demo.path}`);
    return root;
  }
  const root = path.resolve(given);
  const stats = await stat(root).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`There is no output root ${JSON.stringify(root)} (${reason}).`);
  });
  if (!stats.isDirectory()) {
    throw new StartError(`The output root ${JSON.stringify(root)} is not a directory.`);
  }
  return root;
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `Port ${String(port)} is taken on ${host}; choose another with --port.`
          : `Cannot listen on ${host}:${String(port)}: ${error.message}`;
      reject(new StartError(reason));
    });
    server.listen(port, host, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address);
    });
  });
}

async function prepareNext(
  hostname: string,
  port: number,
): Promise<(...exchange: Parameters<import('node:http').RequestListener>) => Promise<void>> {
  const { default: next } = await import('next');
  // Next takes over the upgrades of the server it is given: here that is one that nobody reaches.
  const app = next({ dev: false, dir: PROJECT, hostname, port, httpServer: createServer() });
  await app.prepare();
  return app.getRequestHandler();
}

/** Stops taking requests, lets those under way finish for a moment, then ends the process. */
function stopOnSignal(server: Server, stopping: AbortController): void {
  const stop = (): void => {
    stopping.abort();
    server.close(() => process.exit(0));
    setInterval(() => server.closeIdleConnections(), 50).unref();
    setTimeout(() => process.exit(0), 2000).unref();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
