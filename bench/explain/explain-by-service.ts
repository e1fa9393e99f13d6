import type { EventStore } from '../../lib/store/event-store';
import { createEventService } from '../../lib/service/event-service';
import { openDuckDbStore } from '../../lib/store/duckdb/open-duckdb-store';
import type { Explainer } from './explainer';

/** Explains events as the API does: from files, over an index. */
export interface ServiceExplainer extends AsyncDisposable {
  readonly explain: Explainer;
  /** Resolves when the run is indexed. */
  prepare(simulationId: string, eventId: string): Promise<void>;
}

export async function openServiceExplainer(
  outputRoot: string,
  indexDir: string,
): Promise<ServiceExplainer> {
  const store: EventStore = await openDuckDbStore({ outputRoot, indexDir, waitMs: 60_000 });
  const service = createEventService({ outputRoot, store });
  return {
    explain: async (simulationId, eventId, limit) => {
      const { causes } = await service.explain(simulationId, eventId, { limit });
      return causes;
    },
    prepare: async (simulationId, eventId) => {
      await service.getEventById(simulationId, eventId);
    },
    [Symbol.asyncDispose]: async () => {
      await store.close();
    },
  };
}
