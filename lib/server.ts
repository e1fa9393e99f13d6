import 'server-only';
import type { Server } from './open-server';

/** The open server of this process. Rejects when `openServer` was not called, as in a bare `next dev`. */
export function getServer(): Promise<Server> {
  const server = globalThis.causewayServer;
  if (server !== undefined) return Promise.resolve(server);
  return Promise.reject(
    new Error('This process has no store open: start it with npm start, npm run dev or causeway.'),
  );
}
