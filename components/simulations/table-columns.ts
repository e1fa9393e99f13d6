import type { SortColumn } from './list-order';

/** The sortable columns, from left to right. */
export const TABLE_COLUMNS: readonly { readonly id: SortColumn; readonly hint?: string }[] = [
  { id: 'name' },
  { id: 'status', hint: 'Live, interrupted or finished, as its files tell' },
  { id: 'start', hint: 'Of the earliest event, UTC' },
  { id: 'duration', hint: 'From the earliest to the latest event' },
  { id: 'turns' },
  { id: 'agents' },
  { id: 'events' },
  { id: 'size', hint: 'Of its event files' },
];
