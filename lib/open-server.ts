import { setMaxListeners } from 'node:events';
import type { ServerConfig } from './config';
import { createEventService, type EventService } from './service/event-service';
import { openDuckDbStore } from './store/duckdb/open-duckdb-store';
import type { EventStore } from './store/event-store';

/** What a process that serves has open. */
export interface Server {
  readonly config: ServerConfig;
  readonly service: EventService;
  readonly store: EventStore;
  /** Names the program that answers: another build may answer the same question in another way. */
  readonly revision: string;
  /** Aborted when the server is told to stop: streams and sessions end then, answers under way may finish. */
  readonly closing: AbortSignal;
  /** Ends indexing at its next commit and closes the store; for when nothing is asked any more. */
  close(): Promise<void>;
}

export interface ServerOptions extends Pick<Server, 'config' | 'revision' | 'closing'> {
  /** How errors name the index folder. Default: the last part of its path. */
  readonly indexDirName?: string | undefined;
}

// Routes are bundled apart from this module; what is open reaches them by this name.
declare global {
  var causewayServer: Server | undefined;
}

/** Opens the one store and service of this process, for `getServer` of `lib/server.ts` to find. */
export async function openServer({
  config,
  indexDirName,
  revision,
  closing,
}: ServerOptions): Promise<Server> {
  const { outputRoot, indexDir } = config;
  const store = await openDuckDbStore({ outputRoot, indexDir, indexDirName });
  // Each stream listens to it, and there may be many.
  setMaxListeners(0, closing);
  const server: Server = {
    config,
    service: createEventService({ outputRoot, store, closing }),
    store,
    revision,
    closing,
    async close() {
      globalThis.causewayServer = undefined;
      await store.close();
    },
  };
  globalThis.causewayServer = server;
  return server;
}
