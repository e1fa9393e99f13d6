import { problemAnswer } from './problem-response';

/** All methods of the server, which only reads. */
const ALLOWED_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * The response to a request that no route can answer: 405 for methods other than GET, HEAD and OPTIONS, with the allowed ones,
 * and 400 for a path with an invalid encoding. `undefined` for all others.
 */
export function refuseRequest(method: string, url: string): Response | undefined {
  if (!ALLOWED_METHODS.includes(method)) {
    const detail = `${JSON.stringify(method)} is not allowed: this server can only be read.`;
    const response = problem(405, 'Method not allowed', 'method_not_allowed', detail);
    response.headers.set('allow', ALLOWED_METHODS.join(', '));
    return response;
  }
  const path = url.split('?', 1)[0] ?? '';
  if (isEncoded(path)) return undefined;
  return problem(
    400,
    'Malformed path',
    'malformed_path',
    `${JSON.stringify(path)} is not percent-encoded UTF-8.`,
  );
}

function isEncoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function problem(status: number, title: string, code: string, detail: string): Response {
  return problemAnswer({ type: 'about:blank', title, status, detail, code });
}
