import { eventChoices, type CriteriaChoice } from '@/components/event-choices';
import { fieldChoice } from '@/components/field-choice';
import { eventKind } from '@/lib/events/event-kind';
import type { StoredEvent } from '@/lib/events/read-event';
import { isFieldColumn, type ColumnId } from './event-columns';
import type { EventFieldValues } from './field-page-query';

/** The filters for the fact in a cell; `undefined` for a cell that the filter cannot choose by. */
export function cellChoice(
  event: StoredEvent,
  column: ColumnId,
  values: EventFieldValues | undefined,
): CriteriaChoice | undefined {
  if (isFieldColumn(column)) {
    const value = values?.get(column);
    return value === undefined || value.isCut ? undefined : fieldChoice(column, value.json);
  }
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
