import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { textFrame } from './web-socket-frame';

describe('textFrame', () => {
  it('is read by a WebSocket as the text, of any length', async () => {
    const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 100_000].map((n) => 'x'.repeat(n));
    texts.push('ü🚜 "\u2028"');
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    server.on('connection', (_, { socket }) => {
      socket.write(Buffer.concat(texts.map(textFrame)));
    });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = new WebSocket(`ws://127.0.0.1:${port}`);
    onTestFinished(() => client.terminate());
    const read: string[] = [];
    client.on('message', (data: Buffer) => read.push(data.toString()));
    await expect.poll(() => read.length).toBe(texts.length);
    expect(read).toEqual(texts);
  });
});
