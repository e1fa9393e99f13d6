import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, inject, it } from 'vitest';
import WebSocket from 'ws';
import { tokenCookieName } from '../../lib/http/guard';
import { startServer } from '../support/start-server';

const PATHS = [
  '/',
  '/docs',
  '/view/nothing',
  '/simulations',
  '/simulations/nothing',
  '/simulations/nothing/stream',
  '/simulations/nothing/export',
  '/health',
  '/openapi.json',
  '/icon.svg',
  '/_next/static/nothing.js',
  '/not/there',
];

async function send(port: number, ...lines: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  return text(socket);
}

it('keeps strangers out of every address, and reveals nothing about the machine', async () => {
  const root = inject('outputRoot');
  await using server = await startServer(root);
  const { port: portText, host } = new URL(server.url);
  const port = Number(portText);
  for (const path of PATHS) {
    const request = `GET ${path} HTTP/1.1`;
    const foreign = await send(port, request, `Host: evil.example:${portText}`);
    expect(foreign).toMatch(/^HTTP\/1\.1 403 /);
    const doubled = await send(port, request, `Host: ${host}`, 'Host: evil.example');
    expect(doubled).toMatch(/^HTTP\/1\.1 400 /);
    const embedded = ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: no-cors'];
    const script = await send(
      port,
      request,
      `Host: ${host}`,
      ...embedded,
      'Sec-Fetch-Dest: script',
    );
    expect(script).toMatch(/^HTTP\/1\.1 403 /);

    const answer = await send(port, request, `Host: ${host}`, 'X-Forwarded-Host: evil.example');
    const head = answer.split('\r\n\r\n')[0] ?? '';
    expect(head).toMatch(/^HTTP\/1\.1 (200|404|422) /);
    expect(head).toMatch(/^cross-origin-resource-policy: same-origin\r?$/im);
    expect(head).toMatch(/^x-content-type-options: nosniff\r?$/im);
    expect(head).toMatch(/^content-security-policy: .*frame-ancestors 'none'/im);
    expect(head).not.toMatch(/^access-control-|^x-powered-by/im);
    expect(answer).not.toContain(root);
    expect(answer).not.toContain('evil.example');
  }
});

it('requires the token everywhere, accepts a cookie beside another Authorization, and slows guesses', async () => {
  const token = 'q-3mX9vT4b_81kLwRz0aYg';
  await using server = await startServer(inject('outputRoot'), { env: { CAUSEWAY_TOKEN: token } });
  const link = new URL(server.url);
  const cookie = `${tokenCookieName(token)}=${token}`;
  for (const path of PATHS) {
    expect((await fetch(new URL(path, link))).status).toBe(401);
    const headers = { cookie, authorization: 'Basic dXNlcjpwYXNz' };
    if (path.endsWith('/stream')) continue;
    expect([200, 404, 422]).toContain((await fetch(new URL(path, link), { headers })).status);
  }
  for (let n = 0; n < 10; n++) {
    const headers = { authorization: `Bearer guess-${String(n)}` };
    expect((await fetch(new URL('/health', link), { headers })).status).toBe(401);
  }
  const late = await fetch(new URL('/health', link), { headers: { cookie } });
  expect(late.status).toBe(429);
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
  const socket = new WebSocket(`ws://${link.host}/simulations/nothing/stream?token=${token}`);
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('429');
});

it.each(['', ' '])('does not start with the token %j', async (token) => {
  const started = startServer(inject('outputRoot'), { env: { CAUSEWAY_TOKEN: token } });
  await expect(started).rejects.toThrow('CAUSEWAY_TOKEN is set but empty');
});

it('prints working links when it listens on all addresses, and answers requests that are not HTTP', async () => {
  await using server = await startServer(inject('outputRoot'), { args: ['--host', '0.0.0.0'] });
  const link = new URL(server.url);
  expect(link.hostname).toBe('127.0.0.1');
  expect(server.printed()).not.toContain('//0.0.0.0');
  expect((await fetch(link, { redirect: 'manual' })).status).toBe(307);
  const port = Number(link.port);
  expect(await send(port, 'HELLO')).toMatch(/^HTTP\/1\.1 400 .*"malformed_request"/s);
  const hostless = await send(port, 'GET /health HTTP/1.1', 'Connection: close');
  expect(hostless).toMatch(/^HTTP\/1\.1 400 .*"malformed_request"/s);
  const tunnel = await send(port, 'CONNECT example.org:443 HTTP/1.1', `Host: ${link.host}`);
  expect(tunnel).toMatch(/^HTTP\/1\.1 405 .*allow: GET.*"method_not_allowed"/s);
  const expecting = ['Host: 127.0.0.1', 'Expect: 200-ok', 'Connection: close'];
  expect(await send(port, 'POST /health HTTP/1.1', ...expecting)).toMatch(/^HTTP\/1\.1 401 /s);
  const long = await send(port, `GET /?q=${'x'.repeat(20_000)} HTTP/1.1`, `Host: ${link.host}`);
  expect(long).toMatch(/^HTTP\/1\.1 431 .*"headers_too_large"/s);
});
