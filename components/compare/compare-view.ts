import { z } from 'zod';
import {
  queryShape,
  readFields,
  urlField,
  writeFields,
  type FieldValues,
} from '@/components/url-field';
import { integerParameter } from '@/lib/filters/event-filter';
import { readLeniently } from '@/lib/filters/read-leniently';
import { writeQuery } from '@/lib/filters/read-query';
import type { ParameterError } from '@/lib/errors';

const MAX_IGNORED = 50;
/** The variables that are shown at first. */
export const SHOWN_SERIES = 2;
export const MAX_SERIES = 50;

const runId = z.string().min(1, 'expected the id of a run');

const FIELDS = {
  a: urlField('a', runId, null),
  b: urlField('b', runId, null),
  /** Further fields of the details that are not compared. */
  ignored: urlField(
    'ignore',
    z.array(z.string().trim().min(1)).max(MAX_IGNORED, 'too many').readonly(),
    [],
  ),
  /** The turn of the cursor; `null` for the turn of the divergence. */
  turn: urlField('turn', integerParameter({ min: 0 }), null),
  /** The place of the selected row among all rows of the turn. */
  place: urlField('row', integerParameter({ min: 0 }), null),
  /** The page of rows, from 1; `null` for the page with the divergence. */
  page: urlField('page', integerParameter({ min: 1 }), null),
  /** Whether rows that are the same are left out. */
  only: urlField('only', z.enum(['differences']), null),
  /** How many variables are shown. */
  series: urlField('series', integerParameter({ min: 1, max: MAX_SERIES }), SHOWN_SERIES),
};

/** All that a link to a comparison restores. */
export type CompareView = FieldValues<typeof FIELDS>;

const querySchema = z.object(queryShape(FIELDS));

/** Reads the query string of the page. A bad parameter is left out and named; the others hold. */
export function readCompareView(query: URLSearchParams): {
  readonly view: CompareView;
  readonly ignored: readonly ParameterError[];
} {
  const { values, ignored } = readLeniently(querySchema, query);
  return { view: readFields(FIELDS, values), ignored };
}

/** Writes the query of {@link readCompareView}, without the parameters of initial values. */
export function writeCompareView(view: CompareView): URLSearchParams {
  return writeQuery(writeFields(FIELDS, view));
}
