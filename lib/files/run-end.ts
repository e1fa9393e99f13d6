import { eventKind } from '../events/event-kind';
import { canonicalEventType } from '../events/event-type';
import { readEventLine } from '../events/read-event';

/** So many bytes at the end of a stream are looked at to tell whether the run has ended. */
export const STREAM_END_BYTES = 64 * 1024;

const BOUNDARIES = new Set(['simulation_start', 'turn_start', 'turn_end', 'simulation_end']);

/** Whether the last boundary of a stream is its end, by its last lines, the newest first. */
export function saysRunEnd(newestFirst: Iterable<string>): boolean {
  for (const line of newestFirst) {
    const { event } = readEventLine(line);
    if (event === undefined) continue;
    if (!['MILESTONE', 'SYSTEM'].includes(canonicalEventType(event.event_type))) continue;
    const kind = eventKind(event);
    if (kind !== null && BOUNDARIES.has(kind)) return kind === 'simulation_end';
  }
  return false;
}
