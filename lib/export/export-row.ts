import { EventFilesUnreadableError } from '../errors';
import type { EventLine } from '../events/event-line';
import { memberText } from '../events/member-text';
import { readEventLine, type StoredEvent } from '../events/read-event';

/** An event as a row of a table; its details are JSON text as its line has it. */
export interface ExportRow extends Omit<StoredEvent, 'details'> {
  readonly details: string | null;
}

/** @throws {EventFilesUnreadableError} when the line is no event */
export function readExportRow({ event_id, text }: EventLine): ExportRow {
  const { event, reason } = readEventLine(text);
  if (event === undefined) {
    throw new EventFilesUnreadableError(
      `The line of event ${JSON.stringify(event_id)} is no event: ${reason}.`,
    );
  }
  const details = event.details === null ? null : (memberText(text, 'details') ?? null);
  return { ...event, details };
}
