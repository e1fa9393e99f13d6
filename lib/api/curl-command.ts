import { pathSegment } from './path-segment';

/** A command line that prints the event's line unchanged. */
export function curlCommand(origin: string, simulationId: string, eventId: string): string {
  return `curl '${origin}/simulations/${shellSegment(simulationId)}/events/${shellSegment(eventId)}'`;
}

/** Encodes a path segment, including characters that a URL allows but that are not safe inside a shell's single quotes. */
function shellSegment(text: string): string {
  return pathSegment(text).replaceAll("'", '%27');
}
