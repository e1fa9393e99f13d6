import { eventKind } from '../events/event-kind';
import { canonicalEventType } from '../events/event-type';
import { readEventLine } from '../events/read-event';

/** The number of bytes at the end of a stream that are searched for the end of the run. */
export const STREAM_END_BYTES = 64 * 1024;

const BOUNDARIES = new Set(['simulation_start', 'turn_start', 'turn_end', 'simulation_end']);

/** Whether the last boundary event in these lines, newest first, is the end of the run. */
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
