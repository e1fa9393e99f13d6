import type { Refusal } from './guard';
import { problemAnswer } from './problem-response';

/** Why the request is refused. */
type ShutReason = Refusal | 'too_many_guesses';

const REFUSALS: Readonly<Record<ShutReason, { readonly status: number; readonly detail: string }>> =
  {
    malformed_request: {
      status: 400,
      detail: 'Expected a request for a path, with one Host header that names a host.',
    },
    foreign_host: { status: 403, detail: 'This server answers to loopback names only.' },
    foreign_origin: { status: 403, detail: 'Pages of another origin may not use this server.' },
    foreign_site: {
      status: 403,
      detail: 'Pages of another site may not load anything from this server.',
    },
    token_required: {
      status: 401,
      detail:
        'A token is required: open the link that the server printed, or send Authorization: Bearer.',
    },
    too_many_guesses: {
      status: 429,
      detail: 'Too many wrong tokens came from this address; wait before the next.',
    },
  };

/** A 400, 401, 403 or 429 with the reason as its code. */
export function refusalResponse(code: ShutReason, retryAfterSeconds?: number): Response {
  const { status, detail } = REFUSALS[code];
  const response = problemAnswer({ type: 'about:blank', title: 'Refused', status, detail, code });
  if (status === 401) response.headers.set('www-authenticate', 'Bearer');
  if (retryAfterSeconds !== undefined) {
    response.headers.set('retry-after', String(retryAfterSeconds));
  }
  return response;
}
