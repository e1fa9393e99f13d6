import { eventChoices, type CriteriaChoice } from '@/components/event-choices';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import type { EventColumnId } from './event-columns';

/** The filters for the fact in a cell; `undefined` for a cell that the filter cannot choose by. */
export function cellChoice(event: StoredEvent, column: EventColumnId): CriteriaChoice | undefined {
  const choices = eventChoices(event, eventKind(event));
  switch (column) {
    case 'turn':
    case 'type':
    case 'agent':
    case 'kind':
      return choices[column];
    case 'time':
    case 'description':
    case 'causes':
    case 'effects':
      return undefined;
  }
}

/** The filters for all facts of an event. */
export function choicesOf(event: StoredEvent): readonly CriteriaChoice[] {
  const { type, agent, kind, turn } = eventChoices(event, eventKind(event));
  return [type, agent, ...(kind === undefined ? [] : [kind]), turn];
}
