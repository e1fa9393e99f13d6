import { z } from 'zod';
import { queryShape, readFields, urlField, writeFields } from '@/components/url-field';
import type { FieldValues } from '@/components/url-field';
import { CHOICE_DETAILS } from '@/lib/ensemble/choices';
import {
  MAX_CONDITIONS,
  readCondition,
  whyNoCondition,
  writeCondition,
  type Condition,
} from '@/lib/ensemble/condition';
import { MAX_FORK_NODES } from '@/lib/ensemble/ensemble-bounds';
import type { ParameterError } from '@/lib/errors';
import { EVENT_ORDERS, integerParameter } from '@/lib/filters/event-filter';
import { readLeniently } from '@/lib/filters/read-leniently';
import { writeQuery } from '@/lib/filters/read-query';

/** The parts of the page that are a drawing or a table. */
export const DRAWINGS = ['bands', 'forks'] as const;
export type Drawing = (typeof DRAWINGS)[number];

/** The number of nodes of the tree at first. */
export const FIRST_FORK_NODES = 12;
/** The number of runs that can be ticked for a comparison. */
export const MAX_TICKED = 2;

const NO_TEXTS: readonly string[] = [];
const NO_CONDITIONS: readonly Condition[] = [];
const NO_DRAWINGS: readonly Drawing[] = [];

const text = z.string().min(1, 'expected a text');

const conditions = z
  .array(
    z
      .string()
      .superRefine((written, context) => {
        const reason = whyNoCondition(written);
        if (reason !== undefined) context.addIssue({ code: 'custom', message: reason });
      })
      .transform(readCondition),
  )
  .max(MAX_CONDITIONS, `expected at most ${MAX_CONDITIONS} conditions`)
  .readonly();

const FIELDS = {
  /** Ids of runs, or patterns of ids. */
  runs: urlField('runs', z.array(text).readonly(), NO_TEXTS),
  /** The runs with this name in their configuration. */
  name: urlField('name', text, null),
  /** The runs with the configuration of this run, apart from the seed. */
  like: urlField('like', text, null),
  question: urlField('question', conditions, NO_CONDITIONS, (all) => all.map(writeCondition)),
  /** The charted variable. */
  variable: urlField('variable', text, null),
  /** The setting that divides the runs into charts; an empty text for one chart of all; `null` lets the page choose. */
  by: urlField('by', z.string(), null),
  answers: urlField('answers', z.enum(['yes', 'no']), null),
  sort: urlField('sort', text, null),
  order: urlField('order', z.enum(EVENT_ORDERS), 'asc'),
  /** The run that stays marked. */
  run: urlField('run', text, null),
  /** The runs that are ticked for a comparison. */
  ticked: urlField('tick', z.array(text).max(MAX_TICKED).readonly(), NO_TEXTS),
  detail: urlField('detail', z.enum(CHOICE_DETAILS), 'kind'),
  nodes: urlField('nodes', integerParameter({ min: 3, max: MAX_FORK_NODES }), FIRST_FORK_NODES),
  /** The parts that are shown as tables. */
  tables: urlField('table', z.array(z.enum(DRAWINGS)).readonly(), NO_DRAWINGS),
};

/** All that a link to an ensemble restores. */
export type EnsembleView = FieldValues<typeof FIELDS>;

/** A view, and the parameters that could not be read. */
export interface EnsembleViewReading {
  readonly view: EnsembleView;
  readonly ignored: readonly ParameterError[];
}

const viewSchema = z.object(queryShape(FIELDS));

/** Reads the query string of the page. A bad parameter is left out and named; the others hold. */
export function readEnsembleView(query: URLSearchParams): EnsembleViewReading {
  const { values, ignored } = readLeniently(viewSchema, query);
  return { view: readFields(FIELDS, values), ignored };
}

/** Writes the inverse of {@link readEnsembleView}, without the parameters of initial values. */
export function writeEnsembleView(view: EnsembleView): string {
  return writeQuery(writeFields(FIELDS, view)).toString();
}

/** Whether the view names any runs. */
export function namesRuns({ runs, name, like }: EnsembleView): boolean {
  return runs.length > 0 || name !== null || like !== null;
}

/** The parts that are shown as tables, with or without one. */
export function withTable(
  tables: readonly Drawing[],
  part: Drawing,
  isTable: boolean,
): readonly Drawing[] {
  return [...tables.filter((each) => each !== part), ...(isTable ? [part] : [])];
}
