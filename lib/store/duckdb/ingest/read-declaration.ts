import { readEventLine, type StoredEvent } from '../../../events/read-event';
import { isLongLine, readLongLine } from '../../../events/read-long-line';
import { breathe, isBreathDue } from '../../../work/work';

/** What an event says of its causes. */
export type Declaration = Pick<StoredEvent, 'event_id' | 'timestamp' | 'time' | 'caused_by'>;

/** What a line says of its event's causes; `undefined` when it holds no event. */
export async function readDeclaration(line: string): Promise<Declaration | undefined> {
  if (isBreathDue()) await breathe();
  return isLongLine(line) ? (await readLongLine(line, breathe)).event : readEventLine(line).event;
}
