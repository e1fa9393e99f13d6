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

/** What is known of an event that was dropped; ids and types of things that are no events may be missing. */
export interface DroppedEvent {
  /** Place in the order of emission. */
  readonly sequence: number;
  readonly event_id?: string | undefined;
  readonly event_type?: string | undefined;
  readonly turn_number?: number | undefined;
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
        turn_number: last?.turn_number ?? 0,
        description: `${count(total)} dropped: ${list(byReason)}`.slice(0, 500),
        error_type: 'events_dropped',
        status: 'warning',
        dropped: total,
        dropped_by_type: byType,
        dropped_by_reason: byReason,
        first_event_id: first?.event_id ?? null,
        last_event_id: last?.event_id ?? null,
      });
    },
  };
}

interface Tally {
  total(): number;
  counts(): DropCounts;
  /** First and last in the order of emission. */
  ends(): { readonly first: DroppedEvent | undefined; readonly last: DroppedEvent | undefined };
  add(event: DroppedEvent, reason: DropReason): void;
}

function createTally(): Tally {
  let total = 0;
  const types = new Map<string, number>();
  const reasons = new Map<DropReason, number>();
  let first: DroppedEvent | undefined;
  let last: DroppedEvent | undefined;
  return {
    total: () => total,
    counts: () => ({
      total,
      byType: Object.fromEntries(types),
      byReason: Object.fromEntries(reasons),
    }),
    ends: () => ({ first, last }),
    add(event, reason) {
      const type = event.event_type ?? UNTYPED;
      total += 1;
      types.set(type, (types.get(type) ?? 0) + 1);
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      // An evicted event was emitted before others that are gone already. Only what is told is kept, not the line.
      const { sequence, event_id, turn_number } = event;
      if (first === undefined || sequence < first.sequence) {
        first = { sequence, event_id, turn_number };
      }
      if (last === undefined || sequence > last.sequence) {
        last = { sequence, event_id, turn_number };
      }
    },
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
