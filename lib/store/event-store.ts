import type { CausalLink, InferredLink } from '../causality/causal-link';
import type { IndexState } from './index-state';
import type { EpochMicros } from '../events/epoch-micros';
import type { EventLine } from '../events/event-line';
import type { UnreadFile } from '../files/unread-files';
import type { FoundPart } from '../files/event-parts';
import type { LastLines } from '../files/last-lines';
import type { StreamPosition } from '../files/stream-position';
import type { EventCriteria, EventFilter } from '../filters/event-filter';
import type { FacetOptions } from '../filters/facet-options';
import type { HistogramOptions } from '../filters/histogram-options';
import type { MarkOptions, MarkSearch } from '../filters/mark-options';
import type { VariableKey } from '../replay/variable';
import type { EventHistogram } from './event-histogram';
import type { FoundMark, MarkCounts } from './event-marks';
import type { FacetCounts } from './facet-counts';
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

/** A simulation whose index is being brought up to its files. */
export interface IndexingSimulation {
  readonly simulationId: string;
  readonly index: IndexState;
}

/**
 * The `simulation_id`s of events other than the folder's. When no event has that, the one that most of them have stands in
 * for it, as in a folder that was renamed. Events without one are not counted.
 */
export interface OtherSimulationIds {
  readonly id_count: number;
  /** How many events have one of them. */
  readonly event_count: number;
  /** The first 100, most frequent first, each cut to 256 characters. */
  readonly ids: readonly { readonly simulation_id: string; readonly event_count: number }[];
}

/** What a simulation's files hold as far as they are indexed. */
export interface SimulationStatistics {
  readonly event_count: number;
  readonly start: StatedTime | null;
  readonly end: StatedTime | null;
  readonly first_turn: number | null;
  readonly last_turn: number | null;
  /** By canonical type, most frequent first. */
  readonly event_types: readonly { readonly event_type: string; readonly event_count: number }[];
  /** In order of their ids. */
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
  /** How many causes the events name, each once an event. */
  readonly declared_link_count: number;
  /** Bytes of a last line that is still being written. */
  readonly unfinished_bytes: number;
  /** Compressed parts that are not read, or not to their end, and why. */
  readonly unread_parts: readonly UnreadFile[];
  readonly other_simulation_ids: OtherSimulationIds;
  readonly index: IndexState;
}

/** A simulation as a list tells it, or an entry of the output root that cannot be read as one. */
export interface ListedSimulation {
  readonly id: string;
  /** The name in its config.json, if it has one. */
  readonly name: string | undefined;
  /** Whether the last boundary in its stream is its end. */
  readonly saysEnd: boolean;
  /** When an event file was written last, milliseconds since 1970. */
  readonly lastWriteMs: number;
  /** When `result.json` was written, milliseconds since 1970; `undefined` when there is none. */
  readonly resultWriteMs: number | undefined;
  readonly event_count: number;
  readonly agent_count: number;
  readonly first_turn: number | null;
  readonly last_turn: number | null;
  /** As the earliest event wrote it; `end_time` as the latest. */
  readonly start_time: string | null;
  readonly end_time: string | null;
  /** Of the event files. */
  readonly bytes: number;
  readonly index: IndexState;
  /** Why it cannot be read. Nothing else can be asked of it then. */
  readonly problem?: string;
}

/** A simulation there is, or an entry of the output root that cannot be read as one. */
export interface FoundSimulation {
  readonly id: string;
  /** Why it cannot be read. */
  readonly problem: string | undefined;
}

/** A time and the way its event wrote it. */
export interface StatedTime {
  readonly time: EpochMicros;
  readonly timestamp: string;
}

export interface EventMatches {
  /** In order of time, then id, or its reverse. */
  readonly events: readonly EventLine[];
  /** How many match in all, exactly. */
  readonly total: number;
  /** How many events name each of these as a cause, by its id; when that was asked for. */
  readonly effect_counts?: Readonly<Record<string, number>>;
  /** Whether there are fewer than asked for because their lines are long; see `MAX_LINES_BYTES`. */
  readonly truncated?: true;
  /** In partial answers. */
  readonly index?: IndexState;
}

/** Where an event stands among others that match. */
export interface FoundPosition {
  readonly event_id: string;
  /** How many matches come before it: its own place, or, when it does not match, the one it would have. */
  readonly offset: number;
  /** How many match in all, exactly. */
  readonly total: number;
  /** Whether the event itself matches. */
  readonly matches: boolean;
}

/** How far the index is that an answer is from. */
interface Indexed {
  /** In partial answers. */
  readonly index?: IndexState;
}

/** How long an answer may be waited for. */
export interface AnswerOptions {
  /**
   * Answer from what is indexed so far rather than wait for all of it: the answer waits for the whole index about a
   * quarter of a second and for the beginning of one at most half a second more, and says by `index` how far it is.
   * `total` counts what is indexed. Default false: exact, or `IndexNotReadyError`.
   */
  readonly isPartial?: boolean | undefined;
}

export interface FindOptions extends AnswerOptions {
  /** Whether the effects of the events are counted. Default false. */
  readonly countsEffects?: boolean | undefined;
}

/** An event and the position right after it. */
export interface PlacedEvent extends EventLine {
  readonly position: StreamPosition;
}

/** How far a simulation has come, as far as it is indexed. */
export interface StreamProgress {
  readonly event_count: number;
  /** Of the latest event in event order; `null` when there is none. */
  readonly end_time: EpochMicros | null;
  /** Of the latest event; `null` when there is none. */
  readonly turn: number | null;
  readonly index: IndexState;
}

/** A stretch of a stream. */
export interface AppendedEvents {
  /** As they stand in the files: oldest part first, then by place, whatever their times. */
  readonly events: readonly PlacedEvent[];
  /** Everything up to here was looked at; where to go on. */
  readonly position: StreamPosition;
  /** The files no longer hold what was known at the position asked about: this stretch begins at the start of the stream. */
  readonly isReset: boolean;
  /** Nothing more is there now; else ask again, at once when the position has moved. */
  readonly isAtEnd: boolean;
  readonly progress: StreamProgress;
}

export interface AppendedOptions {
  /** How many events at most; 0 to learn position and progress only. */
  readonly limit: number;
  /** Where to stop, a position of an earlier answer; that very text is the position when it is reached. Default the end. */
  readonly until?: StreamPosition | undefined;
}

export type LinkDirection = 'causes' | 'effects';

/**
 * Finds declared links to these events' causes (present or missing) or effects.
 * @param limit how many links at most, those written first; default all
 */
export type FindLinks = (
  eventIds: readonly string[],
  direction: LinkDirection,
  limit?: number,
) => Promise<FoundLinks>;

/** Links, and the events that declare them. */
export interface FoundLinks {
  /** Each once, in event order of the effect, then as it names its causes. */
  readonly links: readonly CausalLink[];
  /** The events asked for when their causes are wanted, else their effects. */
  readonly events: readonly EventLine[];
  /** The ids of those that name a cause. */
  readonly declaring: readonly string[];
  /** Whether events were passed over, for more than a walk may read would have had to be read. */
  readonly truncated: boolean;
}

/**
 * Finds the links that the rules of `lib/causality` infer to these events' causes or effects, whatever the events declare.
 * @param limit how many links at most, those first in order; default all
 */
export type InferLinks = (
  eventIds: readonly string[],
  direction: LinkDirection,
  limit?: number,
) => Promise<InferredLinks>;

export interface InferredLinks {
  /** Each pair once, in event order of the effect, then of the cause. */
  readonly links: readonly InferredLink[];
  /** Whether there may be more: beyond `limit`, or because a turn holds more events than are looked at. */
  readonly truncated: boolean;
}

/**
 * Answers questions about the events under one output root, as the files stand at the moment of asking. Every
 * engine passes `event-store.contract.ts`.
 *
 * Methods that take a simulation reject with `SimulationNotFoundError` when there is none of that id, and with
 * `IndexNotReadyError` when an exact answer would take longer than the store was told to wait.
 */
export interface EventStore {
  /**
   * The directories that hold event files, in order of their names, and entries that cannot be looked into, each with the
   * reason; opens no index.
   */
  findSimulations(): Promise<readonly FoundSimulation[]>;
  /** The same, and what each holds, exactly, or as far as that is known: never waits for a whole index. */
  listSimulations(): Promise<readonly ListedSimulation[]>;
  /** Never waits for the whole index: what is known so far, and how far that is. */
  describe(simulationId: string): Promise<SimulationStatistics>;
  /** The last lines of its stream, from its last `maxBytes` bytes, without waiting for compressed parts to be read. */
  readLastLines(
    simulationId: string,
    parts: readonly FoundPart[],
    maxBytes: number,
  ): Promise<LastLines>;
  /**
   * Whether a compressed part of it is not read for want of room: answers may be others though its files are as they
   * were.
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
   * Where the events with the text `find` are among those that meet the criteria. Exact for simulations of up to 131,072
   * events; in longer ones a mark may be counted for a row before its own, by less than one in 65,536 of all events.
   */
  countMarks(
    simulationId: string,
    criteria: EventCriteria,
    find: string,
    options?: MarkOptions,
  ): Promise<MarkCounts>;
  /**
   * The nearest event with the text `find` among those that meet the criteria, that of the row itself included; after the
   * last comes the first, before the first the last.
   */
  findMark(
    simulationId: string,
    criteria: EventCriteria,
    find: string,
    search?: MarkSearch,
  ): Promise<FoundMark>;
  /**
   * What set each variable last, in event order, as of the ends of the turns that `atTurns` gives, which is told what turns
   * there are. It may be asked more than once, when the files change meanwhile.
   * Variables come in their order, see `compareVariables`, or the best answers to `name` first.
   */
  findVariables(
    simulationId: string,
    atTurns: (turns: TurnRange | null) => Promise<readonly number[]>,
    options: AnswerOptions & VariableSearch,
  ): Promise<LatestSettings & Indexed>;
  /** Which variables there are, in their order, or the best answers to `name` first. */
  countVariables(
    simulationId: string,
    options: AnswerOptions & VariableSearch,
  ): Promise<VariableCounts & Indexed>;
  /** Variables turn by turn, those that there are, in the order asked for. */
  findSeries(
    simulationId: string,
    variables: readonly VariableKey[],
    options?: AnswerOptions & SeriesOptions,
  ): Promise<{ readonly variables: readonly VariableSeries[] } & Indexed>;
  /**
   * Where an event stands in the filter's order, wherever its page begins; of a doubled id the first. `undefined` when
   * there is none of that id.
   */
  findPosition(
    simulationId: string,
    eventId: string,
    filter: EventFilter,
  ): Promise<FoundPosition | undefined>;
  /**
   * All matches in batches, in event order or its reverse; `limit` defaults to all. They are of one moment, the first
   * batch's: what is appended or put in order meanwhile neither doubles nor drops one. Memory is bounded by a batch,
   * whatever their number. Nothing happens before the first batch is asked for; taking rejects with the signal's
   * reason when it aborts, and with `EventFilesUnreadableError` when the lines of a later batch are no longer there.
   */
  eachEvent(
    simulationId: string,
    filter: EventFilter,
    options?: { readonly signal?: AbortSignal | undefined },
  ): AsyncIterable<readonly EventLine[]>;
  /** The events of these ids that there are, in event order; of a doubled id the first. */
  getEvents(simulationId: string, eventIds: readonly string[]): Promise<readonly EventLine[]>;
  /**
   * Runs `work` with a finder of declared links and one of inferred links; all they find is of one state of the files. When
   * they change meanwhile, it is run once more from its beginning.
   */
  followLinks<Result>(
    simulationId: string,
    work: (findLinks: FindLinks, inferLinks: InferLinks) => Promise<Result>,
  ): Promise<Result>;
  /** What is being indexed at this moment or waits for its turn; asks no file and no database. */
  indexing(): readonly IndexingSimulation[];
  /**
   * The next stretch of the stream after a position of an earlier answer, `start` or `end` (of what is whole now), of
   * bounded length: each event once, in an order that stays. Never waits for the whole index: what is not indexed yet
   * comes later.
   */
  readAppended(
    simulationId: string,
    after: StreamPosition,
    criteria: EventCriteria,
    options: AppendedOptions,
  ): Promise<AppendedEvents>;
  /**
   * Prepares to close while answers under way finish: indexing ends at its next commit, and what nobody uses is closed.
   * Resolves when nothing is left that could be lost.
   */
  settle(): Promise<void>;
  /** Ends work under way and frees what is held; answers reject from then on. */
  close(): Promise<void>;
}
