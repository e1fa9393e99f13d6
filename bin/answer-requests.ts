import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { openWork, type OpenWork } from '../lib/work/work';
import { SECURITY_HEADERS, type Door } from '../lib/http/door';
import { refuseRequest } from '../lib/http/refuse-request';
import { answerApi } from './answer-api';
import { compressAnswers } from './compress-answers';
import { loadApiRoutes } from './load-api-routes';
import { sendResponse } from './send-response';

/** When the work of a request ends though it is not done. */
export interface WorkLimits {
  /** Aborted when answers under way have had their time to finish. */
  readonly cutting: AbortSignal;
  /** How long an answer may take to begin. Default 30,000. */
  readonly answerLimitMs?: number;
}

export interface AnswerOptions extends WorkLimits {
  readonly host: string;
  readonly port: number;
  /** Whether pages and routes follow their sources. */
  readonly isDevelopment: boolean;
  /** What every request passes. */
  readonly door: Door;
  /** Awaited before the first answer. */
  readonly ready: Promise<unknown>;
}

const ANSWER_LIMIT_MS = 30_000;

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Has requests answered by the pages and routes of `app/`; resolves when they are ready. Who asks before that waits. */
export async function answerRequests(http: Server, options: AnswerOptions): Promise<void> {
  const { isDevelopment, door, ready } = options;
  const prepared = Promise.all([prepareNext(http, options), ready]).then(([handle]) => handle);
  const compress = compressAnswers({ alsoLoopback: isTunnelLikely() });
  http.on('request', (request, response) => {
    const { method = '', url = '' } = request;
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    // The tools of Next's developing pages post to their server.
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
 * Makes a piece of work of each request that `handle` answers: it is cancelled when its client goes and when answers under
 * way are cut, and late when its answer has not begun within the limit.
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

/** The work of a request goes on as long as its client listens. */
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
  // Next takes over the sockets of the server it is given; but for the one of developing pages, none is its own.
  const httpServer = isDevelopment ? http : createServer();
  const app = next({ dev: isDevelopment, dir: PROJECT, hostname: host, port, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  const answerByNext: RequestListener = (request, response) => void handle(request, response);
  return isDevelopment ? answerByNext : answerApi(await loadApiRoutes(), answerByNext);
}

/** Who works on this machine over SSH has the browser at the other end, and comes through a tunnel to loopback. */
function isTunnelLikely(): boolean {
  return process.env['SSH_CONNECTION'] !== undefined;
}
