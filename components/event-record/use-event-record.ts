'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { MAX_SELECTED_LINE_BYTES } from '@/components/max-line-bytes';
import { toServerData, type ServerData } from '@/components/server-data';
import { ApiUnreachableError } from '@/lib/api/client';
import { isDigestAddress } from '@/lib/events/event-address';
import { memberText } from '@/lib/json/member-text';
import { readEventLine, readLineCut, type StoredEvent } from '@/lib/events/read-event';
import { jsonText, member, readExactJson, type ExactJson } from '@/components/ui/exact-json';
import { runKey } from '@/components/run-key';

/** An event with its line as in the file, or cut. */
export interface EventRecord {
  readonly event: StoredEvent;
  /** The id in the line; the id in `event` is that of its address. */
  readonly statedId: string;
  readonly line: string;
  readonly json: ExactJson;
}

/** An event exactly as written. While another event is loading, the previous one stays. */
export function useEventRecord(simulationId: string, eventId: string): ServerData<EventRecord> {
  const query = useQuery({
    queryKey: runKey('event-line', simulationId, eventId),
    queryFn: async ({ signal }) =>
      readRecord(
        await api.getEventLine(simulationId, eventId, {
          signal,
          maxLineBytes: MAX_SELECTED_LINE_BYTES,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    structuralSharing: false,
  });
  return toServerData(query);
}

/** @throws {ApiUnreachableError} when the line is not an event */
export function readRecord(line: string): EventRecord {
  const { event, reason } = readEventLine(line);
  if (event === undefined) throw new ApiUnreachableError(`The server sent no event: ${reason}`);
  const json = readExactJson(line);
  const said = member(json, 'line_cut');
  const told: unknown = said && JSON.parse(jsonText(said));
  const cut = readLineCut({ line_cut: told });
  return {
    event: cut === undefined ? event : { ...event, cut },
    statedId: statedId(event, line),
    line,
    json,
  };
}

function statedId({ event_id }: StoredEvent, line: string): string {
  if (!isDigestAddress(event_id)) return event_id;
  const stated: unknown = JSON.parse(memberText(line, 'event_id') ?? 'null');
  return typeof stated === 'string' ? stated : event_id;
}
