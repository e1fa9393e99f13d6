/** The public surface of the library. */

export { EventWriter, type Cause } from './capture/event-writer';
export type { DropReason } from './capture/drop-ledger';
export type { RefusalReason } from './capture/serialise-event';
export type { FsyncMode } from './capture/event-stream';
export type { WarningLogger } from './capture/rate-limited-warner';
export type { WriterCounters } from './capture/writer-counters';
export type { EventWriterOptions } from './capture/writer-options';
export {
  EventFilesUnreadableError,
  EventNotFoundError,
  IndexNotReadyError,
  InvalidConfigError,
  InvalidEventError,
  InvalidParametersError,
  ModelUnavailableError,
  NotResumableError,
  SimulationNotFoundError,
} from './errors';
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
export { readStatedHints, type StatedHints } from './events/stated-hints';
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
export { SimulationConfig } from './simulation/config/simulation-config';
export type { CustomEvent } from './simulation/custom-event';
export type { Trace } from './simulation/event-recorder';
export type { JsonValue } from './simulation/json-value';
export {
  ModelError,
  type LanguageModel,
  type ModelAnswer,
  type ModelRequest,
} from './simulation/model/language-model';
export type { RunEventWriter } from './simulation/run-event-writer';
export type { SimulationClock } from './simulation/simulation-clock';
export {
  SimulationOrchestrator,
  type SimulationOrchestratorOptions,
  type SimulationProgress,
  type SimulationResult,
} from './simulation/simulation-orchestrator';
export type {
  AcceptedAction,
  ActionType,
  ActionValidator,
  AgentContext,
  AgentDecision,
  EmitCustomEvent,
  EngineTurn,
  Observation,
  ProposedAction,
  SimulationAgent,
  SimulationEngine,
  SimulationPartFactories,
  Verdict,
} from './simulation/simulation-parts';
export type { Variables, WorldState, WorldView } from './simulation/world';
export { openDuckDbStore, type DuckDbStoreOptions } from './store/duckdb/open-duckdb-store';
export type { EventHistogram } from './store/event-histogram';
export type { EventStore } from './store/event-store';
export type { FacetCounts } from './store/facet-counts';
