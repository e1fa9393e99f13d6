import { readEventLine } from '../../events/read-event';
import type { EventLine } from '../../events/event-line';
import { readLineRanges } from '../../files/line-ranges';
import { numberOf, textOf, type Row } from './connections';
import type { SimulationIndex } from './simulation-index';

/** A file is gone, was renamed or rewritten since its index was looked at. */
export class FilesChangedError extends Error {
  /** The file is the one that was indexed, but its content is not. */
  readonly isRewritten: boolean;
  constructor(message: string, isRewritten: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isRewritten = isRewritten;
  }
}

/** The columns {@link readEvents} needs. */
export const SELECT_PLACES = 'SELECT event_id, part, byte_offset, byte_length';

/** Reads the lines of rows back from the files, in the rows' order, and checks each to be the event it should be. */
export async function readEvents(
  index: SimulationIndex,
  rows: readonly Row[],
): Promise<readonly EventLine[]> {
  const places = rows.map((row, position) => ({
    position,
    event_id: textOf(row, 'event_id'),
    part: numberOf(row, 'part') ?? -1,
    byteOffset: numberOf(row, 'byte_offset') ?? 0,
    byteLength: numberOf(row, 'byte_length') ?? 0,
  }));
  const events = new Array<EventLine>(rows.length);
  for (const part of new Set(places.map((place) => place.part))) {
    const file = index.parts().find(({ indexed }) => indexed.part === part)?.found;
    if (file === undefined) throw new FilesChangedError('An event file is gone.', false);
    const ranges = places.filter((place) => place.part === part);
    const texts = await readLineRanges(file, ranges).catch((error: unknown) => {
      throw new FilesChangedError(`${file.name} cannot be read.`, false, { cause: error });
    });
    ranges.forEach(({ position, event_id }, at) => {
      const text = texts[at] ?? '';
      if (!isEvent(text, event_id)) {
        throw new FilesChangedError(
          `${file.name} does not hold event ${JSON.stringify(event_id)} where it was indexed.`,
          true,
        );
      }
      events[position] = { event_id, text };
    });
  }
  return events;
}

function isEvent(text: string, eventId: string): boolean {
  if (text.includes(`"${eventId}"`) && text.startsWith('{') && text.endsWith('}')) return true;
  return readEventLine(text).event?.event_id === eventId;
}
