import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ApiRequest } from '../lib/http/api-request';
import { createRouteFinder, type FoundRoute, type Route } from '../lib/http/api-routes';
import { problemResponse } from '../lib/http/problem-response';
import { sendResponse } from './send-response';

/** Answers GET and HEAD requests for the API's routes, and passes other requests to `otherwise`. */
export function answerApi(routes: readonly Route[], otherwise: RequestListener): RequestListener {
  const findRoute = createRouteFinder(routes);
  return (request, response) => {
    const { method = '', url = '' } = request;
    const isAsked = method === 'GET' || method === 'HEAD';
    const found = isAsked ? findRoute(url.split('?', 1)[0] ?? '') : undefined;
    if (found === undefined) otherwise(request, response);
    else void answerOne(found, request, response);
  };
}

async function answerOne(
  { handler, params }: FoundRoute,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const withBody = request.method === 'GET';
  try {
    const asked = apiRequest(request, gone.signal);
    const answer = await handler(asked, { params: Promise.resolve(params) });
    await sendResponse(answer, response, withBody);
  } catch (error) {
    // An abort is not an error: the server is stopping, or the client has disconnected.
    const isAbort = error instanceof Error && error.name === 'AbortError';
    if (!isAbort) console.error(error);
    if (!response.headersSent) await sendResponse(problemResponse(error), response, withBody);
  }
}

function apiRequest(request: IncomingMessage, signal: AbortSignal): ApiRequest {
  const { method = '', url = '', headers } = request;
  return {
    method,
    url: `http://${headers.host ?? 'localhost'}${url}`,
    headers: { get: (name) => headers[name.toLowerCase()]?.toString() ?? null },
    signal,
  };
}
