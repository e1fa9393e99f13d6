import { z } from 'zod';
import { INFERENCE_RULES, LINK_CHOICES, MISSING_REASONS } from '../causality/causal-link';
import { DEFAULT_DEPTH, MAX_DEPTH } from '../causality/depth';
import { ADDED_RULES, FORK_REASONS } from '../causality/explain/explanation-link';
import {
  DEFAULT_EXPLANATION_LIMIT,
  EXPLANATION_DIRECTIONS,
  MAX_EXPLANATION_LIMIT,
} from '../causality/explain/explanation-bounds';
import { DEFAULT_POINTS, MAX_POINTS, MAX_SERIES_ASKED } from '../replay/state-bounds';
import { VARIABLE_SCOPES } from '../replay/variable';
import {
  DEFAULT_PATH_LENGTH,
  DEFAULT_PATHS,
  MAX_PATH_LENGTH,
  MAX_PATHS,
} from '../causality/path-bounds';
import { simulationEventSchema } from '../events/simulation-event';
import {
  eventCriteriaSchema,
  eventFilterSchema,
  timeSort,
  integerParameter,
  textParameter,
} from '../filters/event-filter';
import { MAX_FIELDS, readFieldPath } from '../filters/field-path';
import { OUTCOMES } from '../events/event-outcome';
import { AGENT_ORDERS, DEFAULT_FACET_LIMIT, MAX_FACET_LIMIT } from '../filters/facet-options';
import {
  DEFAULT_BUCKETS,
  DEFAULT_SERIES,
  HISTOGRAM_AXES,
  HISTOGRAM_GROUPS,
  HISTOGRAM_SPLITS,
  MAX_BUCKETS,
  MAX_FOLDS,
  MAX_SERIES,
  parseFold,
} from '../filters/histogram-options';
import { DEFAULT_MARK_BUCKETS, MARK_DIRECTIONS, MAX_MARK_BUCKETS } from '../filters/mark-options';

// The answers of the REST API, field by field. The server documents them, and the client validates them.

export const indexStateSchema = z
  .object({
    state: z.enum(['indexing', 'ready', 'failed']),
    bytes_indexed: z.int().meta({ description: 'Indexed bytes of event files' }),
    bytes_total: z.int().meta({ description: 'Size of all event files' }),
    events_indexed: z.int().optional().meta({ description: 'Events found so far' }),
    bytes_per_second: z
      .int()
      .optional()
      .meta({ description: 'While indexing: the speed, once it is known' }),
    seconds_left: z
      .int()
      .optional()
      .meta({ description: 'While indexing: the time for the rest at that speed' }),
    error: z.string().optional().meta({ description: 'The reason, when indexing failed' }),
  })
  .meta({ id: 'IndexState' });

export const runStatusSchema = z.enum(['live', 'finished', 'interrupted']).meta({
  description:
    'finished: the last boundary in the final 64 KiB of its stream (a MILESTONE or SYSTEM event of the kind simulation_start, ' +
    'turn_start, turn_end or simulation_end) is simulation_end, or it has a `result.json` that was written no more than ' +
    '60 s before the last write to its event files. live: otherwise, when an event file was written within the last 60 s. ' +
    'interrupted: otherwise. The progress of its index is in `index`.',
});

export const simulationListingSchema = z
  .object({
    id: z.string().meta({ description: 'Name of its directory under the output root' }),
    name: z.string().meta({ description: 'Name in its config.json, otherwise its id' }),
    status: runStatusSchema,
    start_time: z.string().nullable().meta({ description: "The earliest event's timestamp" }),
    end_time: z.string().nullable().meta({ description: "The latest event's timestamp" }),
    event_count: z.int().meta({ description: 'Valid events in all parts of its stream' }),
    first_turn: z.int().nullable(),
    last_turn: z.int().nullable(),
    agent_count: z.int(),
    bytes: z.int().meta({ description: 'Size of its event files' }),
    index: indexStateSchema,
    problem: z
      .string()
      .optional()
      .meta({
        description:
          'Present when this entry of the output root cannot be read, with the reason: a folder without read permission, a link that ' +
          'leads nowhere, a name that does not fit into a URL. Its numbers are 0 or null then, and it has no other answers',
      }),
  })
  .meta({ id: 'SimulationListing' });

export const simulationListSchema = z
  .object({ simulations: z.array(simulationListingSchema) })
  .meta({ id: 'SimulationList' });

const invalidLineSchema = z
  .object({
    file: z.string(),
    byte_offset: z.int().meta({ description: 'Offset of the line in the file' }),
    byte_length: z.int(),
    reason: z.string().meta({ description: 'Why it is not an event' }),
  })
  .meta({ id: 'InvalidLine' });

export const simulationSummarySchema = simulationListingSchema
  .extend({
    event_types: z
      .array(z.object({ event_type: z.string(), event_count: z.int() }))
      .meta({ description: 'Most frequent first; ENV is counted as STATE. The first 10,000' }),
    event_type_count: z.int().meta({ description: 'Number of all types' }),
    declared_link_count: z.int().meta({
      description: 'Number of causes in caused_by of all events; 0 when the run declares none',
    }),
    agents: z
      .array(z.object({ agent_id: z.string(), event_count: z.int() }))
      .meta({ description: 'In order of their names; the first 10,000 of agent_count' }),
    files: z.array(z.object({ name: z.string(), bytes: z.int(), event_count: z.int() })).meta({
      description:
        'Parts of the stream, oldest first. Sizes and offsets of a part in gzip are of its decompressed text',
    }),
    data_quality: z.object({
      invalid_line_count: z.int().meta({ description: 'Number of lines that are not events' }),
      invalid_lines: z.array(invalidLineSchema).meta({ description: 'The first 100 of them' }),
      duplicate_id_count: z
        .int()
        .meta({ description: 'Number of events whose id an earlier event has' }),
      missing_cause_count: z.int().meta({
        description: 'Number of ids that are named as a cause but belong to no event in the files',
      }),
      unfinished_bytes: z
        .int()
        .meta({ description: 'Bytes of a last line that is still being written' }),
      dropped_event_records: z.int().meta({
        description: 'Number of SYSTEM events that report dropped events (`events_dropped`)',
      }),
      dropped_event_count: z.int().meta({
        description: 'Number of dropped events in the first 1,000 of these reports',
      }),
      unread_file_count: z.int().meta({
        description:
          'Number of files that look like parts, a configuration or a result but are not read, or not to their end',
      }),
      unread_files: z.array(z.object({ name: z.string(), reason: z.string() })).meta({
        description:
          'The first 100 of them by name, each with the reason: compressed in another format than gzip, a copy of a part that is ' +
          'read, truncated or damaged gzip data (the events before that place are read), or a decompressed size above 4 GiB ' +
          'or above the free space of the index folder',
      }),
      other_simulation_id_count: z.int().meta({
        description:
          "Number of simulation_ids that differ from the folder's name, or, when no event has the folder's name, from the most " +
          'frequent simulation_id. All events belong to the folder they are in',
      }),
      other_simulation_event_count: z
        .int()
        .meta({ description: 'Number of events with one of these' }),
      other_simulation_ids: z
        .array(z.object({ simulation_id: z.string(), event_count: z.int() }))
        .meta({
          description: 'The first 100 of these, most frequent first, each cut to 256 characters',
        }),
    }),
  })
  .meta({ id: 'SimulationSummary' });

export const partialParameter = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()
  .meta({
    description:
      'Answer from the indexed events instead of 503. The answer waits 0.25 s for the whole index, then at most 0.5 s for the ' +
      'first indexed events. Counts are of indexed events, and `index` has the progress. Default false.',
  });

const partialIndex = indexStateSchema.optional().meta({
  description:
    'In partial answers: the progress of the index. When it is ready, the answer is exact',
});

const maxLineBytesParameter = integerParameter({ min: 1000 })
  .optional()
  .meta({
    description:
      'Shorten events whose line is longer. A shortened event has its id, time, turn and type, the first 100 causes, the first ' +
      '500 characters of its texts, of `details` the kind and the old and new value where they are short, and `line_cut` with ' +
      '`line_bytes` and `cause_count`. An event with its own `line_cut` is shortened, too. Default: every line is unchanged.',
  });

/** Parameters of a single event. */
export const eventLineQuerySchema = z.object({ max_line_bytes: maxLineBytesParameter });

/** Parameters of a page of events: a filter and options. */
export const eventQuerySchema = eventFilterSchema.extend({
  counts: z
    .enum(['effects'])
    .optional()
    .meta({ description: 'Counts for each event of the page: effects, the events it caused' }),
  fields: z
    .array(
      z.string().superRefine((text, context) => {
        const path = readFieldPath(text);
        if (typeof path !== 'string') return;
        context.addIssue({ code: 'custom', message: `${JSON.stringify(text)}: ${path}` });
      }),
    )
    .max(MAX_FIELDS, `expected at most ${String(MAX_FIELDS)} paths`)
    .readonly()
    .optional()
    .meta({
      description:
        'Adds a field of the details of each event to `fields`: a path with dots, such as `details.order.price`. Repeat the ' +
        'parameter for several, at most 8.',
    }),
  partial: partialParameter,
  max_line_bytes: maxLineBytesParameter,
});

export const eventPageSchema = z
  .object({
    events: z.array(simulationEventSchema).meta({
      description: 'Each exactly as in its line',
    }),
    total: z.int().meta({ description: 'Exact number of matches' }),
    has_more: z.boolean().meta({ description: 'Whether matches follow after this page' }),
    effect_counts: z.record(z.string(), z.int()).optional().meta({
      description:
        'With counts=effects: by event id, the number of events that name this event as a cause',
    }),
    fields: z.record(z.string(), z.record(z.string(), z.unknown())).optional().meta({
      description:
        'With the parameter `fields`: by event id and path, the value as written. Absent fields are left out',
    }),
    cut_fields: z.record(z.string(), z.array(z.string())).optional().meta({
      description:
        'By event id, the paths of fields whose JSON is longer than 1,000 characters. `fields` has its first 1,000 as a text',
    }),
    truncated: z
      .literal(true)
      .optional()
      .meta({
        description:
          'Present when long lines made the page shorter than requested. A page has at most 32 MiB of lines, and at least one ' +
          'event. The next page begins after the last event of this one',
      }),
    index: partialIndex,
  })
  .meta({ id: 'EventPage' });

export const eventPositionSchema = z
  .object({
    event_id: z.string(),
    offset: z.int().meta({
      description: 'Number of matches before the event, whether it matches or not',
    }),
    total: z.int().meta({ description: 'Exact number of matches' }),
    matches: z.boolean().meta({ description: 'Whether the event itself matches' }),
  })
  .meta({ id: 'EventPosition' });

export const positionQuerySchema = eventCriteriaSchema.extend({
  sort: eventFilterSchema.shape.sort,
  order: eventFilterSchema.shape.order,
});

export const facetQuerySchema = eventCriteriaSchema.extend({
  limit: integerParameter({ min: 1, max: MAX_FACET_LIMIT, default: DEFAULT_FACET_LIMIT })
    .optional()
    .meta({ description: 'Maximum number of values per facet' }),
  name: textParameter.optional().meta({
    description:
      'Only values whose name contains this text, in upper or lower case. Best matches first: the name equals the text, begins ' +
      'with it, has it at the start of a word, has it anywhere',
  }),
  agent_order: z
    .enum(AGENT_ORDERS)
    .optional()
    .meta({
      description:
        'The agents that are listed first: `events` (default), with the most events; `failed`, with the most failed events, then ' +
        'with the most events',
    }),
  partial: partialParameter,
});

const eventCount = z.int().meta({ description: 'Number of events with it' });

function facetSchema<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({
    values: z.array(z.object({ ...shape, event_count: eventCount })).meta({
      description:
        'Most frequent first, then by name. With the parameter `name`, best matches first',
    }),
    value_count: z.int().meta({
      description:
        'Number of all values, including those beyond the limit. With the parameter `name`, number of matching values',
    }),
    other_count: z
      .int()
      .meta({ description: 'Number of events with values that are counted but not listed' }),
  });
}

export const eventFacetsSchema = z
  .object({
    total: z.int().meta({ description: 'Exact number of events that match all conditions' }),
    turns: z
      .object({ first: z.int(), last: z.int() })
      .nullable()
      .meta({ description: 'Range of the events that match all conditions; null without any' }),
    times: z
      .object({ first: z.string(), last: z.string() })
      .nullable()
      .meta({ description: 'Their range of times, to the microsecond, in UTC' }),
    event_types: facetSchema({ event_type: z.string() }).meta({
      description: 'Counted without the conditions on types; ENV is counted as STATE',
    }),
    agents: facetSchema({
      agent_id: z.string().nullable().meta({ description: 'null: events without an agent' }),
      failed_count: z.int().meta({ description: 'Number of its counted events that failed' }),
    }).meta({
      description:
        'Counted without the conditions on agents. The parameter `agent_order` has the order of the values',
    }),
    kinds: facetSchema({
      kind: z.string().nullable().meta({ description: 'null: events without a kind' }),
      event_type: z.string().meta({ description: 'A kind that occurs in two types is two values' }),
    }).meta({ description: 'Counted without the conditions on kinds' }),
    outcomes: facetSchema({ outcome: z.enum(OUTCOMES) }).meta({
      description: 'Counted without the condition on outcomes',
    }),
    index: partialIndex,
  })
  .meta({ id: 'EventFacets' });

export const histogramQuerySchema = eventCriteriaSchema.extend({
  axis: z
    .enum(HISTOGRAM_AXES)
    .optional()
    .meta({ description: 'The axis of the histogram. Default turn.' }),
  by: z
    .enum(HISTOGRAM_GROUPS)
    .optional()
    .meta({ description: 'The field whose values become series. Default none.' }),
  buckets: integerParameter({ min: 1, max: MAX_BUCKETS, default: DEFAULT_BUCKETS })
    .optional()
    .meta({ description: 'Maximum number of buckets' }),
  series: integerParameter({ min: 1, max: MAX_SERIES, default: DEFAULT_SERIES }).optional().meta({
    description: 'Maximum number of types or agents with their own series: the most frequent ones',
  }),
  split: z
    .enum(HISTOGRAM_SPLITS)
    .optional()
    .meta({ description: 'The field that splits each series into parts. Default none.' }),
  keys: z
    .array(z.string())
    .max(MAX_SERIES, `expected at most ${String(MAX_SERIES)}`)
    .readonly()
    .optional()
    .meta({
      description:
        'Count only these types or agents, each in its own series, in this order, also without events. Repeat the parameter ' +
        'for several; an empty value for events without an agent.',
    }),
  folds: z
    .array(
      z
        .string()
        .refine(
          (text) => parseFold(text) !== undefined,
          'expected two ISO 8601 timestamps, start/end, the first one earlier',
        ),
    )
    .max(MAX_FOLDS, `expected at most ${String(MAX_FOLDS)}`)
    .readonly()
    .optional()
    .meta({
      description:
        'Stretches of time, start/end, without width on the time axis: events inside count at the start. ' +
        'Repeat the parameter for several.',
    }),
  times: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({
      description: 'Whether to return the first and the last time of each bucket. Default false.',
    }),
  partial: partialParameter,
});

const bucketCounts = z.array(z.int()).meta({ description: 'One per bucket, including empty ones' });

const axisEnd = z.union([z.int(), z.string()]).nullable();

export const eventHistogramSchema = z
  .object({
    axis: z.enum(HISTOGRAM_AXES),
    by: z.enum(HISTOGRAM_GROUPS),
    from: axisEnd.meta({
      description:
        'Start of the first bucket: a turn, or a time to the microsecond in UTC. null without a range',
    }),
    to: axisEnd.meta({ description: 'End of the last bucket, inclusive' }),
    bucket_width: z.number().meta({
      description:
        'Turns or microseconds, a whole number. Bucket i begins at from + i * bucket_width and ends before the next',
      override: { type: 'integer', minimum: 1 },
    }),
    bucket_count: z.int(),
    series: z
      .array(
        z.object({
          key: z.string().nullable().meta({
            description:
              'A type or an agent; null for events without an agent, for all events (by none), and for the rest',
          }),
          is_rest: z.boolean().meta({
            description: 'Whether this series sums up all types or agents without their own series',
          }),
          event_count: z.int().meta({ description: 'Sum of its counts' }),
          counts: bucketCounts,
          parts: z
            .array(z.object({ key: z.string(), event_count: eventCount, counts: bucketCounts }))
            .optional()
            .meta({
              description:
                'With a split: its events by type, most frequent first. At most 32 types, fewer with many series and buckets',
            }),
          rest_part: z.object({ event_count: eventCount, counts: bucketCounts }).optional().meta({
            description: 'With a split, when there are more types: the sum of the others',
          }),
        }),
      )
      .meta({
        description:
          'Most frequent first, then by name, the rest last. With keys: in their order. By none: exactly one series',
      }),
    times: z
      .array(z.object({ first: z.string(), last: z.string() }).nullable())
      .optional()
      .meta({
        description:
          'If requested: the first and the last time of the events in each bucket, in UTC; null for empty buckets',
      }),
    total: z.int().meta({
      description:
        'Exact number of matches, and the sum of all counts. With keys, events of other keys do not count',
    }),
    index: partialIndex,
  })
  .meta({ id: 'EventHistogram' });

const findParameter = textParameter.meta({
  description:
    'Text to find in the description or the details, in upper or lower case. Surrounding blanks are cut off.',
});

export const markQuerySchema = eventCriteriaSchema.extend({
  find: findParameter,
  sort: timeSort('marks are counted in the order of time'),
  buckets: integerParameter({ min: 1, max: MAX_MARK_BUCKETS, default: DEFAULT_MARK_BUCKETS })
    .optional()
    .meta({ description: 'Maximum number of buckets' }),
});

export const nearestMarkQuerySchema = eventCriteriaSchema.extend({
  find: findParameter,
  row: integerParameter({ min: 0, default: 0 }).optional().meta({
    description: 'The row among the filtered events from which to search, counted from 0',
  }),
  direction: z.enum(MARK_DIRECTIONS).optional().meta({
    description: 'The direction of the search, which begins with the row itself. Default next.',
  }),
  sort: eventFilterSchema.shape.sort,
  order: eventFilterSchema.shape.order,
});

const markTotals = {
  total: z.int().meta({ description: 'Exact number of events that match all conditions' }),
  mark_count: z.int().meta({ description: 'Exact number of them with the text' }),
};

export const eventMarksSchema = z
  .object({
    ...markTotals,
    bucket_width: z.int().meta({
      description: 'Rows per bucket: bucket i begins with row i * bucket_width, counted from 0',
    }),
    counts: z
      .array(z.int())
      .meta({ description: 'Number of marks in each bucket, including empty ones' }),
  })
  .meta({ id: 'EventMarks' });

export const nearestMarkSchema = z
  .object({
    ...markTotals,
    mark: z
      .object({
        event_id: z.string(),
        offset: z.int().meta({ description: 'Number of filtered events before it' }),
        ordinal: z.int().meta({ description: 'Its number among the marks, counted from 1' }),
      })
      .nullable()
      .meta({ description: 'null when no event has the text' }),
  })
  .meta({ id: 'NearestMark' });

export const causalityQuerySchema = z.object({
  depth: integerParameter({ min: 1, max: MAX_DEPTH, default: DEFAULT_DEPTH })
    .optional()
    .meta({ description: 'Number of links to follow in each direction' }),
  links: z.enum(LINK_CHOICES).optional().meta({
    description: 'The links to follow: declared by events, inferred by rules, or all',
  }),
  analysis: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({
      description: 'Whether to compute roots, dominators, the longest chain and influence',
    }),
  max_line_bytes: maxLineBytesParameter,
});

const linkEnds = {
  cause: z.string().meta({ description: 'Event id' }),
  effect: z.string().meta({ description: 'Event id' }),
};

export const causalLinkSchema = z
  .discriminatedUnion('origin', [
    z.object({
      ...linkEnds,
      origin: z
        .literal('declared')
        .meta({ description: 'The effect names the cause in caused_by' }),
    }),
    z.object({
      ...linkEnds,
      origin: z
        .literal('inferred')
        .meta({ description: 'No event declares the link; a rule infers it' }),
      rule: z.enum(INFERENCE_RULES),
    }),
  ])
  .meta({ id: 'CausalLink' });

/** Links of an explanation. Some of its rules infer links that `/causality` does not follow. */
const explanationLinkSchema = z
  .discriminatedUnion('origin', [
    z.object({ ...linkEnds, origin: z.literal('declared') }),
    z.object({
      ...linkEnds,
      origin: z.literal('inferred'),
      rule: z.enum([...INFERENCE_RULES, ...ADDED_RULES]),
    }),
  ])
  .meta({ id: 'ExplanationLink' });

export const causalAnalysisSchema = z
  .object({
    roots: z
      .array(z.string())
      .meta({ description: 'The upstream events without a cause, nearest first' }),
    dominators: z.array(z.string()).meta({
      description:
        'Events on every path from the roots to this event, first to last. As far as this chain shows, the event would not ' +
        'have happened without any of them',
    }),
    longest_chain: z
      .array(z.string())
      .meta({ description: 'The longest path of links that ends at this event, first to last' }),
    influence: z
      .record(z.string(), z.int().min(0))
      .meta({ description: 'By event id: the number of events in this chain to which it led' }),
  })
  .meta({ id: 'CausalAnalysis' });

export const causalityChainSchema = z
  .object({
    event_id: z.string(),
    event: simulationEventSchema,
    upstream: z
      .array(simulationEventSchema)
      .meta({ description: 'Direct and indirect causes up to the depth, nearest first' }),
    downstream: z
      .array(simulationEventSchema)
      .meta({ description: 'Direct and indirect effects up to the depth, nearest first' }),
    links: z.array(causalLinkSchema).meta({ description: 'Links among the events of this chain' }),
    missing_causes: z
      .array(z.string())
      .meta({ description: 'Ids named as a cause in this chain that are not in the files' }),
    missing: z
      .array(z.object({ event_id: z.string(), reason: z.enum(MISSING_REASONS) }))
      .meta({ description: 'The same ids, each with the reason as far as it is known' }),
    truncated: z
      .boolean()
      .meta({ description: 'Whether events were left out because of the limits' }),
    analysis: causalAnalysisSchema.optional().meta({ description: 'Present if requested' }),
  })
  .meta({ id: 'CausalityChain' });

export const explanationQuerySchema = z.object({
  direction: z.enum(EXPLANATION_DIRECTIONS).optional().meta({
    description: 'upstream for what likely caused the event, downstream for what came of it',
  }),
  limit: integerParameter({
    min: 1,
    max: MAX_EXPLANATION_LIMIT,
    default: DEFAULT_EXPLANATION_LIMIT,
  })
    .optional()
    .meta({ description: 'Maximum number of causes or effects' }),
  links: causalityQuerySchema.shape.links,
  max_line_bytes: maxLineBytesParameter,
});

const explanationReasonSchema = z
  .object({
    rule: z.string().meta({ description: 'The name of the rule' }),
    text: z.string().meta({ description: 'A sentence, without its subject' }),
    value: z
      .union([z.number(), z.string()])
      .nullable()
      .meta({ description: 'The number or word that the rule looked at' }),
    weight: z.number().meta({ description: 'How unusual this alone makes it, from 0 to 1' }),
    event_id: z.string().meta({ description: 'The event that the rule looked at' }),
  })
  .meta({ id: 'ExplanationReason' });

const explanationForkSchema = z
  .object({
    event_id: z.string(),
    causes: z.int().meta({ description: 'The number of its direct causes within reach' }),
    from_deed: z.int().meta({ description: 'The number of them that come of the deed' }),
    reason: z.enum(FORK_REASONS).meta({ description: 'Why the chain takes the one that it takes' }),
  })
  .meta({ id: 'ExplanationFork' });

const explainedDeedSchema = z
  .object({
    event: simulationEventSchema.meta({
      description: 'The event that stands for the deed: the subject of the strongest reason',
    }),
    events: z.array(z.string()).meta({
      description:
        'The ids of the deed: what one agent did in a turn, or one event that no agent did',
    }),
    score: z.number().meta({ description: 'From 0 to 1. Comparable within an answer only' }),
    reasons: z
      .array(explanationReasonSchema)
      .meta({ description: 'Why it stands out, strongest first' }),
    path: z.array(z.string()).meta({
      description:
        'The chain of event ids from cause to effect, both included; of a long one, the first and the last 50',
    }),
    left_out: z
      .int()
      .meta({ description: 'The number of events left out after the first 50 of a long path' }),
    forks: z.array(explanationForkSchema).meta({
      description: 'The events of the chain with several direct causes; none downstream',
    }),
  })
  .meta({ id: 'ExplainedDeed' });

export const explanationSchema = z
  .object({
    event_id: z.string(),
    direction: z.enum(EXPLANATION_DIRECTIONS),
    causes: z
      .array(explainedDeedSchema)
      .meta({ description: 'The likely causes, best first; none with direction=downstream' }),
    effects: z
      .array(explainedDeedSchema)
      .meta({ description: 'What came of it, best first; none with direction=upstream' }),
    events: z.array(simulationEventSchema).meta({
      description: 'The event itself, and all events of the paths and reasons, in event order',
    }),
    links: z.array(explanationLinkSchema).meta({ description: 'The links along the paths' }),
    considered: z.int().meta({ description: 'The number of deeds that were compared' }),
    truncated: z.boolean().meta({
      description: 'Whether causes or effects beyond the limits of turns and events were left out',
    }),
  })
  .meta({ id: 'Explanation' });

const variableKey = {
  scope: z.enum(VARIABLE_SCOPES),
  agent_id: z
    .string()
    .nullable()
    .meta({ description: 'Agent of the variable; null for a global one' }),
  variable_name: z.string(),
};

const variableNameParameter = textParameter.optional().meta({
  description:
    "Only variables whose name or agent's id contains this text, in upper or lower case, or that match `agent:name`. Best " +
    'matches first: the name equals the text, begins with it, has it at the start of a word, has it anywhere',
});

export const stateQuerySchema = z.object({
  turn: integerParameter({ min: 0 })
    .optional()
    .meta({ description: 'The turn at whose end the values are returned. Default: the last' }),
  name: variableNameParameter,
  partial: partialParameter,
});

export const stateValueSchema = z
  .object({
    ...variableKey,
    value: z.unknown().meta({ description: 'JSON, as written in the file' }),
    source: z.enum(['event', 'checkpoint']).meta({ description: 'The origin of the value' }),
    event_id: z
      .string()
      .nullable()
      .meta({ description: 'The event that set it; null without one' }),
    turn: z
      .int()
      .min(0)
      .meta({ description: 'The turn in which it was set, or of the checkpoint' }),
    changed: z.boolean().meta({ description: 'Whether it was set in the requested turn' }),
    previous: z.unknown().optional().meta({
      description:
        'If it was set in this turn: its value at the end of the turn before, if there was one',
    }),
  })
  .meta({ id: 'StateValue' });

export const stateDriftSchema = z
  .object({
    ...variableKey,
    checkpoint_value: z.unknown(),
    replayed_value: z
      .unknown()
      .meta({ description: 'The value by the events up to the checkpoint' }),
    event_id: z.string().nullable().meta({ description: 'The event that set the replayed value' }),
  })
  .meta({ id: 'StateDrift' });

export const simulationStateSchema = z
  .object({
    turn: z.int().min(0),
    first_turn: z.int().min(0).nullable(),
    last_turn: z.int().min(0).nullable(),
    checkpoint: z.int().min(0).nullable().meta({
      description: 'Turn of the nearest checkpoint at or before; null when there is none',
    }),
    checkpoints: z.array(z.int().min(0)).meta({ description: 'Turns of all checkpoints' }),
    has_state_events: z.boolean().meta({
      description:
        'Whether the run records state changes; otherwise values come from checkpoints alone',
    }),
    values: z
      .array(stateValueSchema)
      .meta({ description: 'Global variables first, then by agent, then by name' }),
    drift: z.array(stateDriftSchema).meta({
      description:
        'Differences between that checkpoint and the values by the events up to its turn',
    }),
    unreadable_checkpoints: z
      .array(z.object({ file: z.string(), reason: z.string() }))
      .meta({ description: 'Checkpoint files that could not be read' }),
    truncated: z.boolean().meta({ description: 'Whether there are more variables' }),
    index: indexStateSchema.optional().meta({ description: 'In partial answers' }),
  })
  .meta({ id: 'SimulationState' });

export const variablesQuerySchema = z.object({
  variables: z
    .array(z.string())
    .max(MAX_SERIES_ASKED, `expected at most ${String(MAX_SERIES_ASKED)}`)
    .readonly()
    .optional()
    .meta({
      description:
        "The variables whose series are requested: `name` for a global variable, `agent:name` for an agent's. Repeat the " +
        'parameter for several. Without it, all variables, without series',
    }),
  name: variableNameParameter,
  turn_start: integerParameter({ min: 0 })
    .optional()
    .meta({ description: 'Points not before this turn; counts are of all turns' }),
  turn_end: integerParameter({ min: 0 })
    .optional()
    .meta({ description: 'Points not after this turn' }),
  points: integerParameter({ min: 1, max: MAX_POINTS, default: DEFAULT_POINTS })
    .optional()
    .meta({ description: 'Maximum number of points of a series' }),
  partial: partialParameter,
});

export const variableSeriesSchema = z
  .object({
    ...variableKey,
    key: z.string().meta({ description: 'Its key for the parameter `variables`' }),
    event_count: z.int().min(0).meta({ description: 'Number of events that set it' }),
    first_turn: z.int().min(0),
    last_turn: z.int().min(0),
    points: z
      .array(
        z.object({
          turn: z.int().min(0),
          value: z.unknown().meta({ description: 'Its value at the end of the turn' }),
          event_id: z.string(),
        }),
      )
      .optional()
      .meta({
        description:
          'If series were requested: the turns in which it was set. If there are more turns than points, they are divided into ' +
          'stretches of equal width, and each has its last value and, for numbers, its lowest and highest (beyond 20,000 turns ' +
          'in all series, of an even selection of turns)',
      }),
    is_sampled: z.boolean().optional().meta({ description: 'Whether turns were left out' }),
  })
  .meta({ id: 'VariableSeries' });

export const variableListSchema = z
  .object({
    variables: z.array(variableSeriesSchema),
    checkpoints: z.array(z.int().min(0)).meta({ description: 'Turns of all checkpoints' }),
    truncated: z.boolean(),
    index: indexStateSchema.optional().meta({ description: 'In partial answers' }),
  })
  .meta({ id: 'VariableList' });
export const causalPathsQuerySchema = z.object({
  from: z.string().min(1, 'expected an event id').meta({ description: 'Id of the earlier event' }),
  to: z.string().min(1, 'expected an event id').meta({ description: 'Id of the later event' }),
  links: causalityQuerySchema.shape.links,
  max_length: integerParameter({ min: 1, max: MAX_PATH_LENGTH, default: DEFAULT_PATH_LENGTH })
    .optional()
    .meta({ description: 'Maximum length of a path, in links' }),
  limit: integerParameter({ min: 1, max: MAX_PATHS, default: DEFAULT_PATHS })
    .optional()
    .meta({ description: 'Maximum number of paths, shortest first' }),
  max_line_bytes: maxLineBytesParameter,
});

export const causalPathsSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    shortest: z
      .array(z.string())
      .nullable()
      .meta({ description: 'Event ids from the cause to the effect; null when no path was found' }),
    paths: z
      .array(z.array(z.string()))
      .meta({ description: 'Paths without repeated events, shortest first' }),
    events: z.array(simulationEventSchema).meta({ description: 'The events on these paths' }),
    links: z.array(causalLinkSchema).meta({ description: 'The links on these paths' }),
    truncated: z.boolean().meta({ description: 'Whether there may be more paths' }),
  })
  .meta({ id: 'CausalPaths' });

export const streamQuerySchema = eventCriteriaSchema.extend({
  sort: timeSort('a stream is in the order of arrival'),
  from: z
    .enum(['start', 'end'])
    .optional()
    .meta({ description: 'Where to begin: with the first event, or with events from now on' }),
  last_event_id: z.string().optional().meta({
    description:
      'The id of the last received message; the stream continues after it. The Last-Event-ID header means the same.',
  }),
  events: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Whether to send events; otherwise only progress' }),
});

export const streamProgressSchema = z
  .object({
    event_count: z.int().meta({ description: 'Number of valid indexed events' }),
    end_time: z.string().nullable().meta({ description: 'Time of the latest event, in UTC' }),
    turn: z.int().nullable().meta({ description: 'Turn of the latest event' }),
    index: indexStateSchema,
  })
  .meta({ id: 'StreamProgress' });

const streamId = z.string().meta({ description: 'Id for continuing after this message' });

const eventMessageSchema = z
  .object({ type: z.literal('event'), id: streamId, event: simulationEventSchema })
  .meta({ id: 'EventMessage' });

const progressMessageSchema = streamProgressSchema
  .extend({ type: z.literal('progress'), id: streamId })
  .meta({ id: 'ProgressMessage', description: 'The progress of the simulation' });

const resetMessageSchema = z.object({ type: z.literal('reset'), id: streamId }).meta({
  id: 'ResetMessage',
  description:
    'The files were rewritten: all earlier messages are void, and the stream begins again',
});

const heartbeatMessageSchema = z
  .object({ type: z.literal('heartbeat') })
  .meta({ id: 'HeartbeatMessage', description: 'The connection is alive' });

/** A message of a stream over a WebSocket. */
export const streamMessageSchema = z
  .union([eventMessageSchema, progressMessageSchema, resetMessageSchema, heartbeatMessageSchema])
  .meta({ id: 'StreamMessage' });

/** The `data` of a Server-Sent Event: an event, progress (`event: progress`), or an empty object (`event: reset`). */
export const streamDataSchema = z
  .union([
    simulationEventSchema,
    streamProgressSchema,
    z.object({}).meta({ description: 'The data of `reset`: all earlier messages are void' }),
  ])
  .meta({ id: 'StreamData' });

export const healthSchema = z
  .object({
    status: z.literal('ok'),
    version: z.string(),
    revision: z.string().meta({ description: 'The build of the server' }),
    uptime_seconds: z.number(),
  })
  .meta({ id: 'Health' });

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'The error, quoting the offending value' }),
    code: z.string().meta({ description: 'Stable; one of a closed list' }),
    errors: z
      .array(z.object({ parameter: z.string(), value: z.string(), reason: z.string() }))
      .optional()
      .meta({ description: 'One entry per bad parameter' }),
    index: indexStateSchema
      .omit({ state: true, error: true })
      .optional()
      .meta({ description: 'The progress of indexing, when the code is index_not_ready' }),
  })
  .meta({ id: 'Problem' });

export type IndexProgress = NonNullable<Problem['index']>;
export type IndexState = Readonly<z.infer<typeof indexStateSchema>>;
export type RunStatus = z.infer<typeof runStatusSchema>;
export type SimulationListing = Readonly<z.infer<typeof simulationListingSchema>>;
export type SimulationList = Readonly<z.infer<typeof simulationListSchema>>;
export type SimulationSummary = Readonly<z.infer<typeof simulationSummarySchema>>;
export type EventPosition = Readonly<z.infer<typeof eventPositionSchema>>;
export type EventFacets = Readonly<z.infer<typeof eventFacetsSchema>>;
export type EventHistogram = Readonly<z.infer<typeof eventHistogramSchema>>;
export type EventMarks = Readonly<z.infer<typeof eventMarksSchema>>;
export type NearestMark = Readonly<z.infer<typeof nearestMarkSchema>>;
export type Explanation = z.infer<typeof explanationSchema>;
export type CausalLink = Readonly<z.infer<typeof causalLinkSchema>>;
export type SimulationState = Readonly<z.infer<typeof simulationStateSchema>>;
export type StateValue = Readonly<z.infer<typeof stateValueSchema>>;
export type VariableList = Readonly<z.infer<typeof variableListSchema>>;
export type VariableSeries = Readonly<z.infer<typeof variableSeriesSchema>>;
export type CausalAnalysis = Readonly<z.infer<typeof causalAnalysisSchema>>;
export type StreamProgress = Readonly<z.infer<typeof streamProgressSchema>>;
export type Health = Readonly<z.infer<typeof healthSchema>>;
export type Problem = Readonly<z.infer<typeof problemSchema>>;
