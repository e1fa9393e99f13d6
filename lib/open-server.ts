import { setMaxListeners } from 'node:events';
import type { ServerConfig } from './config';
import type { PriceTable } from './analytics/price-table';
import { createEventService, type EventService } from './service/event-service';
import { openDuckDbStore } from './store/duckdb/open-duckdb-store';
import type { EventStore } from './store/event-store';

/** The open resources of a serving process. */
export interface Server {
  readonly config: ServerConfig;
  readonly service: EventService;
  readonly store: EventStore;
  /** The build of the program: another build may answer the same request differently. */
  readonly revision: string;
  /** Aborts when the server is stopped: streams and sessions end, other running requests may finish. */
  readonly closing: AbortSignal;
  /** Ends indexing at its next commit and closes the store. To be called after the last request. */
  close(): Promise<void>;
}

export interface ServerOptions extends Pick<Server, 'config' | 'revision' | 'closing'> {
  /** The name of the index folder in errors. Default: the last part of its path. */
  readonly indexDirName?: string | undefined;
  /** What tokens of models cost. Default: no costs. */
  readonly prices?: PriceTable | undefined;
}

// Routes are bundled separately from this module. They find the open server under this name.
declare global {
  var causewayServer: Server | undefined;
}

/** Opens the only store and service of this process. `getServer` of `lib/server.ts` returns them. */
export async function openServer({
  config,
  indexDirName,
  prices,
  revision,
  closing,
}: ServerOptions): Promise<Server> {
  const { outputRoot, indexDir } = config;
  const store = await openDuckDbStore({ outputRoot, indexDir, indexDirName });
  // Each stream adds a listener, and there may be many streams.
  setMaxListeners(0, closing);
  const server: Server = {
    config,
    service: createEventService({ outputRoot, store, prices, closing }),
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
