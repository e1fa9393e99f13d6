import { EventFilesUnreadableError } from '../errors';
import type { EventLine } from '../events/event-line';
import { isDigestAddress } from '../events/event-address';
import { memberText } from '../json/member-text';
import { readEventLine, type StoredEvent } from '../events/read-event';

/** An event as a row of a table, with ids as its line has them; its details are JSON text of whatever they are. */
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
  const details = memberText(text, 'details') ?? 'null';
  return { ...event, ...statedIds(event, text), details: details === 'null' ? null : details };
}

/** The ids themselves, where the event is known by addresses that stand for them. */
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
