import { shellSegment } from '@/lib/api/curl-command';

export { curlCommand } from '@/lib/api/curl-command';

/** The address of an event in the explorer. */
export function eventLink(origin: string, simulationId: string, eventId: string): string {
  return `${origin}/view/${shellSegment(simulationId)}?event=${shellSegment(eventId)}`;
}
