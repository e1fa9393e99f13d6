import type { Refusal } from './guard';
import { problemAnswer } from './problem-response';

const REFUSALS: Readonly<Record<Refusal, { readonly status: number; readonly detail: string }>> = {
  foreign_host: { status: 403, detail: 'This server answers to loopback names only.' },
  foreign_origin: { status: 403, detail: 'This server answers no page of another origin.' },
  token_required: {
    status: 401,
    detail: 'Show the token the server printed: open its link, or send Authorization: Bearer.',
  },
};

/** 401 or 403, with the reason as its code. */
export function refusalResponse(code: Refusal): Response {
  const { status, detail } = REFUSALS[code];
  const response = problemAnswer({ type: 'about:blank', title: 'Refused', status, detail, code });
  if (status === 401) response.headers.set('www-authenticate', 'Bearer');
  return response;
}
