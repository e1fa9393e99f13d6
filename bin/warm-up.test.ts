import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { warmUp } from './warm-up';

/** The address of a server on loopback with these answers. */
async function startServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`);
    });
  });
}

describe('a server that warms itself', () => {
  it('requests the page and its data for an impossible simulation, with its own token', async () => {
    const asked: string[] = [];
    const tokens = new Set<string | undefined>();
    const url = await startServer((request, response) => {
      asked.push(decodeURIComponent(request.url ?? ''));
      tokens.add(request.headers.authorization);
      response.writeHead(404).end('none');
    });
    await warmUp(url, 'secret');
    expect(asked[0]).toBe('/view/\\');
    expect(asked).toContain('/simulations/\\');
    expect(asked).toContain('/simulations/\\/events');
    expect(tokens).toEqual(new Set(['Bearer secret']));
  });

  it('ends when it gets no answer', async () => {
    const url = await startServer(() => undefined);
    await expect(warmUp(url, undefined, 20)).resolves.toBeUndefined();
  });

  it('ends when the server cannot be reached', async () => {
    await expect(warmUp('http://127.0.0.1:1', undefined)).resolves.toBeUndefined();
  });
});
