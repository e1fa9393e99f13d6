import type { Pane } from '@/components/pane';
import { EventsPane } from './events-pane';
import { TABLE_COMMANDS } from './table-commands';
import { FIELDS, type EventsFields } from './fields';

export const eventsPane: Pane<'events', EventsFields> = {
  id: 'events',
  label: 'Events',
  name: 'The table',
  // Part of the page, because its rows are the first content of a run.
  view: { component: EventsPane },
  fields: FIELDS,
  layout: { hasFilters: true, isPicture: false },
  commands: [TABLE_COMMANDS],
};
