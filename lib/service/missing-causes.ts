import { decodeTime, isValid } from 'ulid';
import type { MissingCause, MissingReason } from '../causality/causal-link';
import type { EpochMicros } from '../events/epoch-micros';
import type { EventLine } from '../events/event-line';
import { canonicalEventType } from '../events/event-type';
import { readEventLine } from '../events/read-event';
import { isRecordedAt, VERBOSITY_LEVELS } from '../events/verbosity';
import type { EventStore, SimulationStatistics } from '../store/event-store';
import { DROP_REPORTS, reportedDrops } from './drop-reports';

/**
 * Says of ids that are named as causes and that no event has why that is, as far as it can be known:
 * - `dropped`: a report of dropped events begins or ends with it, or, when it is of more than two events, with ids around it;
 * - `below_verbosity`: the id is of a time within the run, every line of the files is an event, and the run has no events of
 *   the types that the higher levels of verbosity add: so it was of one of those, and was not recorded;
 * - `unknown`: anything else, among it all ids that do not tell their time.
 */
export async function explainMissingCauses(
  store: Pick<EventStore, 'describe' | 'findEvents'>,
  simulationId: string,
  eventIds: readonly string[],
): Promise<readonly MissingCause[]> {
  // Most chains have none, and need not be asked about.
  if (eventIds.length === 0) return [];
  const statistics = await store.describe(simulationId);
  const mayReport = statistics.event_types.some(({ event_type }) => event_type === 'SYSTEM');
  const reports = mayReport ? await store.findEvents(simulationId, DROP_REPORTS) : undefined;
  const drops = (reports?.events ?? []).map(readDropRange);
  const isUnrecorded = unrecordedTest(statistics);
  return eventIds.map((event_id): MissingCause => {
    const isDropped = drops.some((range) => isCovered(range, event_id));
    const reason: MissingReason = isDropped
      ? 'dropped'
      : isUnrecorded(event_id)
        ? 'below_verbosity'
        : 'unknown';
    return { event_id, reason };
  });
}

/** The first and last of the events that a report says were dropped. */
interface DropRange {
  readonly first: string | null;
  readonly last: string | null;
  readonly count: number;
}

function readDropRange(line: EventLine): DropRange {
  const details = readEventLine(line.text).event?.details;
  const idOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    first: idOf(details?.['first_event_id']),
    last: idOf(details?.['last_event_id']),
    count: reportedDrops(line),
  };
}

function isCovered({ first, last, count }: DropRange, eventId: string): boolean {
  if (eventId === first || eventId === last) return true;
  if (count <= 2 || first === null || last === null) return false;
  return (
    [first, last, eventId].every((id) => ulidTimeMs(id) !== undefined) &&
    first < eventId &&
    eventId < last
  );
}

function unrecordedTest({
  event_types,
  start,
  end,
  invalid_line_count,
}: SimulationStatistics): (eventId: string) => boolean {
  const types = event_types.map(({ event_type }) => canonicalEventType(event_type));
  // Reports and boundaries come as SYSTEM whatever the verbosity.
  const level = VERBOSITY_LEVELS.find((candidate) =>
    types.every((type) => type === 'SYSTEM' || isRecordedAt(candidate, type)),
  );
  const isAllRecorded = level === undefined || level === VERBOSITY_LEVELS.at(-1);
  if (isAllRecorded || start === null || end === null || invalid_line_count > 0) return () => false;
  const [from, to] = [milliseconds(start.time), milliseconds(end.time)];
  return (eventId) => {
    const time = ulidTimeMs(eventId);
    return time !== undefined && from <= time && time <= to;
  };
}

/** The time a ULID was made at, milliseconds since 1970; `undefined` when the text is none. */
function ulidTimeMs(text: string): number | undefined {
  // The first letter of 26 tells three bits.
  return isValid(text) && text < '8' ? decodeTime(text) : undefined;
}

function milliseconds(time: EpochMicros): number {
  return Number(time / 1000n);
}
