import type { IncomingMessage } from 'node:http';
import { pathSegment } from '../api/path-segment';
import { isSameSecret, refuse, tokenCookieName, type Caller } from './guard';
import { createGuessLimit } from './guess-limit';
import { refusalResponse } from './refusal';

/** The check before everything that a server answers: pages, data, files, streams, WebSockets, and missing paths. */
export interface Door {
  /** The response to a request that is refused, or that presents its token for the first time; `undefined` for all others. */
  check(request: IncomingMessage): Response | undefined;
}

/** Headers of every response. Pages have their own content policy instead of this one. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** The former cookie name, the same for all servers; browsers may still have it. */
const OLD_COOKIE = 'causeway_token';

/** @param token the token that clients must present, if any */
export function createDoor(token: string | undefined): Door {
  const guesses = createGuessLimit();
  const cookieName = token === undefined ? undefined : tokenCookieName(token);

  return {
    check(request) {
      // The header is not trustworthy, so no later code must see it.
      delete request.headers['x-forwarded-host'];
      const offered = offeredToken(request);
      const caller = describeCaller(request, cookieName, offered);
      const address = request.socket.remoteAddress ?? '';
      const waitSeconds = caller.tokens.length > 0 ? guesses.waitSeconds(address) : 0;
      if (token !== undefined && waitSeconds > 0)
        return refusalResponse('too_many_guesses', waitSeconds);
      const refusal = refuse(caller, token);
      if (refusal !== undefined) {
        // A request may present several tokens; each counts as a guess.
        if (refusal === 'token_required') {
          for (const guess of caller.tokens) if (guess !== '') guesses.noteWrong(address);
        }
        return refusalResponse(refusal);
      }
      const isUpgrade = request.headers.upgrade !== undefined;
      if (token === undefined || offered === undefined || isUpgrade) return undefined;
      return isSameSecret(offered, token) ? welcome(request, token) : undefined;
    },
  };
}

/** Handles the link that the server printed: moves the token from the address into a cookie. */
function welcome(request: IncomingMessage, token: string): Response {
  const [path = '/', query = ''] = splitTarget(request);
  const params = new URLSearchParams(query);
  params.delete('token');
  const rest = params.size > 0 ? `?${params.toString()}` : '';
  const headers = new Headers({ location: `${path}${rest}`, 'cache-control': 'no-store' });
  const isSecure = request.headers['x-forwarded-proto'] === 'https' ? '; Secure' : '';
  const value = pathSegment(token);
  headers.append(
    'set-cookie',
    `${tokenCookieName(token)}=${value}; Path=/; HttpOnly; SameSite=Lax${isSecure}`,
  );
  headers.append('set-cookie', `${OLD_COOKIE}=; Path=/; Max-Age=0`);
  return new Response(null, { status: 307, headers });
}

function describeCaller(
  request: IncomingMessage,
  cookieName: string | undefined,
  offered: string | undefined,
): Caller {
  const { headers, rawHeaders, method = '', url = '' } = request;
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  const cookies = cookieName === undefined ? [] : readCookies(headers.cookie ?? '', cookieName);
  return {
    method,
    target: url,
    hosts: rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'host'),
    origin: headers.origin,
    fetchSite: headers['sec-fetch-site']?.toString(),
    fetchMode: headers['sec-fetch-mode']?.toString(),
    fetchDest: headers['sec-fetch-dest']?.toString(),
    tokens: [bearer, ...cookies, offered].filter((shown) => shown !== undefined),
  };
}

/** The token in the address: in the printed link, and in WebSockets of pages, which cannot set headers. */
function offeredToken(request: IncomingMessage): string | undefined {
  return new URLSearchParams(splitTarget(request)[1] ?? '').get('token') ?? undefined;
}

function splitTarget({ url = '/' }: IncomingMessage): readonly string[] {
  const at = url.indexOf('?');
  return at === -1 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}

/** All values of a cookie. A browser may send several, of which one is valid. */
function readCookies(header: string, name: string): readonly string[] {
  return header.split(';').flatMap((cookie) => {
    const [key, value] = cookie.trim().split('=', 2);
    if (key !== name || value === undefined) return [];
    try {
      return [decodeURIComponent(value)];
    } catch {
      return [];
    }
  });
}
