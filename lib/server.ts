import 'server-only';
import { readServerConfig, type ServerConfig } from './config';
import { createEventService, type EventService } from './service/event-service';
import { openDuckDbStore } from './store/duckdb/open-duckdb-store';

export interface Server {
  readonly config: ServerConfig;
  readonly service: EventService;
}

// Next bundles each route on its own; the process has one store all the same.
declare global {
  var causewayServer: Promise<Server> | undefined;
}

/** The one store and service of this process, opened when first asked for. */
export function getServer(): Promise<Server> {
  globalThis.causewayServer ??= openServer().catch((error: unknown) => {
    globalThis.causewayServer = undefined;
    throw error;
  });
  return globalThis.causewayServer;
}

async function openServer(): Promise<Server> {
  const config = readServerConfig();
  const { outputRoot, indexDir } = config;
  const store = await openDuckDbStore({ outputRoot, indexDir });
  return { config, service: createEventService({ outputRoot, store }) };
}
