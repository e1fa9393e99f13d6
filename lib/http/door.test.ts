import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDoor } from './door';
import { tokenCookieName } from './guard';

const TOKEN = 'q-3mX9vT4b_81kLwRz0aYg';

/** A server that answers 200 to every request that its door lets pass. */
async function serve(token: string | undefined): Promise<number> {
  const door = createDoor(token);
  const http: Server = createServer((request, response) => {
    const refusal = door.check(request);
    for (const [name, value] of refusal?.headers ?? []) response.appendHeader(name, value);
    response.writeHead(refusal?.status ?? 200);
    void (refusal?.text() ?? Promise.resolve('in')).then((body) => response.end(body));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return (http.address() as AddressInfo).port;
}

/** Sends exactly these lines. Returns the status line with the headers, and the body. */
async function send(
  port: number,
  lines: readonly string[],
): Promise<{ head: string; body: string }> {
  const socket = connect(port, '127.0.0.1');
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  return { head, body };
}

async function statusOf(port: number, target: string, ...headers: string[]): Promise<number> {
  const { head } = await send(port, [`GET ${target} HTTP/1.1`, ...headers]);
  return Number(head.split(' ')[1]);
}

describe('the door on loopback', () => {
  it.each(['127.0.0.1:8000', 'localhost', 'LOCALHOST:1', '[::1]:65535', '127.8.9.10'])(
    'opens for the host %s',
    async (host) => {
      expect(await statusOf(await serve(undefined), '/', `Host: ${host}`)).toBe(200);
    },
  );

  it.each([
    ['evil.example', 403],
    ['localhost.evil.example:8000', 403],
    ['10.0.0.1', 403],
    ['127.999.1.1', 403],
    ['127.0.0.1.nip.io', 403],
    ['localhost.', 400],
    ['user@127.0.0.1', 400],
    ['127.0.0.1:0', 400],
    ['127.0.0.1:99999', 400],
    ['127.0.0.1:80:80', 400],
    ['[::1%25lo]:8000', 400],
    ['127.0.0.1, evil.example', 400],
    ['', 400],
  ])('stays shut for the host %j: %i', async (host, status) => {
    expect(await statusOf(await serve(undefined), '/', `Host: ${host}`)).toBe(status);
  });

  it('stays shut for two hosts, whichever comes first, and for none', async () => {
    const port = await serve(undefined);
    const [ours, theirs] = ['Host: 127.0.0.1', 'host: evil.example'];
    expect(await statusOf(port, '/', ours, theirs)).toBe(400);
    expect(await statusOf(port, '/', theirs, ours)).toBe(400);
    expect(await statusOf(port, '/', ours, ours)).toBe(400);
    expect(await statusOf(port, '/')).toBe(400);
  });

  it.each(['http://evil.example/simulations', '//evil.example/', '/\\evil.example', '*'])(
    'stays shut for the target %s',
    async (target) => {
      expect(await statusOf(await serve(undefined), target, 'Host: 127.0.0.1')).toBe(400);
    },
  );

  it('believes no forwarded host', async () => {
    const port = await serve(undefined);
    const forwarded = 'X-Forwarded-Host: 127.0.0.1';
    expect(await statusOf(port, '/', 'Host: evil.example', forwarded)).toBe(403);
  });

  it.each([
    ['http://127.0.0.1:8000', 200],
    ['https://127.0.0.1:8000', 200],
    ['http://127.0.0.1:9000', 403],
    ['http://evil.example', 403],
    ['null', 403],
    ['file://', 403],
  ])('for a page of the origin %s: %i', async (origin, status) => {
    const port = await serve(undefined);
    expect(await statusOf(port, '/', 'Host: 127.0.0.1:8000', `Origin: ${origin}`)).toBe(status);
  });

  const data = ['/simulations', '/simulations/a/stream', '/health', '/openapi.json?x=1'];
  it.each([...data, '/', '/view/a', '/_next/static/a.js'])(
    'lets no page of another site load %s, by script, image, frame or fetch',
    async (target) => {
      const port = await serve(undefined);
      const embeds = [
        ['no-cors', 'script'],
        ['no-cors', 'image'],
        ['navigate', 'iframe'],
        ['cors', 'empty'],
        ['websocket', 'websocket'],
      ] as const;
      for (const site of ['cross-site', 'same-site', 'cross-site, same-origin']) {
        for (const [mode, dest] of embeds) {
          const metadata = [`Sec-Fetch-Mode: ${mode}`, `Sec-Fetch-Dest: ${dest}`];
          const headers = ['Host: 127.0.0.1', `Sec-Fetch-Site: ${site}`, ...metadata];
          expect(await statusOf(port, target, ...headers)).toBe(403);
        }
      }
    },
  );

  it('lets a page elsewhere link to pages, not to data; and lets its own pages load all', async () => {
    const port = await serve(undefined);
    const link = ['Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
    for (const target of data) {
      const from = 'Sec-Fetch-Site: cross-site';
      expect(await statusOf(port, target, 'Host: 127.0.0.1', from, ...link)).toBe(403);
      const own = ['Host: 127.0.0.1', 'Sec-Fetch-Site: same-origin', 'Sec-Fetch-Mode: cors'];
      expect(await statusOf(port, target, ...own)).toBe(200);
    }
    for (const target of ['/', '/view/a?turn=1', '/docs']) {
      const from = 'Sec-Fetch-Site: cross-site';
      expect(await statusOf(port, target, 'Host: 127.0.0.1', from, ...link)).toBe(200);
    }
  });
});

describe('the door with a token', () => {
  const HOST = 'Host: lab.example:8000';

  it('opens for the token as a header, and as a cookie among other headers and cookies', async () => {
    const port = await serve(TOKEN);
    const cookie = `${tokenCookieName(TOKEN)}=${TOKEN}`;
    const basic = 'Authorization: Basic dXNlcjpwYXNz';
    expect(await statusOf(port, '/', HOST)).toBe(401);
    expect(await statusOf(port, '/', HOST, basic)).toBe(401);
    expect(await statusOf(port, '/', HOST, `Authorization: bearer  ${TOKEN}`)).toBe(200);
    expect(await statusOf(port, '/', HOST, `Cookie: a=b; ${cookie}`)).toBe(200);
    expect(await statusOf(port, '/', HOST, basic, `Cookie: ${cookie}`)).toBe(200);
    const twice = `${tokenCookieName(TOKEN)}=old; ${cookie}`;
    expect(await statusOf(port, '/', HOST, `Cookie: ${twice}`)).toBe(200);
    expect(await statusOf(port, '/', HOST, `Cookie: ${tokenCookieName('other')}=${TOKEN}`)).toBe(
      401,
    );
    expect(await statusOf(port, '/', HOST, 'Cookie: causeway_token=%E0%A4%A')).toBe(401);
  });

  it('takes the token out of the address, to the same host, and removes the cookie of before', async () => {
    const port = await serve(TOKEN);
    const target = `/view/a%2Fb?token=${TOKEN}&turn=1`;
    const { head } = await send(port, [`GET ${target} HTTP/1.1`, HOST, 'X-Forwarded-Proto: https']);
    expect(head).toMatch(/^HTTP\/1\.1 307 /);
    expect(head).toMatch(/^location: \/view\/a%2Fb\?turn=1\r$/m);
    expect(head).toMatch(
      /^set-cookie: causeway_[0-9a-f]{12}=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure\r$/m,
    );
    expect(head).toMatch(/^set-cookie: causeway_token=; Path=\/; Max-Age=0\r$/m);
  });

  it('gives each token a cookie of its own, since the ports of a host share theirs', () => {
    expect(tokenCookieName(TOKEN)).toMatch(/^causeway_[0-9a-f]{12}$/);
    expect(tokenCookieName(TOKEN)).not.toBe(tokenCookieName(`${TOKEN}x`));
  });

  it('carries a token of any letters over the link and the cookie', async () => {
    const odd = 'a&b=c+d%41;e"f/..?';
    const port = await serve(odd);
    const { head } = await send(port, [`GET /?token=${encodeURIComponent(odd)} HTTP/1.1`, HOST]);
    const cookie = /^set-cookie: (causeway_[^;]+;)/m.exec(head)?.[1] ?? '';
    expect(await statusOf(port, '/', HOST, `Cookie: ${cookie}`)).toBe(200);
  });

  it('looks at no more tokens of an address that guesses, whichever way, until it has waited', async () => {
    const port = await serve(TOKEN);
    for (let n = 0; n < 10; n++) {
      const ways = [
        [`/?token=${String(n)}`],
        ['/', `Authorization: Bearer ${String(n)}`],
        ['/', `Cookie: ${tokenCookieName(TOKEN)}=${String(n)}`],
      ];
      const [target = '/', ...headers] = ways[n % 3] ?? [];
      expect(await statusOf(port, target, HOST, ...headers)).toBe(401);
    }
    const right = ['GET / HTTP/1.1', HOST, `Authorization: Bearer ${TOKEN}`];
    const { head, body } = await send(port, right);
    expect(head).toMatch(/^HTTP\/1\.1 429 /);
    expect(head).toMatch(/^retry-after: [1-6]\r$/m);
    expect(body).toContain('"status":429');
    expect(body).toContain('"code":"too_many_guesses"');
    // Without a token, the request is no guess.
    expect(await statusOf(port, '/', HOST)).toBe(401);
  });

  it('counts each token that one request shows as a guess', async () => {
    const port = await serve(TOKEN);
    const name = tokenCookieName(TOKEN);
    const guesses = Array.from({ length: 10 }, (_, n) => `${name}=${String(n)}`).join('; ');
    expect(await statusOf(port, '/', HOST, `Cookie: ${guesses}`)).toBe(401);
    expect(await statusOf(port, '/', HOST, `Authorization: Bearer ${TOKEN}`)).toBe(429);
  });

  it('turns foreign pages away also with the token', async () => {
    const port = await serve(TOKEN);
    const shown = `Authorization: Bearer ${TOKEN}`;
    expect(await statusOf(port, '/', HOST, shown, 'Origin: http://evil.example')).toBe(403);
    expect(await statusOf(port, '/simulations', HOST, shown, 'Sec-Fetch-Site: same-site')).toBe(
      403,
    );
  });
});
