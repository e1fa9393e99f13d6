import { z } from 'zod';
import { fieldsOf, queryShape, readFields, urlField, writeFields } from '@/components/url-field';
import type { FieldValues } from '@/components/url-field';
import type { ParameterError } from '@/lib/errors';
import { eventCriteriaSchema, type EventCriteria } from '@/lib/filters/event-filter';
import { readQuery, writeQuery } from '@/lib/filters/read-query';
import { readLeniently } from '@/lib/filters/read-leniently';
import { PANES, SIDE_PARTS } from './panes';

const VIEW_TABS = PANES.map(({ id }) => id);

const FIELDS = {
  tab: urlField('tab', z.enum(VIEW_TABS), PANES[0].id),
  /** The selected event. */
  eventId: urlField('event', z.string().min(1, 'expected an event id'), null),
  ...fieldsOf([...PANES, ...SIDE_PARTS]),
};

/** All that a link to the viewer restores. */
export interface ViewState extends FieldValues<typeof FIELDS> {
  readonly criteria: EventCriteria;
}

/** A view, and the parameters that could not be read. */
export interface ViewReading {
  readonly view: ViewState;
  readonly ignored: readonly ParameterError[];
}

const viewQuerySchema = eventCriteriaSchema.extend(queryShape(FIELDS));

/** Reads the query string of a page. A bad parameter is left out and named; the others hold. */
export function readViewState(query: URLSearchParams): ViewReading {
  const { readable, values, ignored } = readLeniently(viewQuerySchema, query);
  const criteria = readQuery(eventCriteriaSchema, readable);
  return { view: { criteria, ...readFields(FIELDS, values) }, ignored };
}

/** Writes the query of {@link readViewState}, without the parameters of initial values. */
export function writeViewState({ criteria, ...view }: ViewState): URLSearchParams {
  return writeQuery({ ...criteria, ...writeFields(FIELDS, view) });
}
