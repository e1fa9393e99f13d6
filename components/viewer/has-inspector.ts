import { readViewState, type ViewState } from './view-state';

/** Whether the pane of the selected event is there. Beside the graph it also has the story of a chain, and can be closed. */
export function hasInspector({
  tab,
  eventId,
  chain,
  beside,
}: Pick<ViewState, 'tab' | 'eventId' | 'chain' | 'beside'>): boolean {
  if (tab !== 'causality') return eventId !== null;
  return beside !== 'none' && (eventId !== null || chain.length >= 2);
}

/** The same for the address of a page. */
export function hasInspectorAt(query: URLSearchParams): boolean {
  return hasInspector(readViewState(query).view);
}
