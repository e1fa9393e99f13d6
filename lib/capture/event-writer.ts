import { canonicalEventType } from '../events/event-type';
import type { StoredEvent } from '../events/read-event';
import type { SimulationEvent } from '../events/simulation-event';
import { isRecordedAt } from '../events/verbosity';
import { createCapturePipeline, type CapturePipeline } from './capture-pipeline';
import { createCauseScope } from './cause-scope';
import { drainAtExit } from './exit-hook';
import { importanceOf } from './importance';
import { checkLine, isText, serialiseEvent, type Serialisation } from './serialise-event';
import type { WriterCounters } from './writer-counters';
import {
  resolveWriterOptions,
  type EventWriterOptions,
  type ResolvedWriterOptions,
} from './writer-options';

/** An event, or the id of one. */
export type Cause = SimulationEvent | string;

/** What is looked at of an event on its way to the queue. */
type EventHead = Pick<SimulationEvent, 'event_id' | 'event_type' | 'turn_number' | 'details'>;

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
  #emitted = 0;
  #filtered = 0;

  /** Touches no file yet. @throws {InvalidParametersError} naming each option that cannot be */
  constructor(options: EventWriterOptions) {
    this.#options = resolveWriterOptions(options);
    this.#pipeline = createCapturePipeline(this.#options);
  }

  /** What became of the events so far; a snapshot. */
  get counters(): WriterCounters {
    return { emitted: this.#emitted, filtered: this.#filtered, ...this.#pipeline.counts };
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
   * (but for the disk with `fsync: 'event'`): what cannot be taken is counted as dropped.
   * @returns the event as it is written: with `caused_by`, where it had none and there are events around the caller
   */
  emit(event: SimulationEvent): SimulationEvent {
    this.#emitted += 1;
    try {
      const complete = this.#withCauses(event);
      this.#take(complete, () => serialiseEvent(complete));
      return complete;
    } catch {
      // Not even its fields can be read.
      this.#pipeline.drop({}, 'not_an_event');
      return event;
    }
  }

  /**
   * Takes an event that is JSON already (see `readEventLine`): the text is written as it stands, numbers and key order
   * included. It has to be one line. Otherwise as {@link emit}, without causes added.
   */
  emitLine(event: StoredEvent, text: string): void {
    this.#emitted += 1;
    this.#take(event, () => checkLine(text));
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

  #take(event: EventHead, serialise: () => Serialisation): void {
    const { event_id, turn_number } = event;
    if (!isText(event.event_type)) {
      this.#pipeline.drop({ event_id, turn_number }, 'not_an_event');
      return;
    }
    const event_type = canonicalEventType(event.event_type);
    if (!this.#isRecorded(event_type)) {
      this.#filtered += 1;
      return;
    }
    if (this.#state !== 'running') {
      const reason = this.#state === 'new' ? 'not_started' : 'stopped';
      this.#pipeline.drop({ event_id, event_type, turn_number }, reason);
      return;
    }
    const { line, reason } = serialise();
    if (line === undefined) {
      this.#pipeline.drop({ event_id, event_type, turn_number }, reason);
      return;
    }
    const importance = importanceOf(event_type, event.details);
    this.#pipeline.push({ line, importance, event_id, event_type, turn_number });
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
