import { NextResponse, type NextRequest } from 'next/server';
import { readServerConfig } from '@/lib/config';
import { contentSecurityPolicy, isSameSecret, refuse, TOKEN_COOKIE } from '@/lib/http/guard';
import { refusalResponse } from '@/lib/http/refusal';

/** Stands before every request: turns foreign ones away and gives pages their content security policy. */
export function proxy(request: NextRequest): Response {
  const { token } = readServerConfig();
  const offered = request.nextUrl.searchParams.get('token');
  if (token !== undefined && offered !== null && isSameSecret(offered, token)) {
    return welcome(request, token);
  }
  const refusal = refuse(
    {
      host: request.headers.get('host'),
      origin: request.headers.get('origin'),
      authorization: request.headers.get('authorization'),
      tokenCookie: request.cookies.get(TOKEN_COOKIE)?.value,
    },
    token,
  );
  if (refusal !== undefined) return refusalResponse(refusal);
  return withPolicy(request);
}

/** The link the server printed: the token moves into a cookie and out of the address bar. */
function welcome(request: NextRequest, token: string): NextResponse {
  const url = request.nextUrl.clone();
  url.searchParams.delete('token');
  const response = NextResponse.redirect(url);
  response.cookies.set(TOKEN_COOKIE, token, { httpOnly: true, sameSite: 'lax', path: '/' });
  return response;
}

function withPolicy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'no-referrer');
  return response;
}

export const config = { matcher: '/((?!_next/static).*)' };
