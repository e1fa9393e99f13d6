import { z } from 'zod';
import { INFERENCE_RULES, LINK_CHOICES, MISSING_REASONS } from '../causality/causal-link';
import { DEFAULT_DEPTH, MAX_DEPTH } from '../causality/depth';
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
  integerParameter,
  textParameter,
} from '../filters/event-filter';
import { DEFAULT_FACET_LIMIT, MAX_FACET_LIMIT } from '../filters/facet-options';
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

/** What the REST API answers, field by field: the server's documentation and the client's door. */

export const indexStateSchema = z
  .object({
    state: z.enum(['indexing', 'ready', 'failed']),
    bytes_indexed: z.int().meta({ description: 'Bytes of event files that are indexed' }),
    bytes_total: z.int().meta({ description: 'Bytes of event files there are' }),
    events_indexed: z.int().optional().meta({ description: 'Events found so far' }),
    bytes_per_second: z
      .int()
      .optional()
      .meta({ description: 'While indexing: how fast it goes, once that can be told' }),
    seconds_left: z
      .int()
      .optional()
      .meta({ description: 'While indexing: how long the rest takes at that speed' }),
    error: z.string().optional().meta({ description: 'Why indexing failed, when it did' }),
  })
  .meta({ id: 'IndexState' });

const runStatusSchema = z.enum(['live', 'finished', 'interrupted']).meta({
  description:
    'finished: the last boundary in the final 64 KiB of its stream (a MILESTONE or SYSTEM event of the kind simulation_start, ' +
    'turn_start, turn_end or simulation_end) is simulation_end, or it has a `result.json` that was written no more than ' +
    '60 s before the last write to its event files. live: otherwise, when an event file was written within the last 60 s. ' +
    'interrupted: otherwise. How far its index is, `index` tells.',
});

export const simulationListingSchema = z
  .object({
    id: z.string().meta({ description: 'Name of its directory under the output root' }),
    name: z.string().meta({ description: 'Name in its config.json, else its id' }),
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
          'Why this entry of the output root cannot be read, when it cannot: a folder that may not be looked into, a link that ' +
          'leads nowhere, a name that no address can carry. Its numbers are 0 or null then, and nothing else can be asked of it',
      }),
  })
  .meta({ id: 'SimulationListing' });

export const simulationListSchema = z
  .object({ simulations: z.array(simulationListingSchema) })
  .meta({ id: 'SimulationList' });

const invalidLineSchema = z
  .object({
    file: z.string(),
    byte_offset: z.int().meta({ description: 'Where the line begins in the file' }),
    byte_length: z.int(),
    reason: z.string().meta({ description: 'Why it is not an event' }),
  })
  .meta({ id: 'InvalidLine' });

export const simulationSummarySchema = simulationListingSchema
  .extend({
    event_types: z
      .array(z.object({ event_type: z.string(), event_count: z.int() }))
      .meta({ description: 'Most frequent first; ENV is counted as STATE. The first 10,000' }),
    event_type_count: z.int().meta({ description: 'How many types there are in all' }),
    declared_link_count: z
      .int()
      .meta({ description: 'Causes that events name in caused_by; 0 when the run declares none' }),
    agents: z
      .array(z.object({ agent_id: z.string(), event_count: z.int() }))
      .meta({ description: 'In order of their names; the first 10,000 of agent_count' }),
    files: z.array(z.object({ name: z.string(), bytes: z.int(), event_count: z.int() })).meta({
      description:
        'Parts of the stream, oldest first; the bytes of one in gzip, and offsets in it, are those of its decompressed text',
    }),
    data_quality: z.object({
      invalid_line_count: z.int().meta({ description: 'Lines that are not events' }),
      invalid_lines: z.array(invalidLineSchema).meta({ description: 'The first 100 of them' }),
      duplicate_id_count: z.int().meta({ description: 'Events whose id an earlier event has' }),
      missing_cause_count: z
        .int()
        .meta({ description: 'Ids named as a cause that no event of the files has' }),
      unfinished_bytes: z
        .int()
        .meta({ description: 'Bytes of a last line that is still being written' }),
      dropped_event_records: z.int().meta({
        description: 'SYSTEM events that report events the writer had to drop (`events_dropped`)',
      }),
      dropped_event_count: z.int().meta({
        description: 'How many events the first 1,000 of these reports say were dropped',
      }),
      unread_file_count: z.int().meta({
        description:
          'Files that look like parts, a configuration or a result, and are not read, or not to their end',
      }),
      unread_files: z.array(z.object({ name: z.string(), reason: z.string() })).meta({
        description:
          'The first 100 of them by name, each with why: compressed other than as .gz, a copy of a part that is read, ' +
          'gzip data that is cut off or damaged (the events before that place are read), or more than 4 GiB, or than ' +
          'the index folder has room for, when decompressed',
      }),
      other_simulation_id_count: z.int().meta({
        description:
          "How many simulation_ids events have other than the folder's name, or, when no event has that, than the one " +
          'that most of them have. All events belong to the folder they are in',
      }),
      other_simulation_event_count: z
        .int()
        .meta({ description: 'How many events have one of these' }),
      other_simulation_ids: z
        .array(z.object({ simulation_id: z.string(), event_count: z.int() }))
        .meta({
          description: 'The first 100 of these, most frequent first, each cut to 256 characters',
        }),
    }),
  })
  .meta({ id: 'SimulationSummary' });

const partialParameter = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()
  .meta({
    description:
      'Answer from what is indexed so far rather than 503: after a quarter of a second when that is something, else after ' +
      'three quarters. Counts are of what is indexed, and `index` tells how far that is. Default false.',
  });

const partialIndex = indexStateSchema.optional().meta({
  description: 'In partial answers: how much is indexed; when it is ready, the answer is exact',
});

const maxLineBytesParameter = integerParameter({ min: 1000 })
  .optional()
  .meta({
    description:
      'Cut an event whose line has more bytes: it has its id, time, turn and type, the first 100 causes, the first 500 ' +
      'characters of its texts, of `details` what sort of event it is and what changed where that is short, and `line_cut` ' +
      'with `line_bytes` and `cause_count`; an event with a `line_cut` of its own is cut, too. Default: every line exactly as it stands in the file.',
  });

/** How a single event is answered. */
export const eventLineQuerySchema = z.object({ max_line_bytes: maxLineBytesParameter });

/** A filter, and how it is answered. */
export const eventQuerySchema = eventFilterSchema.extend({
  counts: z
    .enum(['effects'])
    .optional()
    .meta({ description: 'What to count of each event of the page: how many events it caused' }),
  partial: partialParameter,
  max_line_bytes: maxLineBytesParameter,
});

export const eventPageSchema = z
  .object({
    events: z.array(simulationEventSchema).meta({
      description: 'Each exactly as its line stands in the file',
    }),
    total: z.int().meta({ description: 'How many events match, exactly' }),
    has_more: z.boolean().meta({ description: 'Whether matches follow after this page' }),
    effect_counts: z.record(z.string(), z.int()).optional().meta({
      description:
        'With counts=effects: how many events name each event of the page as a cause, by its id',
    }),
    truncated: z
      .literal(true)
      .optional()
      .meta({
        description:
          'When the page has fewer events than asked for because their lines are long: 32 MiB of lines at most, and one event ' +
          'at least. The next page begins after the last event of this one',
      }),
    index: partialIndex,
  })
  .meta({ id: 'EventPage' });

export const eventPositionSchema = z
  .object({
    event_id: z.string(),
    offset: z.int().meta({
      description: 'How many matches come before it: where it stands, or would if it matched',
    }),
    total: z.int().meta({ description: 'How many events match, exactly' }),
    matches: z.boolean().meta({ description: 'Whether the event itself matches' }),
  })
  .meta({ id: 'EventPosition' });

export const positionQuerySchema = eventCriteriaSchema.extend({
  order: eventFilterSchema.shape.order,
});

export const facetQuerySchema = eventCriteriaSchema.extend({
  limit: integerParameter({ min: 1, max: MAX_FACET_LIMIT, default: DEFAULT_FACET_LIMIT })
    .optional()
    .meta({ description: 'How many values of each facet at most' }),
  name: textParameter.optional().meta({
    description:
      'Only values whose name has this text, whatever its case: first the name that is the text, then those that begin with ' +
      'it, those that have it where a word begins, and the others',
  }),
  partial: partialParameter,
});

const eventCount = z.int().meta({ description: 'How many events have it' });

function facetSchema<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({
    values: z.array(z.object({ ...shape, event_count: eventCount })).meta({
      description:
        'Most events first, then by name; with the parameter `name` the best answers to it before all others',
    }),
    value_count: z.int().meta({
      description:
        'How many values there are, those beyond the limit among them; with the parameter `name` of those it finds',
    }),
    other_count: z
      .int()
      .meta({ description: 'Events of the values that are counted but not listed' }),
  });
}

export const eventFacetsSchema = z
  .object({
    total: z.int().meta({ description: 'How many events match all conditions, exactly' }),
    turns: z
      .object({ first: z.int(), last: z.int() })
      .nullable()
      .meta({ description: 'Of the events that match all conditions; null when none does' }),
    times: z
      .object({ first: z.string(), last: z.string() })
      .nullable()
      .meta({ description: 'Of the same, to the microsecond, in UTC' }),
    event_types: facetSchema({ event_type: z.string() }).meta({
      description: 'Counted without the conditions on types; ENV is counted as STATE',
    }),
    agents: facetSchema({
      agent_id: z.string().nullable().meta({ description: 'null: events of no agent' }),
    }).meta({ description: 'Counted without the conditions on agents' }),
    kinds: facetSchema({
      kind: z.string().nullable().meta({ description: 'null: events of no kind' }),
      event_type: z.string().meta({ description: 'A kind of two types is two values' }),
    }).meta({ description: 'Counted without the conditions on kinds' }),
    index: partialIndex,
  })
  .meta({ id: 'EventFacets' });

export const histogramQuerySchema = eventCriteriaSchema.extend({
  axis: z
    .enum(HISTOGRAM_AXES)
    .optional()
    .meta({ description: 'What to count along. Default turn.' }),
  by: z
    .enum(HISTOGRAM_GROUPS)
    .optional()
    .meta({ description: 'What to tell the counts apart by. Default none.' }),
  buckets: integerParameter({ min: 1, max: MAX_BUCKETS, default: DEFAULT_BUCKETS })
    .optional()
    .meta({ description: 'How many buckets at most' }),
  series: integerParameter({ min: 1, max: MAX_SERIES, default: DEFAULT_SERIES }).optional().meta({
    description: 'How many types or agents are counted on their own: those with the most events',
  }),
  split: z
    .enum(HISTOGRAM_SPLITS)
    .optional()
    .meta({ description: 'What to tell the counts of each series apart by. Default none.' }),
  keys: z
    .array(z.string())
    .max(MAX_SERIES, `expected at most ${String(MAX_SERIES)}`)
    .readonly()
    .optional()
    .meta({
      description:
        'Only these types or agents are counted, each on its own, in this order, also when they have no events. Repeat the ' +
        'parameter for several; empty for events of no agent.',
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
        'Stretches of time, start/end, that take no width on the time axis: what is in them counts as at their start. ' +
        'Repeat the parameter for several.',
    }),
  times: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({ description: 'Whether to tell when each bucket begins and ends. Default false.' }),
  partial: partialParameter,
});

const bucketCounts = z.array(z.int()).meta({ description: 'One a bucket, empty ones included' });

const axisEnd = z.union([z.int(), z.string()]).nullable();

export const eventHistogramSchema = z
  .object({
    axis: z.enum(HISTOGRAM_AXES),
    by: z.enum(HISTOGRAM_GROUPS),
    from: axisEnd.meta({
      description:
        'Where the first bucket begins: a turn, or a time to the microsecond in UTC. null when there is nothing to divide',
    }),
    to: axisEnd.meta({ description: 'Where the last bucket ends, inclusive' }),
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
              'A type or an agent; null for events of no agent, for all (by none), and for the rest',
          }),
          is_rest: z.boolean().meta({
            description: 'Whether it holds all types or agents that have no series of their own',
          }),
          event_count: z.int().meta({ description: 'Sum of its counts' }),
          counts: bucketCounts,
          parts: z
            .array(z.object({ key: z.string(), event_count: eventCount, counts: bucketCounts }))
            .optional()
            .meta({
              description:
                'When it is split: its events by type, most events first; at most 32 types, fewer with many series and buckets',
            }),
          rest_part: z
            .object({ event_count: eventCount, counts: bucketCounts })
            .optional()
            .meta({ description: 'When it is split and has more types: what those have together' }),
        }),
      )
      .meta({
        description:
          'Most events first, then by name, the rest last; the keys that were asked for in their order; by none exactly one',
      }),
    times: z
      .array(z.object({ first: z.string(), last: z.string() }).nullable())
      .optional()
      .meta({
        description:
          'When asked for: the first and the last time of the events of each bucket, in UTC; null where there are none',
      }),
    total: z.int().meta({
      description:
        'How many events match, exactly: the sum of all counts. With keys, those of other keys do not count',
    }),
    index: partialIndex,
  })
  .meta({ id: 'EventHistogram' });

const findParameter = textParameter.meta({
  description:
    'Text to mark: in the description or the details, whatever its case. Blanks around it are cut off.',
});

export const markQuerySchema = eventCriteriaSchema.extend({
  find: findParameter,
  buckets: integerParameter({ min: 1, max: MAX_MARK_BUCKETS, default: DEFAULT_MARK_BUCKETS })
    .optional()
    .meta({ description: 'How many buckets at most' }),
});

export const nearestMarkQuerySchema = eventCriteriaSchema.extend({
  find: findParameter,
  row: integerParameter({ min: 0, default: 0 })
    .optional()
    .meta({ description: 'From which of the filtered events to look, counted from 0' }),
  direction: z
    .enum(MARK_DIRECTIONS)
    .optional()
    .meta({ description: 'Which way to look; the row itself is looked at first. Default next.' }),
});

const markTotals = {
  total: z.int().meta({ description: 'How many events meet all conditions, exactly' }),
  mark_count: z.int().meta({ description: 'How many of them have the text, exactly' }),
};

export const eventMarksSchema = z
  .object({
    ...markTotals,
    bucket_width: z.int().meta({
      description: 'Rows a bucket: bucket i begins with row i * bucket_width, counted from 0',
    }),
    counts: z
      .array(z.int())
      .meta({ description: 'How many marks there are in each bucket, empty ones included' }),
  })
  .meta({ id: 'EventMarks' });

export const nearestMarkSchema = z
  .object({
    ...markTotals,
    mark: z
      .object({
        event_id: z.string(),
        offset: z.int().meta({ description: 'How many of the filtered events come before it' }),
        ordinal: z.int().meta({ description: 'Which of the marks it is, counted from 1' }),
      })
      .nullable()
      .meta({ description: 'null when no event has the text' }),
  })
  .meta({ id: 'NearestMark' });

export const causalityQuerySchema = z.object({
  depth: integerParameter({ min: 1, max: MAX_DEPTH, default: DEFAULT_DEPTH })
    .optional()
    .meta({ description: 'How many links to follow each way' }),
  links: z.enum(LINK_CHOICES).optional().meta({
    description:
      'Which links to follow: those that events declare, those inferred by rules, or all',
  }),
  analysis: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({
      description: 'Whether roots, dominators, the longest chain and influence are worked out',
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
      origin: z.literal('declared').meta({ description: 'The effect names it in caused_by' }),
    }),
    z.object({
      ...linkEnds,
      origin: z.literal('inferred').meta({ description: 'No event says so: a rule takes it so' }),
      rule: z.enum(INFERENCE_RULES),
    }),
  ])
  .meta({ id: 'CausalLink' });

export const causalAnalysisSchema = z
  .object({
    roots: z
      .array(z.string())
      .meta({ description: 'The upstream events without a cause, nearest first' }),
    dominators: z.array(z.string()).meta({
      description:
        'Events that every path from the roots to this event passes through, first to last: without one of them it would ' +
        'not have happened, as far as this chain tells',
    }),
    longest_chain: z
      .array(z.string())
      .meta({ description: 'The longest path of links that ends at this event, first to last' }),
    influence: z
      .record(z.string(), z.int().min(0))
      .meta({ description: 'How many events of this chain each led to, by event id' }),
  })
  .meta({ id: 'CausalAnalysis' });

export const causalityChainSchema = z
  .object({
    event_id: z.string(),
    event: simulationEventSchema,
    upstream: z
      .array(simulationEventSchema)
      .meta({ description: 'Causes, and their causes, to the depth asked for: nearest first' }),
    downstream: z
      .array(simulationEventSchema)
      .meta({ description: 'Effects, and their effects, to the depth asked for: nearest first' }),
    links: z.array(causalLinkSchema).meta({ description: 'Links among the events of this chain' }),
    missing_causes: z
      .array(z.string())
      .meta({ description: 'Ids named as a cause in this chain that are not in the files' }),
    missing: z
      .array(z.object({ event_id: z.string(), reason: z.enum(MISSING_REASONS) }))
      .meta({ description: 'The same ids, each with why it is missing as far as that is known' }),
    truncated: z.boolean().meta({ description: 'Whether events were left out to keep it bounded' }),
    analysis: causalAnalysisSchema.optional().meta({ description: 'When it was asked for' }),
  })
  .meta({ id: 'CausalityChain' });

const variableKey = {
  scope: z.enum(VARIABLE_SCOPES),
  agent_id: z.string().nullable().meta({ description: 'Whose variable; null for a global one' }),
  variable_name: z.string(),
};

const variableNameParameter = textParameter.optional().meta({
  description:
    "Only variables whose name or whose agent's id has this text, whatever its case, or that `agent:name` finds: first the " +
    'name that is the text, then those that begin with it, those that have it where a word begins, and the others',
});

export const stateQuerySchema = z.object({
  turn: integerParameter({ min: 0 })
    .optional()
    .meta({ description: 'At the end of which turn. Default: the last' }),
  name: variableNameParameter,
  partial: partialParameter,
});

export const stateValueSchema = z
  .object({
    ...variableKey,
    value: z.unknown().meta({ description: 'JSON, as it stands in the file' }),
    source: z.enum(['event', 'checkpoint']).meta({ description: 'Where the value is from' }),
    event_id: z.string().nullable().meta({ description: 'The event that set it; null when none' }),
    turn: z
      .int()
      .min(0)
      .meta({ description: 'In which turn it was set, or that of the checkpoint' }),
    changed: z.boolean().meta({ description: 'Whether it was set in the turn that is asked for' }),
    previous: z.unknown().optional().meta({
      description: 'When it changed: its value at the end of the turn before, if there was one',
    }),
  })
  .meta({ id: 'StateValue' });

export const stateDriftSchema = z
  .object({
    ...variableKey,
    checkpoint_value: z.unknown(),
    replayed_value: z.unknown().meta({ description: 'What the events up to then come to' }),
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
      description: 'Whether the run records state changes: else values are of checkpoints alone',
    }),
    values: z
      .array(stateValueSchema)
      .meta({ description: 'Global ones first, then by agent; by name within' }),
    drift: z.array(stateDriftSchema).meta({
      description: 'Where that checkpoint and what the events come to at its turn disagree',
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
        "Whose series are wanted: `name` of a global variable, `agent:name` of an agent's. Repeat the parameter for several. " +
        'Without it, the variables there are, without series',
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
    .meta({ description: 'How many points a series may have' }),
  partial: partialParameter,
});

export const variableSeriesSchema = z
  .object({
    ...variableKey,
    key: z.string().meta({ description: 'What `variables` asks for it by' }),
    event_count: z.int().min(0).meta({ description: 'How many events set it' }),
    first_turn: z.int().min(0),
    last_turn: z.int().min(0),
    points: z
      .array(
        z.object({
          turn: z.int().min(0),
          value: z.unknown().meta({ description: 'At the end of the turn' }),
          event_id: z.string(),
        }),
      )
      .optional()
      .meta({
        description:
          'When series were asked for: the turns in which it was set; of more turns than points, the last of each of equally ' +
          'wide stretches of turns and, of numbers, also the lowest and the highest (beyond 20,000 turns in all series, of an ' +
          'even choice of them)',
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
    .meta({ description: 'How many links a path may have' }),
  limit: integerParameter({ min: 1, max: MAX_PATHS, default: DEFAULT_PATHS })
    .optional()
    .meta({ description: 'How many paths to list, shortest first' }),
  max_line_bytes: maxLineBytesParameter,
});

export const causalPathsSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    shortest: z
      .array(z.string())
      .nullable()
      .meta({ description: 'Event ids from the one to the other; null when no path was found' }),
    paths: z
      .array(z.array(z.string()))
      .meta({ description: 'Paths without repeated events, shortest first' }),
    events: z.array(simulationEventSchema).meta({ description: 'The events on these paths' }),
    links: z.array(causalLinkSchema).meta({ description: 'The links on these paths' }),
    truncated: z.boolean().meta({ description: 'Whether there may be paths that are not listed' }),
  })
  .meta({ id: 'CausalPaths' });

export const streamQuerySchema = eventCriteriaSchema.extend({
  from: z
    .enum(['start', 'end'])
    .optional()
    .meta({ description: 'Where to begin: with the first event, or with what comes from now on' }),
  last_event_id: z.string().optional().meta({
    description:
      'The id of the last message that came: go on after it. The Last-Event-ID header says the same.',
  }),
  events: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Whether events are wanted, or progress alone' }),
});

export const streamProgressSchema = z
  .object({
    event_count: z.int().meta({ description: 'Valid events, as far as they are indexed' }),
    end_time: z.string().nullable().meta({ description: 'Time of the latest event, in UTC' }),
    turn: z.int().nullable().meta({ description: 'Turn of the latest event' }),
    index: indexStateSchema,
  })
  .meta({ id: 'StreamProgress' });

const streamId = z.string().meta({ description: 'To go on after this message' });

const eventMessageSchema = z
  .object({ type: z.literal('event'), id: streamId, event: simulationEventSchema })
  .meta({ id: 'EventMessage' });

const progressMessageSchema = streamProgressSchema
  .extend({ type: z.literal('progress'), id: streamId })
  .meta({ id: 'ProgressMessage', description: 'How far the simulation has come' });

const resetMessageSchema = z.object({ type: z.literal('reset'), id: streamId }).meta({
  id: 'ResetMessage',
  description:
    'The files were rewritten: what was told holds no longer, and all of it is told anew',
});

const heartbeatMessageSchema = z
  .object({ type: z.literal('heartbeat') })
  .meta({ id: 'HeartbeatMessage', description: 'The connection stands' });

/** A message of a stream, as a WebSocket sends it. */
export const streamMessageSchema = z
  .union([eventMessageSchema, progressMessageSchema, resetMessageSchema, heartbeatMessageSchema])
  .meta({ id: 'StreamMessage' });

/** What the `data` of a Server-Sent Event holds: an event, progress (`event: progress`), or nothing (`event: reset`). */
export const streamDataSchema = z
  .union([
    simulationEventSchema,
    streamProgressSchema,
    z.object({}).meta({ description: 'The data of `reset`: what was told holds no longer' }),
  ])
  .meta({ id: 'StreamData' });

export const healthSchema = z
  .object({
    status: z.literal('ok'),
    version: z.string(),
    revision: z.string().meta({ description: 'Names the build that answers' }),
    uptime_seconds: z.number(),
  })
  .meta({ id: 'Health' });

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What was wrong, quoting the offending value' }),
    code: z.string().meta({ description: 'Stable; one of a closed list' }),
    errors: z
      .array(z.object({ parameter: z.string(), value: z.string(), reason: z.string() }))
      .optional()
      .meta({ description: 'One entry a bad parameter' }),
    index: indexStateSchema
      .omit({ state: true, error: true })
      .optional()
      .meta({ description: 'How far indexing is, when the code is index_not_ready' }),
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
export type CausalLink = Readonly<z.infer<typeof causalLinkSchema>>;
export type SimulationState = Readonly<z.infer<typeof simulationStateSchema>>;
export type StateValue = Readonly<z.infer<typeof stateValueSchema>>;
export type VariableList = Readonly<z.infer<typeof variableListSchema>>;
export type VariableSeries = Readonly<z.infer<typeof variableSeriesSchema>>;
export type CausalAnalysis = Readonly<z.infer<typeof causalAnalysisSchema>>;
export type StreamProgress = Readonly<z.infer<typeof streamProgressSchema>>;
export type Health = Readonly<z.infer<typeof healthSchema>>;
export type Problem = Readonly<z.infer<typeof problemSchema>>;
