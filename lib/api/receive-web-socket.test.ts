import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { ApiUnreachableError, createApiClient, NoWebSocketError } from './client';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${String(address.port)}`;
}

/** Follows until the first report about the connection. */
async function firstReport(baseUrl: string, onSign?: () => void): Promise<unknown> {
  const ending = new AbortController();
  const api = createApiClient({ baseUrl, webSocket: WebSocket });
  return new Promise((resolve, reject) => {
    const messages = api.followEvents(
      'run',
      {},
      {
        signal: ending.signal,
        transport: 'websocket',
        withEvents: false,
        ...(onSign === undefined ? {} : { onSign }),
        onConnection: (state) => {
          ending.abort();
          resolve(state);
        },
      },
    );
    messages.next().catch(reject);
  });
}

it('distinguishes a proxy without WebSockets from a missing server', async () => {
  const proxy = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(':\n\n');
  });
  proxy.on('upgrade', (_, socket) => socket.destroy());
  const error = expect.any(NoWebSocketError);
  expect(await firstReport(await listen(proxy))).toEqual({ isConnected: false, error });

  const gone = await listen(createServer());
  servers.splice(-1)[0]?.close();
  const reported = await firstReport(gone);
  expect(reported).toMatchObject({ isConnected: false, error: expect.any(ApiUnreachableError) });
  expect(reported).not.toEqual({ isConnected: false, error });
});

it('takes a connection that was cut while it was opened for no sign that none passes', async () => {
  const server = createServer((_, response) => response.end());
  const sockets = new WebSocketServer({ noServer: true });
  let upgrades = 0;
  server.on('upgrade', (request, socket, head) => {
    upgrades += 1;
    if (upgrades <= 2) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (open) => {
      open.send('{"type":"reset","id":"r1"}');
    });
  });
  const api = createApiClient({ baseUrl: await listen(server), webSocket: WebSocket });
  const messages = api.followEvents('run', {}, { transport: 'websocket', retryMs: 10 });
  expect((await messages.next()).value).toEqual({ type: 'reset', id: 'r1' });
  await messages.return();
  sockets.close();
});

it('reports every frame, including heartbeats', async () => {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    socket.send('{"type":"heartbeat"}');
    socket.send('{"type":"reset","id":"r1"}');
  });
  let signs = 0;
  const reported = await firstReport(await listen(server), () => {
    signs += 1;
  });
  expect(reported).toEqual({ isConnected: true });
  expect(signs).toBe(2);
});
