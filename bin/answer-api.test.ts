import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { RouteHandler } from '../lib/http/api-routes';
import { answerApi } from './answer-api';

async function serve(handler: RouteHandler): Promise<string> {
  const routes = [{ pathname: '/things/[id]', handler }];
  const http = createServer(
    answerApi(routes, (_, response) => {
      response.writeHead(404).end('otherwise');
    }),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const { port } = http.address() as AddressInfo;
  return `http://127.0.0.1:${String(port)}`;
}

async function get(url: string, method = 'GET'): Promise<IncomingMessage> {
  const [answer] = (await once(ask(url, { method }).end(), 'response')) as [IncomingMessage];
  return answer;
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return text;
}

/** An endless body, and a promise that resolves when it is cancelled. */
function endless(): {
  readonly body: ReadableStream<Uint8Array>;
  readonly cancelled: Promise<void>;
} {
  let tell = (): void => undefined;
  const cancelled = new Promise<void>((resolve) => (tell = resolve));
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(Buffer.alloc(64 * 1024)),
    cancel: () => tell(),
  });
  return { body, cancelled };
}

it('hands a route its parameters, address and headers, and sends its answer', async () => {
  const url = await serve(async (request, { params }) => {
    const { id } = await params;
    const { searchParams } = new URL(request.url);
    const received = [
      request.method,
      id,
      searchParams.get('q'),
      request.headers.get('If-None-Match'),
    ];
    return new Response(JSON.stringify(received), { status: 203, headers: { etag: 'W/"1"' } });
  });
  const answer = await get(`${url}/things/a%20b?q=%26`);
  expect(answer.statusCode).toBe(203);
  expect(answer.headers.etag).toBe('W/"1"');
  expect(JSON.parse(await textOf(answer))).toEqual(['GET', 'a b', '&', null]);
});

it('answers HEAD as GET without the body, which it ends', async () => {
  const { body, cancelled } = endless();
  const url = await serve(() => new Response(body, { headers: { etag: 'W/"1"' } }));
  const answer = await get(`${url}/things/1`, 'HEAD');
  expect(answer.headers.etag).toBe('W/"1"');
  expect(await textOf(answer)).toBe('');
  await cancelled;
});

it('leaves other methods and addresses to others', async () => {
  const url = await serve(() => new Response('ours'));
  for (const [path, method] of [
    ['/things/1', 'OPTIONS'],
    ['/things/1/', 'GET'],
    ['/elsewhere', 'GET'],
  ] as const) {
    expect(await textOf(await get(`${url}${path}`, method))).toBe('otherwise');
  }
});

it('ends the body and aborts the signal when the client goes', async () => {
  const { body, cancelled } = endless();
  let signal: AbortSignal | undefined;
  const url = await serve((request) => {
    signal = request.signal;
    return new Response(body);
  });
  const answer = await get(`${url}/things/1`);
  answer.destroy();
  await cancelled;
  expect(signal?.aborted).toBe(true);
});

it('ends a body that comes when the client has gone already', async () => {
  const { body, cancelled } = endless();
  const url = await serve(
    (request) =>
      new Promise((resolve) => {
        request.signal.addEventListener('abort', () => setImmediate(resolve, new Response(body)));
        asking.destroy();
      }),
  );
  const asking = ask(`${url}/things/1`);
  asking.on('error', () => undefined);
  asking.end();
  await cancelled;
});

it('closes the connection when a body fails midway, and answers 500 when a handler fails', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => log.mockRestore());
  const url = await serve(async (_, { params }) => {
    if ((await params)['id'] === 'none') throw new Error('no answer');
    return new Response(
      new ReadableStream<Uint8Array>(
        {
          start: (controller) => controller.enqueue(Buffer.from('half')),
          pull: (controller) => controller.error(new Error('torn')),
        },
        { highWaterMark: 0 },
      ),
    );
  });
  const failed = await get(`${url}/things/none`);
  expect(failed.statusCode).toBe(500);
  expect(await textOf(failed)).toContain('internal_error');
  await expect(get(`${url}/things/half`).then(textOf)).rejects.toThrow(/aborted|hang up|reset/);
  expect(log.mock.calls.map(([error]) => String(error))).toEqual([
    'Error: no answer',
    'Error: torn',
  ]);
});
