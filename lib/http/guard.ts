import { createHash, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** The origin and the target of a request. */
export interface Caller {
  readonly method: string;
  /** The request target as sent. */
  readonly target: string;
  /** All `Host` headers. */
  readonly hosts: readonly string[];
  readonly origin: string | undefined;
  /** The Fetch Metadata headers of these names, if the browser sends them. */
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  readonly fetchDest: string | undefined;
  /** The tokens that the request presents, by any of the ways. */
  readonly tokens: readonly string[];
}

export type Refusal =
  'malformed_request' | 'foreign_host' | 'foreign_origin' | 'foreign_site' | 'token_required';

const HOST = /^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])(?::(\d{1,5}))?$/i;

/** Paths with data. All others are pages and their resources. */
const DATA = /^\/(?:simulations|health|openapi\.json)(?:[/?]|$)/;

/** Whether a server that listens on `host` is reachable from this machine only. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost' || name === '::1' || name === '[::1]') return true;
  return isIPv4(name) && name.startsWith('127.');
}

/**
 * Why a request is refused; `undefined` when it is allowed.
 *
 * - It must be in origin form (`/path`) and have one host.
 * - On loopback the host must be a loopback name. So a name that an attacker points here (DNS rebinding) reads nothing.
 * - A page of another origin can read nothing and embed nothing (`<script>`, `<img>`, a frame, a WebSocket), even from the same
 *   host on another port. It may link to pages.
 * - With a token configured, the request must present it.
 */
export function refuse(caller: Caller, token: string | undefined): Refusal | undefined {
  const [host, ...others] = caller.hosts;
  if (host === undefined || others.length > 0 || !isHost(host)) return 'malformed_request';
  if (!/^\/(?![/\\])[^\\]*$/.test(caller.target.split('?', 1)[0] ?? '')) return 'malformed_request';
  if (token === undefined && !isLoopback(host.replace(/:\d+$/, ''))) return 'foreign_host';
  const { origin } = caller;
  if (origin !== undefined && hostOf(origin) !== host.toLowerCase()) return 'foreign_origin';
  if (!isFromHere(caller)) return 'foreign_site';
  if (token === undefined) return undefined;
  return caller.tokens.some((shown) => isSameSecret(shown, token)) ? undefined : 'token_required';
}

/** Compares in constant time, which reveals neither a partial match nor the length of the secret. */
export function isSameSecret(shown: string, expected: string): boolean {
  return timingSafeEqual(digest(shown), digest(expected));
}

/**
 * The name of the cookie with a browser's token. All ports of a host share cookies, so each token has its own name: `causeway_`
 * and 12 hexadecimal digits.
 */
export function tokenCookieName(token: string): string {
  return `causeway_${digest(`cookie ${token}`).toString('hex').slice(0, 12)}`;
}

function isHost(host: string): boolean {
  const [, port = '1'] = HOST.exec(host) ?? ['', '0'];
  return Number(port) >= 1 && Number(port) <= 65_535;
}

/** Whether the request comes from one of Causeway's pages, from outside a page, or from a link to a page. */
function isFromHere({ fetchSite, fetchMode, fetchDest, method, target }: Caller): boolean {
  if (fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none') return true;
  const isLink = fetchMode === 'navigate' && fetchDest === 'document' && method === 'GET';
  return isLink && !DATA.test(target);
}

function hostOf(origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined;
  const { protocol, host } = new URL(origin);
  return protocol === 'http:' || protocol === 'https:' ? host : undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
