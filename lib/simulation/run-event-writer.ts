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

/** How many events may wait for the run to begin. */
const MAX_EARLY_EVENTS = 10_000;

/**
 * Events of one's own in the stream of a run, emitted from anywhere while it goes on. What is emitted before it has begun
 * (10,000 events at most) waits, and follows its start. What is emitted after its end is dropped with a warning.
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

  /** The run's id, the name of its directory; `undefined` before it has begun. */
  get simulationId(): string | undefined {
    return this.#run?.id;
  }

  /** The turn that is played, else the last one; 0 before the first. */
  get turn(): number {
    return this.#run?.recorder.turn ?? 0;
  }

  /** What began the turn that is played, to be named as a cause; empty before the run has begun. */
  get turnStart(): Trace {
    return this.#run?.recorder.turnStart ?? [];
  }

  /** What became of all events of the run so far; `undefined` before it has begun. */
  get counters(): WriterCounters | undefined {
    return this.#run?.writer.counters;
  }

  /**
   * Takes an event as it is now. Never waits; what cannot be written is counted, and warned of.
   * @returns the event as it is written, to be named as a cause
   * @throws {RangeError} when more than 10,000 events wait for a run that has not begun
   */
  emit(event: CustomEvent): SimulationEvent {
    const causes = this.#scope.current() ?? [];
    if (this.#run !== undefined)
      return this.#run.recorder.custom(event, { causes: [causes] }).event;
    if (this.#early.length === MAX_EARLY_EVENTS) {
      throw new RangeError(
        `${String(MAX_EARLY_EVENTS)} events wait for the run to begin; emit them while it goes on`,
      );
    }
    const stamp = this.#clock.stamp();
    const early = completeEvent(event, { stamp, turn: 0, simulationId: '', causes });
    this.#early.push(snapshot(early));
    return early;
  }

  /** Does `work`; events that it emits here without `caused_by`, at once or after any `await`, name `causes` as theirs. */
  within<Result>(causes: Cause | readonly Cause[], work: () => Result): Result {
    const ids = [causes]
      .flat()
      .map((cause) => (typeof cause === 'string' ? cause : cause.event_id));
    return this.#scope.within(ids, work);
  }

  /** Resolves when no event emitted before waits any more: `true`; or when `timeoutMs` (default 10,000) have passed: `false`. */
  async flush(options?: { readonly timeoutMs?: number }): Promise<boolean> {
    return (await this.#run?.writer.flush(options)) ?? this.#early.length === 0;
  }

  /** Resolves when so many events may be emitted that none is dropped: half of the queue, 50,000. */
  async waitForRoom(): Promise<void> {
    await this.#run?.writer.waitForRoom();
  }

  /** The run has begun: what waited for it is recorded. For the orchestrator. */
  begin(run: BegunRun): void {
    this.#run = run;
    const early = this.#early;
    this.#early = [];
    for (const event of early) run.recorder.custom(event, { causes: [] });
  }

  /** The run is over, or never began. For the orchestrator. */
  end(logger: WarningLogger): void {
    const lost = this.#early.length;
    this.#early = [];
    if (lost > 0)
      logger.warn(
        `causeway: the run did not begin; ${String(lost)} events emitted before it are lost`,
      );
  }
}

/** What happens to the object later makes no difference. What has no JSON form is left for the writer to refuse. */
function snapshot(event: CustomEvent): CustomEvent {
  try {
    return structuredClone(event);
  } catch {
    return event;
  }
}
