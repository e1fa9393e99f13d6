import { readEventLine, type StoredEvent } from '../../../events/read-event';
import { isLongLine, readLongLine } from '../../../events/read-long-line';
import { breathe, isBreathDue } from '../../../work/work';

/** The fields of an event that declare its causes. */
export type Declaration = Pick<StoredEvent, 'event_id' | 'timestamp' | 'time' | 'caused_by'>;

/** Reads the declared causes from a line; `undefined` when the line is not an event. */
export async function readDeclaration(line: string): Promise<Declaration | undefined> {
  if (isBreathDue()) await breathe();
  return isLongLine(line) ? (await readLongLine(line, breathe)).event : readEventLine(line).event;
}
