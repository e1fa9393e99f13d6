import { readEventLine } from '../../events/read-event';
import { isLongLine, readLongLine } from '../../events/read-long-line';
import { breathe, isBreathDue } from '../../work/work';
import type { Declaration } from './declared-links';

/** What a line says of its event's causes; `undefined` when it holds no event. */
export async function readDeclaration(line: string): Promise<Declaration | undefined> {
  if (isBreathDue()) await breathe();
  return isLongLine(line) ? (await readLongLine(line, breathe)).event : readEventLine(line).event;
}
