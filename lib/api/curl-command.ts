import { pathSegment } from './path-segment';

/** A command line that prints the event exactly as its line stands in the file. */
export function curlCommand(origin: string, simulationId: string, eventId: string): string {
  return `curl '${origin}/simulations/${shellSegment(simulationId)}/events/${shellSegment(eventId)}'`;
}

/** A part of a path, safe within single quotes of a shell, which a URL lets pass. */
function shellSegment(text: string): string {
  return pathSegment(text).replaceAll("'", '%27');
}
