/**
 * The address of this very view, its filter, its place on the timeline and all, with the event selected. Where the
 * event stands in the table is found anew.
 */
export function viewLink(href: string, eventId: string): string {
  const url = new URL(href);
  url.searchParams.set('event', eventId);
  url.searchParams.delete('row');
  return url.href;
}
