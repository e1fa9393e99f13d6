/** The required parameters of a documented route, about a run and one of its events; empty when it needs none. */
export function requiredQuery(
  route: string,
  { simulationId, eventId }: { readonly simulationId: string; readonly eventId: string },
): string {
  if (/\/marks\b/.test(route)) return '?find=turn';
  if (route.endsWith('/paths')) return `?from=${eventId}&to=${eventId}`;
  if (route === '/comparison') return `?a=${simulationId}&b=${simulationId}`;
  if (route === '/comparison/events') return `?a=${simulationId}&b=${simulationId}&turn=1`;
  if (route === '/ensembles/bands') return `?runs=*&variable=price`;
  return route.startsWith('/ensembles/') ? `?runs=*` : '';
}
