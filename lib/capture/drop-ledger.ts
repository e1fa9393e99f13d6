import { createSystemEvent } from '../events/create-event';
import type { SimulationEvent } from '../events/simulation-event';
import type { Refusal, RefusalReason } from './serialise-event';

/** Why an event is not in the stream although the verbosity records it. */
export type DropReason =
  /** The queue was full and held nothing less important. */
  | 'queue_full'
  /** Emitted before `start()` was done. */
  | 'not_started'
  /** Emitted after `stop()` was called. */
  | 'stopped'
  /** `stop()` ran out of time. If that happened during a write, the write may still finish. */
  | 'stop_timeout'
  /** The process ended and the file could no longer be written. */
  | 'process_exit';

/** An event that is not in the stream. If it is not a valid event, its fields may have any value. */
export interface LostEvent {
  /** Its number in the order of emission. */
  readonly sequence: number;
  readonly event_id?: unknown;
  readonly event_type?: unknown;
  readonly turn_number?: unknown;
}

/** The number of lost events, by type and by reason. */
export interface LossCounts {
  readonly total: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly byReason: Readonly<Record<string, number>>;
}

/** Counts every dropped or refused event, and tracks what has been reported. */
export interface DropLedger {
  readonly dropped: LossCounts;
  readonly refused: LossCounts;
  readonly hasUnreported: boolean;
  drop(event: LostEvent, reason: DropReason): void;
  refuse(event: LostEvent, refusal: Refusal): void;
  /** Counts a refusal that the caller has been informed of; it is not reported elsewhere. */
  countRefusal(event: LostEvent, reason: RefusalReason): void;
  /** One line of text about the losses since the last call; `undefined` when there were none. */
  takeWarning(): string | undefined;
  /** An event for the stream about the losses since the last call; `undefined` when there were none. */
  takeReport(simulationId: string): SimulationEvent | undefined;
}

/** The type of values without a type. */
const UNTYPED = '(none)';
/** The type that sums up all types beyond the limit. */
const OTHER_TYPES = '(other)';
const MAX_TYPES = 50;
const MAX_TYPE_LENGTH = 100;

export function createDropLedger(): DropLedger {
  const all = createPage();
  let unreported = createPage();
  let unwarned = createPage();
  let latestRefusal: Refusal | undefined;

  return {
    get dropped() {
      return all.dropped.counts();
    },
    get refused() {
      return all.refused.counts();
    },
    get hasUnreported() {
      return unreported.total() > 0;
    },

    drop(event, reason) {
      for (const page of [all, unreported, unwarned]) {
        page.note(event);
        page.dropped.add(event, reason);
      }
    },

    refuse(event, refusal) {
      latestRefusal = refusal;
      for (const page of [all, unreported, unwarned]) {
        page.note(event);
        page.refused.add(event, refusal.reason);
      }
    },

    countRefusal(event, reason) {
      all.refused.add(event, reason);
    },

    takeWarning() {
      if (unwarned.total() === 0) return undefined;
      const said = [
        describe(unwarned.dropped.counts(), 'dropped', all.dropped.total()),
        describe(unwarned.refused.counts(), 'refused', all.refused.total()),
      ].filter((part) => part !== '');
      if (unwarned.refused.total() > 0) said.push(`the last: ${latestRefusal?.detail ?? ''}`);
      unwarned = createPage();
      return said.join('; ');
    },

    takeReport(simulationId) {
      if (unreported.total() === 0) return undefined;
      const [dropped, refused] = [unreported.dropped.counts(), unreported.refused.counts()];
      const { first, last } = unreported.ends();
      unreported = createPage();
      const facts = [
        dropped.total > 0 && `${count(dropped.total)} dropped: ${list(dropped.byReason)}`,
        refused.total > 0 && `${count(refused.total)} refused: ${list(refused.byReason)}`,
      ].filter((fact) => fact !== false);
      return createSystemEvent({
        simulation_id: simulationId,
        turn_number: last?.turnNumber ?? 0,
        description: facts.join('; ').slice(0, 500),
        error_type: 'events_dropped',
        status: 'warning',
        dropped: dropped.total,
        dropped_by_type: dropped.byType,
        dropped_by_reason: dropped.byReason,
        ...(refused.total > 0 && { refused: refused.total, refused_by_reason: refused.byReason }),
        first_event_id: first?.eventId ?? null,
        last_event_id: last?.eventId ?? null,
      });
    },
  };
}

/** The losses between two reports. */
interface Page {
  readonly dropped: Tally;
  readonly refused: Tally;
  total(): number;
  note(event: LostEvent): void;
  /** The first and the last loss in the order of emission. */
  ends(): { readonly first: End | undefined; readonly last: End | undefined };
}

/** The reported fields of the first and the last loss. */
interface End {
  readonly sequence: number;
  readonly eventId: string | null;
  readonly turnNumber: number;
}

interface Tally {
  total(): number;
  counts(): LossCounts;
  add(event: LostEvent, reason: DropReason | RefusalReason): void;
}

function createPage(): Page {
  const dropped = createTally();
  const refused = createTally();
  let first: End | undefined;
  let last: End | undefined;
  return {
    dropped,
    refused,
    total: () => dropped.total() + refused.total(),
    ends: () => ({ first, last }),
    note(event) {
      // Evicted events were emitted before others that are already gone.
      if (first === undefined || event.sequence < first.sequence) first = endOf(event);
      if (last === undefined || event.sequence > last.sequence) last = endOf(event);
    },
  };
}

function createTally(): Tally {
  let total = 0;
  const types = new Map<string, number>();
  const reasons = new Map<string, number>();
  return {
    total: () => total,
    counts: () => ({
      total,
      byType: Object.fromEntries(types),
      byReason: Object.fromEntries(reasons),
    }),
    add({ event_type }, reason) {
      const given = typeof event_type === 'string' ? event_type : UNTYPED;
      const name = given.slice(0, MAX_TYPE_LENGTH);
      const type = types.has(name) || types.size < MAX_TYPES ? name : OTHER_TYPES;
      total += 1;
      types.set(type, (types.get(type) ?? 0) + 1);
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    },
  };
}

function endOf({ sequence, event_id, turn_number }: LostEvent): End {
  const isTurn =
    typeof turn_number === 'number' && Number.isSafeInteger(turn_number) && turn_number >= 0;
  return {
    sequence,
    eventId: typeof event_id === 'string' ? event_id : null,
    turnNumber: isTurn ? turn_number : 0,
  };
}

function describe({ total, byType, byReason }: LossCounts, fate: string, sum: number): string {
  if (total === 0) return '';
  const inAll = sum > total ? `, ${String(sum)} in all` : '';
  return `${count(total)} ${fate} (${list(byType)}; ${list(byReason)})${inAll}`;
}

function count(events: number): string {
  return events === 1 ? '1 event' : `${String(events)} events`;
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, n]) => `${name} ${String(n)}`)
    .join(', ');
}
