import { createServer, get, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compressAnswers } from './compress-answers';

const LONG = JSON.stringify(Array.from({ length: 500 }, (_, n) => ({ n, text: 'the same words' })));

/** A server on loopback that answers in JSON, with the headers named in the path. */
async function startServer(alsoLoopback: boolean): Promise<number> {
  const compress = compressAnswers({ alsoLoopback });
  const server = createServer((request, response) => {
    compress(request, response, () => {
      const headers = new URL(request.url ?? '', 'http://x').searchParams;
      for (const [name, value] of headers) response.setHeader(name, value);
      response.end(headers.has('content-length') ? LONG.slice(0, 500) : LONG);
    });
  });
  onTestFinished(() => void server.close());
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
    });
  });
}

interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function ask(port: number, accepted: string, sent: Record<string, string>): Promise<Answer> {
  const path = `/?${new URLSearchParams(sent).toString()}`;
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': accepted };
    get({ host: '127.0.0.1', port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject);
  });
}

const json = { 'content-type': 'application/json' };

describe('an answer to another machine', () => {
  it.each([
    ['gzip', 'gzip', gunzipSync],
    ['gzip, br', 'br', brotliDecompressSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
  ])('is compressed for a client that accepts %s with %s', async (accepted, encoding, unpack) => {
    const { headers, body } = await ask(await startServer(true), accepted, json);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toBe('Accept-Encoding');
    expect(body.length).toBeLessThan(LONG.length / 5);
    expect(unpack(body).toString()).toBe(LONG);
  });

  it.each([
    ['a client that accepts none', 'identity', json],
    ['a stream of events', 'gzip', { 'content-type': 'text/event-stream; charset=utf-8' }],
    ['an answer with no-transform', 'gzip', { ...json, 'cache-control': 'no-cache, no-transform' }],
    ['an answer that is already compressed', 'gzip', { 'content-type': 'image/png' }],
    ['a short answer', 'gzip', { ...json, 'content-length': '500' }],
  ])('is sent as it is to or for %s', async (_, accepted, sent) => {
    const { headers, body } = await ask(await startServer(true), accepted, sent);
    expect(headers['content-encoding']).toBeUndefined();
    expect(LONG.startsWith(body.toString())).toBe(true);
  });
});

it('is sent as it is to this machine', async () => {
  const { headers, body } = await ask(await startServer(false), 'br, gzip', json);
  expect(headers['content-encoding']).toBeUndefined();
  expect(body.toString()).toBe(LONG);
});
