import { streamQuerySchema } from '../api/contract';
import type { EventCriteria } from '../filters/event-filter';
import { readQuery } from '../filters/read-query';

/** What a request for a stream asks for, by whichever transport. */
export interface StreamRequest {
  readonly criteria: EventCriteria;
  /** A message's id, `start` or `end`. */
  readonly after: string;
  readonly withEvents: boolean;
}

/**
 * Reads the parameters of a stream. The header is what a browser sends when it connects again, and is newer than the
 * address it first asked for.
 * @throws {InvalidParametersError}
 */
export function parseStreamRequest(
  query: URLSearchParams,
  lastEventIdHeader: string | null | undefined,
): StreamRequest {
  const { last_event_id, from = 'end', events, ...criteria } = readQuery(streamQuerySchema, query);
  const known = [lastEventIdHeader, last_event_id].find(
    (id) => id !== undefined && id !== null && id !== '',
  );
  return { criteria, after: known ?? from, withEvents: events !== 'false' };
}
