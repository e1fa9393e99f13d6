import { createSystemEvent } from '../events/create-event';
import type { SimulationEvent } from '../events/simulation-event';

/** Why an event is not in the stream although the verbosity records it. */
export type DropReason =
  /** The queue was full and nothing less important was in it. */
  | 'queue_full'
  /** Emitted before `start()` was done. */
  | 'not_started'
  /** Emitted after `stop()` was called. */
  | 'stopped'
  /** It has no JSON form: a BigInt, a cycle, a `toJSON` or getter that throws. */
  | 'not_json'
  /** It is no event: id, timestamp, turn or type is missing or of a wrong type. */
  | 'not_an_event'
  /** Its line would be longer than readers accept, 64 MiB. */
  | 'too_large'
  /** `stop()` ran out of time. */
  | 'stop_timeout'
  /** The process ended and the file could not be written any more. */
  | 'process_exit';

/** An event that was dropped. Of things that are no events, the fields may be anything. */
export interface DroppedEvent {
  /** Place in the order of emission. */
  readonly sequence: number;
  readonly event_id?: unknown;
  readonly event_type?: unknown;
  readonly turn_number?: unknown;
}

/** How many events were dropped, of which types and why. */
export interface DropCounts {
  readonly total: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly byReason: Readonly<Partial<Record<DropReason, number>>>;
}

/** Keeps account of every event that is dropped, and of what has been said about it. */
export interface DropLedger {
  readonly counts: DropCounts;
  readonly hasUnreported: boolean;
  record(event: DroppedEvent, reason: DropReason): void;
  /** One line for a person about the drops since the last call; `undefined` when there were none. */
  takeWarning(): string | undefined;
  /** The event that tells the stream of the drops since the last call; `undefined` when there were none. */
  takeReport(simulationId: string): SimulationEvent | undefined;
}

/** The type under which things without one are counted. */
const UNTYPED = '(none)';

export function createDropLedger(): DropLedger {
  const all = createTally();
  let unreported = createTally();
  let unwarned = createTally();

  return {
    get counts() {
      return all.counts();
    },
    get hasUnreported() {
      return unreported.total() > 0;
    },

    record(event, reason) {
      for (const tally of [all, unreported, unwarned]) tally.add(event, reason);
    },

    takeWarning() {
      if (unwarned.total() === 0) return undefined;
      const { total, byType, byReason } = unwarned.counts();
      unwarned = createTally();
      const sum = all.total();
      return (
        `${count(total)} dropped (${list(byType)}; ${list(byReason)})` +
        (sum > total ? `, ${String(sum)} in all` : '')
      );
    },

    takeReport(simulationId) {
      if (unreported.total() === 0) return undefined;
      const { total, byType, byReason } = unreported.counts();
      const { first, last } = unreported.ends();
      unreported = createTally();
      return createSystemEvent({
        simulation_id: simulationId,
        turn_number: last?.turnNumber ?? 0,
        description: `${count(total)} dropped: ${list(byReason)}`.slice(0, 500),
        error_type: 'events_dropped',
        status: 'warning',
        dropped: total,
        dropped_by_type: byType,
        dropped_by_reason: byReason,
        first_event_id: first?.eventId ?? null,
        last_event_id: last?.eventId ?? null,
      });
    },
  };
}

interface Tally {
  total(): number;
  counts(): DropCounts;
  /** First and last in the order of emission. */
  ends(): { readonly first: End | undefined; readonly last: End | undefined };
  add(event: DroppedEvent, reason: DropReason): void;
}

/** What is told of the first and the last. */
interface End {
  readonly sequence: number;
  readonly eventId: string | null;
  readonly turnNumber: number;
}

function createTally(): Tally {
  let total = 0;
  const types = new Map<string, number>();
  const reasons = new Map<DropReason, number>();
  let first: End | undefined;
  let last: End | undefined;
  return {
    total: () => total,
    counts: () => ({
      total,
      byType: Object.fromEntries(types),
      byReason: Object.fromEntries(reasons),
    }),
    ends: () => ({ first, last }),
    add(event, reason) {
      const type = typeof event.event_type === 'string' ? event.event_type : UNTYPED;
      total += 1;
      types.set(type, (types.get(type) ?? 0) + 1);
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      // What is evicted was emitted before others that are gone already.
      if (first === undefined || event.sequence < first.sequence) first = endOf(event);
      if (last === undefined || event.sequence > last.sequence) last = endOf(event);
    },
  };
}

function endOf({ sequence, event_id, turn_number }: DroppedEvent): End {
  const isTurn =
    typeof turn_number === 'number' && Number.isSafeInteger(turn_number) && turn_number >= 0;
  return {
    sequence,
    eventId: typeof event_id === 'string' ? event_id : null,
    turnNumber: isTurn ? turn_number : 0,
  };
}

function count(events: number): string {
  return events === 1 ? '1 event' : `${String(events)} events`;
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, n]) => `${name} ${String(n)}`)
    .join(', ');
}
