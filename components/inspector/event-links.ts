/** A command line that prints the event exactly as its line stands in the file. */
export function curlCommand(origin: string, simulationId: string, eventId: string): string {
  return `curl '${origin}/simulations/${segment(simulationId)}/events/${segment(eventId)}'`;
}

/** The address of an event in the explorer. */
export function eventLink(origin: string, simulationId: string, eventId: string): string {
  return `${origin}/view/${segment(simulationId)}?event=${segment(eventId)}`;
}

/** Safe within single quotes of a shell: `encodeURIComponent` lets them pass. */
function segment(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}
