/**
 * The address of the current view, including filter and timeline, with the event selected. The event's row is looked up again.
 */
export function viewLink(href: string, eventId: string): string {
  const url = new URL(href);
  url.searchParams.set('event', eventId);
  url.searchParams.delete('row');
  return url.href;
}
