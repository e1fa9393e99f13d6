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

/** An event, or the id of one. */
export type Cause = SimulationEvent | string;

/** What became of an event when it was emitted. */
export interface Emission {
  /** As it is written: with `caused_by`, where it had none and there are events around the caller. */
  readonly event: SimulationEvent;
  /** Whether it is in the stream, or on its way there. */
  readonly isTaken: boolean;
}

/** What is read of an event before it is known to be one. */
type Unknown = Readonly<Record<'event_id' | 'event_type' | 'turn_number', unknown>>;

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Captures a simulation's events to `outputDir/simulationId/events.jsonl` without making the simulation wait, and
 * never loses one in silence.
 *
 * ```ts
 * await using writer = new EventWriter({ outputDir: 'output', simulationId: 'sim-001' });
 * await writer.start();
 * const turn = writer.emit(createMilestoneEvent({ ...common, milestone_type: 'turn_start' }));
 * await writer.within(turn, async () => {
 *   // What is emitted in here, however deep in the call stack, names the turn as its cause.
 *   const decision = writer.emit(createDecisionEvent({ ...common, agent_id, decision_type: 'rate' }));
 *   writer.within(decision, () => writer.emit(createActionEvent({ ...common, agent_id, action_type: 'lend' })));
 * });
 * ```
 *
 * Events are written in the background, in the order of emission, each as a whole line, whenever the simulation yields to
 * the event loop (at an `await` of a timer, a file, the network). When it is faster than the disk and the queue is
 * full, the least important events are dropped: DETAIL and SYSTEM first, then STATE, then ACTION, then DECISION, last
 * MILESTONE. A warning says so at once, `counters` count every one, and a SYSTEM event in the stream (`error_type:
 * "events_dropped"`, whatever the verbosity) tells readers how many of which types. When the disk is full or fails, or
 * the directory is removed, the writer tries again and again while the queue holds what it can.
 *
 * A crash loses at most what waits. A stream that is there already is appended to; a torn last line is closed off first.
 * One writer a stream: two append whole lines and notice each other's renaming, but their parts are out of order.
 */
export class EventWriter implements AsyncDisposable {
  readonly #options: ResolvedWriterOptions;
  readonly #pipeline: CapturePipeline;
  readonly #scope = createCauseScope();
  #state: 'new' | 'running' | 'stopped' = 'new';
  #stopping: Promise<void> | undefined;
  #unhook: (() => void) | undefined;

  /** Touches no file yet. @throws {InvalidParametersError} naming each option that cannot be */
  constructor(options: EventWriterOptions) {
    this.#options = resolveWriterOptions(options);
    this.#pipeline = createCapturePipeline(this.#options);
  }

  /** What became of the events so far; a snapshot. */
  get counters(): WriterCounters {
    return this.#pipeline.counts;
  }

  /**
   * Makes the directory, opens the stream, and closes off what a crash left torn. Once; a second call does nothing.
   * @throws the file system's error when that cannot be done, or an Error when the writer has been stopped
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
   * Takes an event as it is now; what happens to the object later makes no difference. Never throws and never waits
   * (but for the disk with `fsync: 'event'`): what cannot be taken is counted as dropped, and what no reader would take
   * for this event as refused.
   * @returns the event as it is written: with `caused_by`, where it had none and there are events around the caller
   */
  emit(event: SimulationEvent): SimulationEvent {
    return this.tryEmit(event).event;
  }

  /** As {@link emit}; also tells whether the event is in the stream, or on its way there. */
  tryEmit(event: SimulationEvent): Emission {
    let complete = event;
    let head: Unknown;
    try {
      complete = this.#withCauses(event);
      const { event_id, event_type, turn_number } = complete;
      head = { event_id, event_type, turn_number };
    } catch (error) {
      // Not even its fields can be read.
      const detail = error instanceof Error ? error.message : 'it cannot be read';
      this.#pipeline.refuse({}, { reason: 'not_an_event', detail });
      return { event, isTaken: false };
    }
    return { event: complete, isTaken: this.#take(head, () => serialiseEvent(complete)) };
  }

  /**
   * Takes an event that is JSON already: the text is written as it stands, numbers and key order included. It has to be
   * one line. Otherwise as {@link emit}, without causes added.
   * @returns why it is refused, of which nobody else is told; `undefined` when it is not
   */
  emitLine(text: string): string | undefined {
    const checked = checkLine(text);
    if (checked.refusal === undefined) this.#take(checked.event, () => checked);
    else this.#pipeline.turnAway(checked.refusal);
    return checked.refusal?.detail;
  }

  /**
   * Does `work`; events that it emits without `caused_by`, at once or after any `await`, name `causes` as theirs. The
   * innermost scope counts, and work that runs at the same time (`Promise.all`) has each its own. A cause that the
   * verbosity passes over is passed over here too, for what is around it, so that chains in the file stay whole.
   * @returns what `work` returns
   */
  within<Result>(causes: Cause | readonly Cause[], work: () => Result): Result {
    const ids = [causes].flat().flatMap((cause) => {
      if (typeof cause === 'string') return [cause];
      return this.#isRecorded(cause.event_type) ? [cause.event_id] : [];
    });
    return ids.length === 0 ? work() : this.#scope.within(ids, work);
  }

  /** Resolves when no event emitted before waits any more: `true`; or when `timeoutMs` (default 10,000) have passed: `false`. */
  async flush({ timeoutMs = DEFAULT_TIMEOUT_MS } = {}): Promise<boolean> {
    return this.#pipeline.flush(timeoutMs);
  }

  /**
   * For a producer that would rather wait than lose: resolves when half of the queue is free, at once when it is. Who
   * asks before every so many events, at most half of `maxQueueEvents`, never loses one to a full queue.
   */
  waitForRoom(): Promise<void> {
    return this.#pipeline.waitForRoom();
  }

  /**
   * Takes no more events, writes all that wait and closes the file. What cannot be written within `timeoutMs` (default
   * 10,000) is counted as dropped. A second call waits for the first.
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

  /** Gives an event its place; whether it is in the stream or on its way there. */
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
    const detail = 'event_type is another each time it is read';
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
