import { EventFilesUnreadableError } from '../errors';
import type { EventLine } from '../events/event-line';
import { isDigestAddress } from '../events/event-address';
import { readEventLine, type StoredEvent } from '../events/read-event';
import { isLongLine, readLongLine } from '../events/read-long-line';
import { memberText } from '../json/member-text';
import { breathe } from '../work/work';

/** An event as a row of a table, with the ids of its line. `details` is JSON text of any type. */
export interface ExportRow extends Omit<StoredEvent, 'details'> {
  readonly details: string | null;
}

/** @throws {EventFilesUnreadableError} when the line is not an event */
export async function readExportRow({ event_id, text }: EventLine): Promise<ExportRow> {
  const {
    event,
    reason,
    details = 'null',
  } = isLongLine(text)
    ? await readLongLine(text, breathe)
    : { ...readEventLine(text), details: memberText(text, 'details') };
  if (event === undefined) {
    throw new EventFilesUnreadableError(
      `The line of event ${JSON.stringify(event_id)} is not an event: ${reason}.`,
    );
  }
  return { ...event, ...statedIds(event, text), details: details === 'null' ? null : details };
}

/** The original ids, for events whose addresses are digests. */
function statedIds(
  { event_id, caused_by }: StoredEvent,
  text: string,
): Partial<Pick<StoredEvent, 'event_id' | 'caused_by'>> {
  if (![event_id, ...caused_by].some(isDigestAddress)) return {};
  const id: unknown = JSON.parse(memberText(text, 'event_id') ?? 'null');
  const causes: unknown = JSON.parse(memberText(text, 'caused_by') ?? 'null');
  const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
  return {
    event_id: isText(id) ? id.toWellFormed() : event_id,
    caused_by: [...new Set([causes].flat().filter(isText))].map((cause) => cause.toWellFormed()),
  };
}
