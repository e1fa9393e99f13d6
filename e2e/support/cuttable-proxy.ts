import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A proxy between clients and a server that can fail like networks, proxies and servers. */
export interface CuttableProxy {
  readonly url: string;
  /** Breaks all open connections. */
  cut(): void;
  /** Sends new connections to another server. */
  leadTo(url: string): void;
  /**
   * How it is from now on: `passes` all, `refuses` connections as a machine without a server does, or `hangs`: takes
   * connections and bytes and says nothing, as a stopped process does.
   */
  become(state: 'passes' | 'refuses' | 'hangs'): Promise<void>;
  /** How many connections were made so far. */
  readonly connections: number;
  close(): Promise<void>;
}

export async function startCuttableProxy(
  target: string,
  { passesWebSockets = true } = {},
): Promise<CuttableProxy> {
  let port = Number(new URL(target).port);
  let connections = 0;
  let hangs = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    connections += 1;
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes: Buffer) => {
      const isUpgrade = /^upgrade: websocket/im.test(bytes.toString('latin1'));
      if (isUpgrade && !passesWebSockets) near.destroy();
      else if (!hangs) far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      if (!hangs) near.write(bytes);
    });
  });
  const listen = async (on: number): Promise<void> => {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
  };
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const close = async (): Promise<void> => {
    cut();
    await new Promise((resolve) => server.close(resolve));
  };
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    cut,
    leadTo(url) {
      port = Number(new URL(url).port);
    },
    async become(state) {
      hangs = state === 'hangs';
      if (state === 'refuses') await close();
      else if (!server.listening) await listen(address.port);
    },
    get connections() {
      return connections;
    },
    close,
  };
}
