import { canonicalEventType } from '../events/event-type';
import type { SimulationEvent } from '../events/simulation-event';
import { isRecordedAt } from '../events/verbosity';
import { createCapturePipeline, type CapturePipeline } from './capture-pipeline';
import { createCauseScope } from './cause-scope';
import { drainAtExit } from './exit-hook';
import { importanceOf } from './importance';
import { checkLine, serialiseEvent, type Refusal, type Serialisation } from './serialise-event';
import type { WriterCounters } from './writer-counters';
import {
  resolveWriterOptions,
  type EventWriterOptions,
  type ResolvedWriterOptions,
} from './writer-options';

/** An event, or the id of an event. */
export type Cause = SimulationEvent | string;

/** The outcome of emitting an event. */
export interface Emission {
  /** The event as written. An event without `caused_by` gets the events around the caller as its causes. */
  readonly event: SimulationEvent;
  /** Whether it is in the stream or in the queue. */
  readonly isTaken: boolean;
}

/** The fields read from a value before it is known to be an event. */
type Unknown = Readonly<Record<'event_id' | 'event_type' | 'turn_number', unknown>>;

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Captures a simulation's events to `outputDir/simulationId/events.jsonl` without blocking the simulation. No event is lost
 * silently.
 *
 * ```ts
 * await using writer = new EventWriter({ outputDir: 'output', simulationId: 'sim-001' });
 * await writer.start();
 * const turn = writer.emit(createMilestoneEvent({ ...common, milestone_type: 'turn_start' }));
 * await writer.within(turn, async () => {
 *   // Events emitted in here, at any depth of the call stack, get the turn as their cause.
 *   const decision = writer.emit(createDecisionEvent({ ...common, agent_id, decision_type: 'rate' }));
 *   writer.within(decision, () => writer.emit(createActionEvent({ ...common, agent_id, action_type: 'lend' })));
 * });
 * ```
 *
 * Events are written in the background, in the order of emission, each as a whole line, whenever the simulation yields to the
 * event loop (at an `await` of a timer, a file, the network). When the simulation is faster than the disk and the queue is
 * full, the least important events are dropped: DETAIL and SYSTEM first, then STATE, then ACTION, then DECISION, last
 * MILESTONE. A warning is logged at once, `counters` count every dropped event, and a SYSTEM event in the stream (`error_type:
 * "events_dropped"`, at any verbosity) has their number by type. When the disk is full or fails, or the directory is removed,
 * the writer retries while the queue holds as many events as it can.
 *
 * A crash loses at most the queued events. The writer appends to an existing stream, and first closes a torn last line. There
 * should be one writer per stream. Two writers append whole lines and notice each other's renaming, but their parts are out of
 * order.
 */
export class EventWriter implements AsyncDisposable {
  readonly #options: ResolvedWriterOptions;
  readonly #pipeline: CapturePipeline;
  readonly #scope = createCauseScope();
  #state: 'new' | 'running' | 'stopped' = 'new';
  #stopping: Promise<void> | undefined;
  #unhook: (() => void) | undefined;

  /** Touches no file yet. @throws {InvalidParametersError} with each invalid option */
  constructor(options: EventWriterOptions) {
    this.#options = resolveWriterOptions(options);
    this.#pipeline = createCapturePipeline(this.#options);
  }

  /** A snapshot of the counters. */
  get counters(): WriterCounters {
    return this.#pipeline.counts;
  }

  /**
   * Makes the directory, opens the stream, and closes a line torn by a crash. A second call does nothing.
   * @throws the file system's error, or an Error when the writer has been stopped
   */
  // eslint-disable-next-line @typescript-eslint/require-await -- opening may take to waiting without its callers noticing
  async start(): Promise<void> {
    if (this.#state === 'running') return;
    if (this.#state === 'stopped') throw new Error('This EventWriter was stopped; make a new one.');
    this.#pipeline.open();
    this.#state = 'running';
    if (!this.#options.exitHook) return;
    const pipeline = this.#pipeline;
    this.#unhook = drainAtExit({
      get hasPending() {
        return pipeline.hasPending;
      },
      flush: (timeoutMs) => pipeline.flush(timeoutMs),
      finishSync: () => {
        this.#state = 'stopped';
        pipeline.finishSync();
      },
    });
  }

  /**
   * Emits an event with its current content; later changes to the object have no effect. Never throws, and never waits, except
   * for the disk with `fsync: 'event'`. An event without room is counted as dropped. An event that no reader would accept is
   * counted as refused.
   * @returns the event as written: without `caused_by`, it gets the events around the caller as its causes
   */
  emit(event: SimulationEvent): SimulationEvent {
    return this.tryEmit(event).event;
  }

  /** Like {@link emit}. Also returns whether the event is in the stream or in the queue. */
  tryEmit(event: SimulationEvent): Emission {
    let complete = event;
    let head: Unknown;
    try {
      complete = this.#withCauses(event);
      const { event_id, event_type, turn_number } = complete;
      head = { event_id, event_type, turn_number };
    } catch (error) {
      // Its fields cannot even be read.
      const detail = error instanceof Error ? error.message : 'it cannot be read';
      this.#pipeline.refuse({}, { reason: 'not_an_event', detail });
      return { event, isTaken: false };
    }
    return { event: complete, isTaken: this.#take(head, () => serialiseEvent(complete)) };
  }

  /**
   * Emits an event given as JSON. The text is written unchanged, including numbers and key order. It must be one line.
   * Otherwise like {@link emit}, but no causes are added.
   * @returns the reason of a refusal, which is reported only here; `undefined` when it is accepted
   */
  emitLine(text: string): string | undefined {
    const checked = checkLine(text);
    if (checked.refusal === undefined) this.#take(checked.event, () => checked);
    else this.#pipeline.turnAway(checked.refusal);
    return checked.refusal?.detail;
  }

  /**
   * Runs `work`. Events that it emits without `caused_by`, at once or after any `await`, get these causes. The innermost scope
   * counts, and concurrent work (`Promise.all`) has separate scopes. A cause that the verbosity leaves out is replaced by the
   * causes around it, so that chains in the file stay connected.
   * @returns the result of `work`
   */
  within<Result>(causes: Cause | readonly Cause[], work: () => Result): Result {
    const ids = [causes].flat().flatMap((cause) => {
      if (typeof cause === 'string') return [cause];
      return this.#isRecorded(cause.event_type) ? [cause.event_id] : [];
    });
    return ids.length === 0 ? work() : this.#scope.within(ids, work);
  }

  /** Resolves to `true` when all earlier events are written, or to `false` after `timeoutMs` (default 10,000). */
  async flush({ timeoutMs = DEFAULT_TIMEOUT_MS } = {}): Promise<boolean> {
    return this.#pipeline.flush(timeoutMs);
  }

  /**
   * Resolves when half of the queue is free. To block instead of dropping events, await it before emitting at most half of
   * `maxQueueEvents` events.
   */
  waitForRoom(): Promise<void> {
    return this.#pipeline.waitForRoom();
  }

  /**
   * Accepts no more events, writes all queued events and closes the file. Events that cannot be written within `timeoutMs`
   * (default 10,000) are counted as dropped. A second call waits for the first.
   * @returns the final counters
   */
  async stop({ timeoutMs = DEFAULT_TIMEOUT_MS } = {}): Promise<WriterCounters> {
    this.#state = 'stopped';
    this.#stopping ??= this.#pipeline.finish(timeoutMs).finally(() => this.#unhook?.());
    await this.#stopping;
    return this.counters;
  }

  /** `await using` stops the writer. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Puts an event in its first place. Returns whether it is in the stream or in the queue. */
  #take(head: Unknown, serialise: () => Serialisation): boolean {
    const { event_id, turn_number } = head;
    if (typeof head.event_type !== 'string') return this.#refuse(head, serialise().refusal);
    const event_type = canonicalEventType(head.event_type);
    if (!this.#isRecorded(event_type)) {
      this.#pipeline.filter();
      return false;
    }
    if (this.#state !== 'running') {
      const reason = this.#state === 'new' ? 'not_started' : 'stopped';
      this.#pipeline.drop({ event_id, event_type, turn_number }, reason);
      return false;
    }
    const { line, refusal, event } = serialise();
    if (line === undefined || event.event_type !== head.event_type) {
      return this.#refuse({ ...head, event_type }, refusal);
    }
    const importance = importanceOf(event_type, event.details);
    this.#pipeline.push({ ...event, line, importance, event_type });
    return true;
  }

  #refuse(head: Unknown, refusal: Refusal | undefined): false {
    const detail = 'event_type changes with each read';
    this.#pipeline.refuse(head, refusal ?? { reason: 'not_an_event', detail });
    return false;
  }

  #isRecorded(eventType: string): boolean {
    return isRecordedAt(this.#options.verbosity, eventType);
  }

  #withCauses(event: SimulationEvent): SimulationEvent {
    const around = this.#scope.current();
    if (around === undefined || (event.caused_by ?? undefined) !== undefined) return event;
    const causes = around.filter((id) => id !== event.event_id);
    return causes.length === 0 ? event : { ...event, caused_by: causes };
  }
}
