import { timingSafeEqual } from 'node:crypto';

/** What a request tells of where it comes from. Header values; `null` when absent. */
export interface Caller {
  readonly host: string | null;
  readonly origin: string | null;
  readonly authorization: string | null;
  readonly tokenCookie: string | undefined;
}

export type Refusal = 'foreign_host' | 'foreign_origin' | 'token_required';

/** Holds the token of a browser that was once shown it. */
export const TOKEN_COOKIE = 'causeway_token';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a server that listens on `host` is reachable from this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_NAMES.has(host) || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Why a request is not answered, if it is not. On loopback the Host header must be a loopback name, so that a name an
 * attacker points here (DNS rebinding) reads nothing; elsewhere the token must be shown. A page of another origin is
 * refused in both cases.
 */
export function refuse(caller: Caller, token: string | undefined): Refusal | undefined {
  const { host, origin } = caller;
  if (origin !== null && hostOf(origin) !== host) return 'foreign_origin';
  if (token === undefined) {
    const name = host?.replace(/:\d+$/, '') ?? '';
    return isLoopback(name) ? undefined : 'foreign_host';
  }
  const shown = caller.authorization?.replace(/^Bearer /i, '') ?? caller.tokenCookie;
  return shown !== undefined && isSameSecret(shown, token) ? undefined : 'token_required';
}

/** Compares in a time that does not tell how much was right. */
export function isSameSecret(shown: string, expected: string): boolean {
  const a = Buffer.from(shown);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A policy under which a page loads nothing from another host and runs no script but ours. */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const evaluate = isDevelopment ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
