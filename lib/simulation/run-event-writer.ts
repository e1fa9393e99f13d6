import { createCauseScope } from '../capture/cause-scope';
import type { Cause, EventWriter } from '../capture/event-writer';
import type { WarningLogger } from '../capture/rate-limited-warner';
import type { WriterCounters } from '../capture/writer-counters';
import type { SimulationEvent } from '../events/simulation-event';
import { completeEvent, type CustomEvent } from './custom-event';
import type { EventRecorder, Trace } from './event-recorder';
import type { SimulationClock } from './simulation-clock';

/** A run that has begun. */
interface BegunRun {
  readonly id: string;
  readonly recorder: EventRecorder;
  readonly writer: Pick<EventWriter, 'counters' | 'flush' | 'waitForRoom'>;
}

/** The maximum number of events that may wait for the run to begin. */
const MAX_EARLY_EVENTS = 10_000;

/**
 * Emits custom events into the stream of a run, from anywhere in the program. Events emitted before the run has begun (10,000
 * at most) wait and follow its start. Events emitted after its end are dropped with a warning.
 *
 * ```ts
 * const running = orchestrator.run();
 * const alarm = orchestrator.eventWriter.emit({ event_type: 'SYSTEM', description: 'The grid is down' });
 * orchestrator.eventWriter.within(alarm, () => callForHelp());
 * ```
 */
export class RunEventWriter {
  readonly #clock: Pick<SimulationClock, 'stamp'>;
  readonly #scope = createCauseScope();
  #early: CustomEvent[] = [];
  #run: BegunRun | undefined;

  constructor(clock: Pick<SimulationClock, 'stamp'>) {
    this.#clock = clock;
  }

  /** The id of the run, which is the name of its directory; `undefined` before the run has begun. */
  get simulationId(): string | undefined {
    return this.#run?.id;
  }

  /** The current turn, or the last one after the end; 0 before the first. */
  get turn(): number {
    return this.#run?.recorder.turn ?? 0;
  }

  /** The trace of the current turn's start, for use as a cause; empty before the run has begun. */
  get turnStart(): Trace {
    return this.#run?.recorder.turnStart ?? [];
  }

  /** Counters of all events of the run so far; `undefined` before the run has begun. */
  get counters(): WriterCounters | undefined {
    return this.#run?.writer.counters;
  }

  /**
   * Emits an event with its current content. Never waits. Events that cannot be written are counted, with a warning.
   * @returns the event as written, for use as a cause
   * @throws {RangeError} when more than 10,000 events wait for a run that has not begun
   */
  emit(event: CustomEvent): SimulationEvent {
    const causes = this.#scope.current() ?? [];
    if (this.#run !== undefined)
      return this.#run.recorder.custom(event, { causes: [causes] }).event;
    if (this.#early.length === MAX_EARLY_EVENTS) {
      throw new RangeError(
        `${String(MAX_EARLY_EVENTS)} events wait for the run to begin; emit them while it runs`,
      );
    }
    const stamp = this.#clock.stamp();
    const early = completeEvent(event, { stamp, turn: 0, simulationId: '', causes });
    this.#early.push(snapshot(early));
    return early;
  }

  /** Runs `work`. Events that it emits without `caused_by`, at once or after any `await`, get these causes. */
  within<Result>(causes: Cause | readonly Cause[], work: () => Result): Result {
    const ids = [causes]
      .flat()
      .map((cause) => (typeof cause === 'string' ? cause : cause.event_id));
    return this.#scope.within(ids, work);
  }

  /** Resolves to `true` when all earlier events are written, or to `false` after `timeoutMs` (default 10,000). */
  async flush(options?: { readonly timeoutMs?: number }): Promise<boolean> {
    return (await this.#run?.writer.flush(options)) ?? this.#early.length === 0;
  }

  /** Resolves when 50,000 events, half of the queue, can be emitted without drops. */
  async waitForRoom(): Promise<void> {
    await this.#run?.writer.waitForRoom();
  }

  /** The run has begun: records the waiting events. Called by the orchestrator. */
  begin(run: BegunRun): void {
    this.#run = run;
    const early = this.#early;
    this.#early = [];
    for (const event of early) run.recorder.custom(event, { causes: [] });
  }

  /** The run is over, or never began. Called by the orchestrator. */
  end(logger: WarningLogger): void {
    const lost = this.#early.length;
    this.#early = [];
    if (lost > 0)
      logger.warn(
        `causeway: the run did not begin; ${String(lost)} events emitted before it are lost`,
      );
  }
}

/** A copy, so that later changes to the object have no effect. A value without a JSON form is refused later, by the writer. */
function snapshot(event: CustomEvent): CustomEvent {
  try {
    return structuredClone(event);
  } catch {
    return event;
  }
}
