import { streamQuerySchema } from '../api/contract';
import type { EventCriteria } from '../filters/event-filter';
import { readQuery } from '../filters/read-query';

/** The parameters of a stream, for every transport. */
export interface StreamRequest {
  readonly criteria: EventCriteria;
  /** The id of a message, `start` or `end`. */
  readonly after: string;
  readonly withEvents: boolean;
}

/**
 * Reads the parameters of a stream. A browser that reconnects sends a header, which is newer than the parameter in the address.
 * @throws {InvalidParametersError}
 */
export function parseStreamRequest(
  query: URLSearchParams,
  lastEventIdHeader: string | null | undefined,
): StreamRequest {
  const asked = readQuery(streamQuerySchema, query);
  const { last_event_id, from = 'end', events, sort: _, ...criteria } = asked;
  const known = [lastEventIdHeader, last_event_id].find(
    (id) => id !== undefined && id !== null && id !== '',
  );
  return { criteria, after: known ?? from, withEvents: events !== 'false' };
}
