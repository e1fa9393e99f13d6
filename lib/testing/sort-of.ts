import type { WindowEvent } from '../causality/explain/explanation-window';

/** The sort of an event as a text: the same for all events of a sort, and for no others. */
export function sortOf({
  type,
  agent,
  kind,
  variable,
}: Pick<WindowEvent, 'type' | 'agent' | 'kind' | 'variable'>): string {
  const owner = variable === 'global' ? null : agent;
  return `${type}\0${owner ?? ''}\0${kind ?? ''}\0${variable ?? ''}`;
}
