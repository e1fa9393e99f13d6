import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { openWork, type OpenWork } from '../lib/work/work';
import { SECURITY_HEADERS, type Door } from '../lib/http/door';
import { refuseRequest } from '../lib/http/refuse-request';
import { answerApi } from './answer-api';
import { compressAnswers } from './compress-answers';
import { loadApiRoutes } from './load-api-routes';
import { sendResponse } from './send-response';

/** Limits for the work of a request. */
export interface WorkLimits {
  /** Aborts when running requests have had their time to finish. */
  readonly cutting: AbortSignal;
  /** The time limit for the start of a response, ms. Default 30,000. */
  readonly answerLimitMs?: number;
}

export interface AnswerOptions extends WorkLimits {
  readonly host: string;
  readonly port: number;
  /** Whether pages and routes are reloaded from their sources. */
  readonly isDevelopment: boolean;
  /** The check that every request must pass. */
  readonly door: Door;
  /** Awaited before the first answer. */
  readonly ready: Promise<unknown>;
}

const ANSWER_LIMIT_MS = 30_000;

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Answers requests with the pages and routes of `app/`. Resolves when they are ready; earlier requests wait. */
export async function answerRequests(http: Server, options: AnswerOptions): Promise<void> {
  const { isDevelopment, door, ready } = options;
  const prepared = Promise.all([prepareNext(http, options), ready]).then(([handle]) => handle);
  const compress = compressAnswers({ alsoLoopback: isTunnelLikely() });
  http.on('request', (request, response) => {
    const { method = '', url = '' } = request;
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    // In development, Next's tools post to the server.
    const misfit = isDevelopment ? undefined : refuseRequest(method, url);
    const refusal = door.check(request) ?? misfit;
    if (refusal !== undefined) {
      void sendResponse(refusal, response);
      return;
    }
    compress(request, response, () => {
      void prepared.then((handle) => answerAsWork(handle, options)(request, response));
    });
  });
  await prepared;
}

/**
 * Makes each request that `handle` answers a piece of work. It is cancelled when the client disconnects, and when running
 * requests are cut. It is late when the response has not begun within the limit.
 */
export function answerAsWork(
  handle: RequestListener,
  { cutting, answerLimitMs: limitMs = ANSWER_LIMIT_MS }: WorkLimits,
): RequestListener {
  return (request, response) => {
    const work = openWork({ signal: cutting, limitMs, isInTime: () => response.headersSent });
    endWithResponse(work, response);
    work.run(() => handle(request, response));
  };
}

/** The work of a request continues while its client is connected. */
function endWithResponse(work: OpenWork, response: ServerResponse): void {
  response.once('close', () => {
    if (!response.writableFinished) work.cancel('its client has gone');
    work.end();
  });
}

async function prepareNext(
  http: Server,
  { host, port, isDevelopment }: AnswerOptions,
): Promise<RequestListener> {
  const { default: next } = await import('next');
  // Next handles upgrades of the server it is given. It needs the real one only in development.
  const httpServer = isDevelopment ? http : createServer();
  const app = next({ dev: isDevelopment, dir: PROJECT, hostname: host, port, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  const answerByNext: RequestListener = (request, response) => void handle(request, response);
  return isDevelopment ? answerByNext : answerApi(await loadApiRoutes(), answerByNext);
}

/** In an SSH session the browser is probably on another machine and connects through a tunnel to loopback. */
function isTunnelLikely(): boolean {
  return process.env['SSH_CONNECTION'] !== undefined;
}
