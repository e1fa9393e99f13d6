/** The public surface of the library. */

export { EventWriter, type Cause } from './capture/event-writer';
export type { DropReason } from './capture/drop-ledger';
export type { FsyncMode } from './capture/event-stream';
export type { WarningLogger } from './capture/rate-limited-warner';
export type { WriterCounters } from './capture/writer-counters';
export type { EventWriterOptions } from './capture/writer-options';
export {
  EventFilesUnreadableError,
  EventNotFoundError,
  IndexNotReadyError,
  InvalidEventError,
} from './errors';
export { InvalidParametersError, SimulationNotFoundError } from './errors';
export {
  createActionEvent,
  createDecisionEvent,
  createDetailEvent,
  createMilestoneEvent,
  createStateEvent,
  createSystemEvent,
} from './events/create-event';
export type { EventLine } from './events/event-line';
export { EVENT_TYPES, type EventType } from './events/event-type';
export { readEventLine, type StoredEvent } from './events/read-event';
export { simulationEventSchema, type SimulationEvent } from './events/simulation-event';
export {
  DEFAULT_VERBOSITY,
  isRecordedAt,
  VERBOSITY_LEVELS,
  type VerbosityLevel,
} from './events/verbosity';
export type { EventExport, ExportOptions } from './export/export-events';
export type { EventCriteria, EventFilter } from './filters/event-filter';
export { EXPORT_FORMATS, type ExportFormat } from './filters/export-query';
export { createApiClient, type ApiClient, type FollowMessage } from './api/client';
export type { LiveMessage } from './live/live-message';
export { createEventService, type EventService } from './service/event-service';
export { openDuckDbStore, type DuckDbStoreOptions } from './store/duckdb/open-duckdb-store';
export type { EventHistogram } from './store/event-histogram';
export type { EventStore } from './store/event-store';
export type { FacetCounts } from './store/facet-counts';
