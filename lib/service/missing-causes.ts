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
 * Explains, as far as possible, why ids that are named as causes belong to no event:
 * - `dropped`: a report of dropped events begins or ends with the id, or reports more than two events with ids around it.
 * - `below_verbosity`: the id's time is within the run, every line of the files is an event, and the run has no events of the
 *   types that higher levels of verbosity add. So the event was of such a type and was not recorded.
 * - `unknown`: all other ids, including all that do not contain their time.
 */
export async function explainMissingCauses(
  store: Pick<EventStore, 'describe' | 'findEvents'>,
  simulationId: string,
  eventIds: readonly string[],
): Promise<readonly MissingCause[]> {
  // Most chains have no missing causes.
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

/** The first and the last dropped event of a report. */
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
  // Reports and boundaries are SYSTEM events at any verbosity.
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

/** The time in a ULID, milliseconds since 1970; `undefined` for other texts. */
function ulidTimeMs(text: string): number | undefined {
  // The first of the 26 letters has three bits.
  return isValid(text) && text < '8' ? decodeTime(text) : undefined;
}

function milliseconds(time: EpochMicros): number {
  return Number(time / 1000n);
}
