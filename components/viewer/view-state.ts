import { z } from 'zod';
import { HIGHLIGHTS, type HighlightName } from '@/components/causality-graph/graph/highlight';
import { MAX_CHARTED } from '@/components/state/series-stroke';
import { readSpan, writeSpan, type Span } from '@/components/timeline/span';
import { TIMELINE_AXES, type TimelineAxis } from '@/components/timeline/timeline-axis';
import { LINK_CHOICES, type LinkChoice } from '@/lib/causality/causal-link';
import { MAX_DEPTH } from '@/lib/causality/depth';
import { InvalidParametersError, type ParameterError } from '@/lib/errors';
import {
  eventCriteriaSchema,
  integerParameter,
  textParameter,
  type EventCriteria,
} from '@/lib/filters/event-filter';
import { readQuery, writeQuery } from '@/lib/filters/read-query';

/** Tabs of the explorer; the first is where one begins. */
export const VIEW_TABS = ['events', 'causality', 'state'] as const;

/** Fewer links than the API follows by default: a graph that is taken in at a glance. */
const FIRST_DEPTH = 2;

export type ViewTab = (typeof VIEW_TABS)[number];

/** All that a link to the explorer restores. */
export interface ViewState {
  readonly criteria: EventCriteria;
  readonly tab: ViewTab;
  /** The selected event. */
  readonly eventId: string | null;
  /** How many links the causality tab follows each way. */
  readonly depth: number;
  /** Which links it follows; `null` for what suits the run. */
  readonly links: LinkChoice | null;
  /** What it makes stand out. */
  readonly highlight: HighlightName | null;
  /** The event to which it shows the ways. */
  readonly pathTo: string | null;
  /** First row of the table. */
  readonly row: number;
  /** What the timeline runs along. */
  readonly axis: TimelineAxis;
  /** What of the timeline is in view; `null` for all of it. */
  readonly span: Span | null;
  /** Text that is looked for in the rows of the table; `null` when none is. */
  readonly find: string | null;
  /** Turn of the state tab; `null` for the last, also when more come. */
  readonly turn: number | null;
  /** Variables that are charted. */
  readonly variables: readonly string[];
}

/** What is read from a URL, and what in it could not be understood. */
export interface ViewReading {
  readonly view: ViewState;
  readonly ignored: readonly ParameterError[];
}

const viewQuerySchema = eventCriteriaSchema.extend({
  tab: z.enum(VIEW_TABS).optional(),
  event: z.string().min(1, 'expected an event id').optional(),
  depth: integerParameter({ min: 1, max: MAX_DEPTH }).optional(),
  links: z.enum(LINK_CHOICES).optional(),
  mark: z.enum(HIGHLIGHTS).optional(),
  path: z.string().min(1, 'expected an event id').optional(),
  row: integerParameter({ min: 0 }).optional(),
  axis: z.enum(TIMELINE_AXES).optional(),
  span: z
    .string()
    .refine((text) => readSpan(text) !== undefined, 'expected two numbers, from_to')
    .optional(),
  find: textParameter.optional(),
  turn: integerParameter({ min: 0 }).optional(),
  vars: z.array(z.string()).max(MAX_CHARTED, 'too many').readonly().optional(),
});

/** Reads a page's query string; a bad parameter is passed over and named, the others hold. */
export function readViewState(query: URLSearchParams): ViewReading {
  const { values, ignored } = readLeniently(query);
  const { tab, event, depth, links, mark, path, row, axis, span, find, turn, vars, ...criteria } =
    values;
  return {
    view: {
      criteria,
      tab: tab ?? 'events',
      eventId: event ?? null,
      depth: depth ?? FIRST_DEPTH,
      links: links ?? null,
      highlight: mark ?? null,
      pathTo: path ?? null,
      row: row ?? 0,
      axis: axis ?? 'turn',
      span: readSpan(span ?? '') ?? null,
      find: find ?? null,
      turn: turn ?? null,
      variables: vars ?? [],
    },
    ignored,
  };
}

/** Writes what {@link readViewState} reads, leaving out what is as it would be anyway. */
export function writeViewState(view: ViewState): URLSearchParams {
  const { criteria, tab, eventId, depth, links, highlight, pathTo } = view;
  const { row, axis, span, find, turn, variables } = view;
  return writeQuery({
    ...criteria,
    tab: tab === 'events' ? undefined : tab,
    event: eventId,
    depth: depth === FIRST_DEPTH ? undefined : depth,
    links,
    mark: highlight,
    path: pathTo,
    row: row === 0 ? undefined : row,
    axis: axis === 'turn' ? undefined : axis,
    span: span && writeSpan(span),
    find,
    turn,
    vars: variables,
  });
}

/** Criteria as a string that is equal when they are: for keys. */
export function criteriaKey(criteria: EventCriteria): string {
  const query = writeQuery(criteria);
  query.sort();
  return query.toString();
}

/** Reads what {@link criteriaKey} writes. */
export function readCriteria(key: string): EventCriteria {
  return readQuery(eventCriteriaSchema, new URLSearchParams(key));
}

function readLeniently(query: URLSearchParams) {
  const rest = new URLSearchParams(query);
  const ignored: ParameterError[] = [];
  for (;;) {
    try {
      return { values: readQuery(viewQuerySchema, rest), ignored };
    } catch (error) {
      const bad = error instanceof InvalidParametersError ? error.errors : [];
      const present = bad.filter(({ parameter }) => rest.has(parameter));
      if (present.length === 0) throw error;
      for (const one of present) {
        ignored.push(one);
        rest.delete(one.parameter);
      }
    }
  }
}
