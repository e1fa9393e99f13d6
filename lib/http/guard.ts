import { createHash, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** What a request tells of where it comes from and what it wants. */
export interface Caller {
  readonly method: string;
  /** The request target as it was sent. */
  readonly target: string;
  /** Every `Host` header there is. */
  readonly hosts: readonly string[];
  readonly origin: string | undefined;
  /** Values of the headers of these names (Fetch Metadata), where a browser sends them. */
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  readonly fetchDest: string | undefined;
  /** Tokens that it shows, in whichever way. */
  readonly tokens: readonly string[];
}

export type Refusal =
  'malformed_request' | 'foreign_host' | 'foreign_origin' | 'foreign_site' | 'token_required';

const HOST = /^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])(?::(\d{1,5}))?$/i;

/** Addresses that answer with data; all others are pages, and what pages load. */
const DATA = /^\/(?:simulations|health|openapi\.json)(?:[/?]|$)/;

/** Whether a server that listens on `host` is reachable from this machine only. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost' || name === '::1' || name === '[::1]') return true;
  return isIPv4(name) && name.startsWith('127.');
}

/**
 * Why a request is not answered, if it is not.
 *
 * - It has to be in origin form (`/path`) and to name one host.
 * - On loopback the host must be a loopback name, so that a name an attacker points here (DNS rebinding) reads nothing.
 * - A page of another origin reads nothing, and embeds nothing (`<script>`, `<img>`, a frame, a WebSocket), also one of the
 *   same host on another port. It may link to pages.
 * - Where there is a token, it must be shown.
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

/** Compares in a time that does not tell how much was right, nor how long the secret is. */
export function isSameSecret(shown: string, expected: string): boolean {
  return timingSafeEqual(digest(shown), digest(expected));
}

/**
 * The name of the cookie that holds the token of a browser that was once shown it. Cookies are shared by all ports of a
 * host, so each token has a name of its own: `causeway_` and 12 hexadecimal digits.
 */
export function tokenCookieName(token: string): string {
  return `causeway_${digest(`cookie ${token}`).toString('hex').slice(0, 12)}`;
}

function isHost(host: string): boolean {
  const [, port = '1'] = HOST.exec(host) ?? ['', '0'];
  return Number(port) >= 1 && Number(port) <= 65_535;
}

/** Whether our own page asks, or no page at all; a link elsewhere may lead to a page. */
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
