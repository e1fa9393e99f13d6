import type { AnalysedRun } from '../analytics/analysed-run';
import type { CausalLink, InferredLink } from '../causality/causal-link';
import type { ExplanationDirection } from '../causality/explain/explanation-bounds';
import type { ExplanationWindow } from '../causality/explain/explanation-window';
import type { IndexState } from './index-state';
import type { EpochMicros } from '../events/epoch-micros';
import type { EventLine } from '../events/event-line';
import type { UnreadFile } from '../files/unread-files';
import type { FoundPart } from '../files/event-parts';
import type { LastLines } from '../files/last-lines';
import type { StreamPosition } from '../files/stream-position';
import type { EventCriteria, EventFilter, TimeOrderedFilter } from '../filters/event-filter';
import type { FacetOptions } from '../filters/facet-options';
import type { HistogramOptions } from '../filters/histogram-options';
import type { MarkOptions, MarkSearch } from '../filters/mark-options';
import type { VariableKey } from '../replay/variable';
import type { EventHistogram } from './event-histogram';
import type { FoundMark, MarkCounts } from './event-marks';
import type { RunPair } from './run-pair';
import type { FacetCounts } from './facet-counts';
import type { DigestResults, ReadDigest } from './run-digests';
import type {
  LatestSettings,
  SeriesOptions,
  TurnRange,
  VariableCounts,
  VariableSearch,
  VariableSeries,
} from './variable-events';

/** A line of an event file that is not an event. */
export interface InvalidLine {
  readonly file: string;
  readonly byte_offset: number;
  readonly byte_length: number;
  readonly reason: string;
}

/** A simulation that is being indexed. */
export interface IndexingSimulation {
  readonly simulationId: string;
  readonly index: IndexState;
}

/**
 * The `simulation_id`s of events that differ from the folder's name. In a renamed folder, where no event has the folder's name,
 * they are the ids that differ from the most frequent id. Events without a `simulation_id` are not counted.
 */
export interface OtherSimulationIds {
  readonly id_count: number;
  /** The number of events with one of these ids. */
  readonly event_count: number;
  /** The first 100, most frequent first, each cut to 256 characters. */
  readonly ids: readonly { readonly simulation_id: string; readonly event_count: number }[];
}

/** Counts over the indexed part of a simulation's files. */
export interface SimulationStatistics {
  readonly event_count: number;
  readonly start: StatedTime | null;
  readonly end: StatedTime | null;
  readonly first_turn: number | null;
  readonly last_turn: number | null;
  /** Canonical types, most frequent first. */
  readonly event_types: readonly { readonly event_type: string; readonly event_count: number }[];
  /** In natural order of their ids. */
  readonly agents: readonly { readonly agent_id: string; readonly event_count: number }[];
  /** Oldest first. */
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly event_count: number;
  }[];
  readonly invalid_line_count: number;
  /** The first 100. */
  readonly invalid_lines: readonly InvalidLine[];
  readonly duplicate_id_count: number;
  readonly missing_cause_count: number;
  /** The number of causes in `caused_by` of all events, each counted once per event. */
  readonly declared_link_count: number;
  /** Bytes of a last line that is still being written. */
  readonly unfinished_bytes: number;
  /** Compressed parts that are not read, or not read to their end, each with the reason. */
  readonly unread_parts: readonly UnreadFile[];
  readonly other_simulation_ids: OtherSimulationIds;
  readonly index: IndexState;
}

/** A row of the list of simulations: a simulation, or an entry of the output root that cannot be read as one. */
export interface ListedSimulation {
  readonly id: string;
  /** The name in its config.json, if it has one. */
  readonly name: string | undefined;
  /** Whether the last boundary in its stream is `simulation_end`. */
  readonly saysEnd: boolean;
  /** The last write to an event file, in milliseconds since 1970. */
  readonly lastWriteMs: number;
  /** The last write to `result.json`, in milliseconds since 1970; `undefined` without the file. */
  readonly resultWriteMs: number | undefined;
  readonly event_count: number;
  readonly agent_count: number;
  readonly first_turn: number | null;
  readonly last_turn: number | null;
  /** The timestamp of the earliest event, as written; `end_time` is that of the latest. */
  readonly start_time: string | null;
  readonly end_time: string | null;
  /** The size of the event files. */
  readonly bytes: number;
  readonly index: IndexState;
  /** Why it cannot be read. Such an entry answers no other request. */
  readonly problem?: string;
}

/** A simulation, or an entry of the output root that cannot be read as one. */
export interface FoundSimulation {
  readonly id: string;
  /** Why it cannot be read. */
  readonly problem: string | undefined;
}

/** A time, parsed and as written. */
export interface StatedTime {
  readonly time: EpochMicros;
  readonly timestamp: string;
}

export interface EventMatches {
  /** Ordered by time, then id, reversed for `desc`; or by the filter's `sort`. */
  readonly events: readonly EventLine[];
  /** The exact number of all matches. */
  readonly total: number;
  /** By event id: the number of events that name it as a cause. Present with `countsEffects`. */
  readonly effect_counts?: Readonly<Record<string, number>>;
  /** Present when long lines made the page shorter than requested; see `MAX_LINES_BYTES`. */
  readonly truncated?: true;
  /** Present in partial answers. */
  readonly index?: IndexState;
}

/** The position of an event among the matches of a filter. */
export interface FoundPosition {
  readonly event_id: string;
  /** The number of matches before the event, also when the event itself does not match. */
  readonly offset: number;
  /** The exact number of all matches. */
  readonly total: number;
  /** Whether the event itself matches. */
  readonly matches: boolean;
}

/** The state of the index that an answer comes from. */
interface Indexed {
  /** Present in partial answers. */
  readonly index?: IndexState;
}

/** How an answer treats an index that is not up to date. */
export interface AnswerOptions {
  /**
   * Whether the answer may cover only the indexed events. It waits 0.25 s for the whole index, then at most 0.5 s for the first
   * indexed events; `index` tells the progress, and `total` counts the indexed events. Default false: an exact answer, or
   * `IndexNotReadyError`.
   */
  readonly isPartial?: boolean | undefined;
}

export interface FindOptions extends AnswerOptions {
  /** Whether the effects of the events are counted. Default false. */
  readonly countsEffects?: boolean | undefined;
}

/** An event and the stream position right after it. */
export interface PlacedEvent extends EventLine {
  readonly position: StreamPosition;
}

/** The progress of a simulation, in its indexed events. */
export interface StreamProgress {
  readonly event_count: number;
  /** The time of the latest event in event order; `null` without events. */
  readonly end_time: EpochMicros | null;
  /** The turn of the latest event; `null` without events. */
  readonly turn: number | null;
  readonly index: IndexState;
}

/** A stretch of a stream. */
export interface AppendedEvents {
  /** In the order of the files: oldest part first, then by byte offset. */
  readonly events: readonly PlacedEvent[];
  /** The end of the stretch. The next request continues here. */
  readonly position: StreamPosition;
  /** `true` when the files were rewritten since the requested position: this stretch begins at the start of the stream. */
  readonly isReset: boolean;
  /** `true` at the current end of the stream. Otherwise request the next stretch. */
  readonly isAtEnd: boolean;
  readonly progress: StreamProgress;
}

export interface AppendedOptions {
  /** The maximum number of events; 0 requests only position and progress. */
  readonly limit: number;
  /** Where to stop: a position of an earlier answer, which is returned unchanged when it is reached. Default: the end. */
  readonly until?: StreamPosition | undefined;
}

export type LinkDirection = 'causes' | 'effects';

/**
 * Finds the declared links from these events to their causes (present or missing) or effects.
 * @param limit the maximum number of links, in the order that they are written. Default: all.
 */
export type FindLinks = (
  eventIds: readonly string[],
  direction: LinkDirection,
  limit?: number,
) => Promise<FoundLinks>;

/** Links, and the events that declare them. */
export interface FoundLinks {
  /** Without duplicates, in event order of the effect, then in the order of its `caused_by`. */
  readonly links: readonly CausalLink[];
  /** For causes: the requested events. For effects: the effects. */
  readonly events: readonly EventLine[];
  /** The ids of the events that name a cause. */
  readonly declaring: readonly string[];
  /** Whether events were left out, because a walk may read only a limited number of bytes. */
  readonly truncated: boolean;
}

/**
 * Finds the links that the rules of `lib/causality` infer from these events to their causes or effects, also where events
 * declare causes.
 * @param limit the maximum number of links, in their order. Default: all.
 */
export type InferLinks = (
  eventIds: readonly string[],
  direction: LinkDirection,
  limit?: number,
) => Promise<InferredLinks>;

export interface InferredLinks {
  /** Without duplicates, in event order of the effect, then of the cause. */
  readonly links: readonly InferredLink[];
  /** Whether there may be more links: beyond `limit`, or in a turn with too many events to look at. */
  readonly truncated: boolean;
}

/**
 * Reads lines of events of a window, by place.
 * @param maxBytes the maximum size of all lines. Longer lines, and lines beyond the sum, are left out. Default: no limit.
 */
export type ReadWindowLines = (
  places: readonly number[],
  maxBytes?: number,
) => Promise<ReadonlyMap<number, EventLine>>;

/**
 * Answers queries about the events under one output root. An answer is of the files at the moment of the call. Every engine
 * passes the suites `lib/store/*-suite.ts`.
 *
 * Methods that take a simulation reject with `SimulationNotFoundError` when no simulation has that id, and with
 * `IndexNotReadyError` when an exact answer would take longer than the store may wait.
 */
export interface EventStore {
  /**
   * The directories with event files, ordered by name, and the entries that cannot be read, each with the reason. Opens no
   * index.
   */
  findSimulations(): Promise<readonly FoundSimulation[]>;
  /** The same with counts, which are exact or cover the indexed events: it never waits for a whole index. */
  listSimulations(): Promise<readonly ListedSimulation[]>;
  /** Describes the indexed events and the state of the index. Never waits for the whole index. */
  describe(simulationId: string): Promise<SimulationStatistics>;
  /** The lines in the last `maxBytes` bytes of the stream. Does not wait for compressed parts. */
  readLastLines(
    simulationId: string,
    parts: readonly FoundPart[],
    maxBytes: number,
  ): Promise<LastLines>;
  /**
   * Whether a compressed part is not read because the disk is full. Answers may change then although the files do not.
   */
  waitsForRoom(simulationId: string): boolean;
  findEvents(
    simulationId: string,
    filter: EventFilter,
    options?: FindOptions,
  ): Promise<EventMatches>;
  countFacets(
    simulationId: string,
    criteria: EventCriteria,
    options?: FacetOptions & AnswerOptions,
  ): Promise<FacetCounts>;
  countHistogram(
    simulationId: string,
    criteria: EventCriteria,
    options?: HistogramOptions & AnswerOptions,
  ): Promise<EventHistogram>;
  /**
   * Counts the events with the text `find` along the matches of the criteria. Exact for simulations of up to 131,072 events. In
   * longer simulations an event may count for an earlier row, off by less than 1/65,536 of all events.
   */
  countMarks(
    simulationId: string,
    criteria: EventCriteria,
    find: string,
    options?: MarkOptions,
  ): Promise<MarkCounts>;
  /**
   * The match with the text `find` that is nearest to a row, the row itself included. The search wraps around at both ends.
   */
  findMark(
    simulationId: string,
    criteria: EventCriteria,
    find: string,
    search?: MarkSearch,
  ): Promise<FoundMark>;
  /**
   * The event that set each variable last, in event order, at the end of each turn that `atTurns` returns. `atTurns` gets the
   * range of turns; it is called again when the files change meanwhile. Variables are ordered by `compareVariables`; with `name`
   * the best matches come first.
   */
  findVariables(
    simulationId: string,
    atTurns: (turns: TurnRange | null) => Promise<readonly number[]>,
    options: AnswerOptions & VariableSearch,
  ): Promise<LatestSettings & Indexed>;
  /** All variables, ordered by `compareVariables`; with `name` the best matches come first. */
  countVariables(
    simulationId: string,
    options: AnswerOptions & VariableSearch,
  ): Promise<VariableCounts & Indexed>;
  /** The values of existing variables turn by turn, in the requested order. */
  findSeries(
    simulationId: string,
    variables: readonly VariableKey[],
    options?: AnswerOptions & SeriesOptions,
  ): Promise<{ readonly variables: readonly VariableSeries[] } & Indexed>;
  /**
   * The position of an event in the filter's order, counted from the first match. Of events with the same id, the first counts.
   * `undefined` when no event has this id.
   */
  findPosition(
    simulationId: string,
    eventId: string,
    filter: EventFilter,
  ): Promise<FoundPosition | undefined>;
  /**
   * All matches in batches, in event order or its reverse; `limit` defaults to all. All batches are of one snapshot, taken at
   * the first batch. Memory is bounded by one batch. Nothing happens before the first batch is requested. A batch rejects with
   * the signal's reason when the signal aborts, and with `EventFilesUnreadableError` when its lines are gone.
   */
  eachEvent(
    simulationId: string,
    filter: TimeOrderedFilter,
    options?: { readonly signal?: AbortSignal | undefined },
  ): AsyncIterable<readonly EventLine[]>;
  /** The existing events of these ids, in event order. Of events with the same id, the first counts. */
  getEvents(simulationId: string, eventIds: readonly string[]): Promise<readonly EventLine[]>;
  /**
   * Runs `work` with a finder of declared links and a finder of inferred links, both over one snapshot. When the files change
   * meanwhile, `work` runs once more from its beginning.
   */
  followLinks<Result>(
    simulationId: string,
    work: (findLinks: FindLinks, inferLinks: InferLinks) => Promise<Result>,
  ): Promise<Result>;
  /**
   * Runs `work` with the digest of each of these runs. A run whose index or digest is missing is indexed first, as far as the
   * store may wait; without `isPartial` the call rejects with `IndexNotReadyError` when one is not ready in time. Of the files
   * of events, no line is read. Memory is bounded by the results.
   */
  readDigests<Result>(
    simulationIds: readonly string[],
    work: ReadDigest<Result>,
    options?: AnswerOptions,
  ): Promise<DigestResults<Result>>;
  /**
   * Runs `work` with the part of the simulation in which causes (upstream) or effects (downstream) of an event are looked for,
   * over one snapshot. When the files change meanwhile, `work` runs once more from its beginning. `undefined` when no event has
   * this id.
   */
  withWindow<Result>(
    simulationId: string,
    eventId: string,
    direction: ExplanationDirection,
    work: (window: ExplanationWindow, readLines: ReadWindowLines) => Promise<Result>,
  ): Promise<Result | undefined>;
  /**
   * Runs `work` with the figures of the events that match, over one snapshot. When the files change meanwhile, `work` runs once more
   * from its beginning.
   */
  withAnalysis<Result>(
    simulationId: string,
    criteria: EventCriteria,
    work: (run: AnalysedRun) => Promise<Result>,
  ): Promise<Result>;
  /**
   * Runs `work` with two simulations, over one snapshot of each. When the files change meanwhile, `work` runs once more from its
   * beginning.
   */
  withPair<Result>(a: string, b: string, work: (pair: RunPair) => Promise<Result>): Promise<Result>;
  /** The simulations that are being indexed or wait for their turn. Reads no file and no database. */
  indexing(): readonly IndexingSimulation[];
  /**
   * The next stretch of the stream, of bounded length, after a position: that of an earlier answer, `start`, or `end` (after the
   * last whole line). Each event comes once, in a stable order. Never waits for the whole index: events that are not indexed yet
   * come later.
   */
  readAppended(
    simulationId: string,
    after: StreamPosition,
    criteria: EventCriteria,
    options: AppendedOptions,
  ): Promise<AppendedEvents>;
  /**
   * Prepares to close while running requests finish: indexing ends at its next commit, and unused indexes are closed. Resolves
   * when nothing could be lost any more.
   */
  settle(): Promise<void>;
  /** Ends running work and frees all resources. Later calls reject. */
  close(): Promise<void>;
}
