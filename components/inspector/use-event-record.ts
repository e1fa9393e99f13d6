'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/components/api';
import { toServerData, type ServerData } from '@/components/server-data';
import { ApiUnreachableError } from '@/lib/api/client';
import { readEventLine, type StoredEvent } from '@/lib/events/read-event';
import { parseExactJson, type ExactJson } from '@/components/ui/exact-json';

/** An event with its line as it stands in the file. */
export interface EventRecord {
  readonly event: StoredEvent;
  readonly line: string;
  readonly json: ExactJson;
}

/** One event, exactly as it was written. While another one is on its way the one before stays. */
export function useEventRecord(simulationId: string, eventId: string): ServerData<EventRecord> {
  const query = useQuery({
    queryKey: ['event-line', simulationId, eventId],
    queryFn: async ({ signal }) =>
      readRecord(await api.getEventLine(simulationId, eventId, { signal })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    structuralSharing: false,
  });
  return toServerData(query);
}

function readRecord(line: string): EventRecord {
  const { event, reason } = readEventLine(line);
  if (event === undefined) throw new ApiUnreachableError(`The server sent no event: ${reason}`);
  return { event, line, json: parseExactJson(line) };
}
