import { z } from 'zod';
import { DIVERGENCES, HOWS, TOLD_DIFFERENCES } from '../events/how';
import { simulationEventSchema } from '../events/simulation-event';
import { VERBOSITY_LEVELS } from '../events/verbosity';
import { integerParameter } from '../filters/event-filter';
import { VARIABLE_SCOPES } from '../replay/variable';
import { eventLineQuerySchema, simulationListingSchema } from './contract';

// The answers of /comparison. `a` and `b` are the two runs. A field `a` is of the one run, `b` of the other.

const sideSchema = z.enum(['a', 'b']);
const MAX_IGNORED = 50;
export const MAX_ROWS = 1000;
export const DEFAULT_ROWS = 200;

export const comparisonQuerySchema = z.object({
  a: z
    .string()
    .min(1, 'expected the id of a simulation')
    .meta({ description: 'Id of a simulation' }),
  b: z
    .string()
    .min(1, 'expected the id of a simulation')
    .meta({ description: 'Id of the simulation to compare it with' }),
  ignore: z
    .array(
      z
        .string()
        .trim()
        .min(1, 'expected the name of a field')
        .max(200, 'expected at most 200 characters'),
    )
    .max(MAX_IGNORED, `expected at most ${String(MAX_IGNORED)} fields`)
    .readonly()
    .optional()
    .meta({
      description:
        'Further fields of the details to ignore: a name at any depth (`price`) or a path (`details.contract.number`). ' +
        'Repeat the parameter for several',
    }),
  max_line_bytes: eventLineQuerySchema.shape.max_line_bytes,
});

export const comparedEventsQuerySchema = comparisonQuerySchema.extend({
  turn: integerParameter({ min: 0 }).meta({ description: 'The turn whose events are aligned' }),
  only: z
    .enum(['differences'])
    .optional()
    .meta({ description: 'differences leaves out events that are the same' }),
  limit: integerParameter({ min: 1, max: MAX_ROWS, default: DEFAULT_ROWS })
    .optional()
    .meta({ description: 'Maximum number of rows' }),
  offset: integerParameter({ min: 0, default: 0 })
    .optional()
    .meta({ description: 'Number of rows to skip' }),
});

const comparedRunSchema = z
  .object({
    id: z.string(),
    name: z.string().meta({ description: 'Name in its config.json, otherwise its id' }),
    status: simulationListingSchema.shape.status,
    event_count: z.int().meta({ description: 'Number of its events' }),
    compared: z.int().meta({ description: 'Number of them that were compared' }),
    first_turn: z.int().nullable(),
    last_turn: z.int().nullable(),
  })
  .meta({ id: 'ComparedRun' });

const values = {
  a: z.unknown().optional().meta({ description: 'Absent when the first run does not have it' }),
  b: z.unknown().optional().meta({ description: 'Absent when the second run does not have it' }),
  cut: z
    .literal(true)
    .optional()
    .meta({ description: 'Present when a value is only the beginning of its JSON text' }),
};

const settingDifferenceSchema = z
  .object({ path: z.string().meta({ description: 'Like `engine.interest_rate`' }), ...values })
  .meta({ id: 'SettingDifference' });

const contentChangeSchema = z
  .object({ path: z.string().meta({ description: 'Like `details.new_value`' }), ...values })
  .meta({ id: 'ContentChange' });

const matchCounts = {
  a: z.int().meta({ description: 'Number of events of the first run' }),
  b: z.int().meta({ description: 'Number of events of the second run' }),
  same: z.int().meta({ description: 'Pairs with the same content' }),
  changed: z.int().meta({ description: 'Pairs whose content differs' }),
  missing: z.int().meta({ description: 'Events that only the first run has' }),
  extra: z.int().meta({ description: 'Events that only the second run has' }),
};

const namedCountSchema = z
  .object({ name: z.string().nullable().meta({ description: 'null for none' }), ...matchCounts })
  .meta({ id: 'ComparedCount' });

const comparedTurnSchema = z
  .object({
    first_turn: z.int().min(0),
    last_turn: z.int().min(0).meta({ description: 'The same, unless turns are taken together' }),
    ...matchCounts,
    is_reordered: z
      .boolean()
      .meta({ description: 'Whether its events are the same, but in another order' }),
  })
  .meta({ id: 'ComparedTurn' });

const divergenceSchema = z
  .object({
    turn: z.int().min(0),
    kind: z.enum(DIVERGENCES),
    a: z.string().nullable().meta({ description: 'Id of the event in the first run' }),
    b: z.string().nullable().meta({ description: 'Id of the event in the second run' }),
    event_type: z.string(),
    agent_id: z.string().nullable(),
    event_kind: z.string().nullable(),
    occurrence: z.int().meta({
      description: 'Its number among the events of its turn, agent, type and kind, from 1',
    }),
    identical_before: z.int().meta({ description: 'Number of events of the first run before it' }),
    changes: z
      .array(contentChangeSchema)
      .meta({ description: 'The fields that differ, if it changed' }),
    change_count: z.int(),
    reorder: z
      .object({
        a: z
          .string()
          .nullable()
          .meta({ description: 'Id, in the first run, of the event that it changed places with' }),
        b: z.string().nullable(),
        because: z.enum(['cause', 'variable']).meta({
          description: 'cause: one of the two led to the other. variable: both set the same one',
        }),
      })
      .nullable()
      .meta({ description: 'If it is reordered: why that matters' }),
    sentence: z.string().meta({ description: 'The divergence in words' }),
  })
  .meta({ id: 'Divergence' });

const comparedVariableSchema = z
  .object({
    key: z.string().meta({ description: 'Its key for the parameter `variables` of /variables' }),
    scope: z.enum(VARIABLE_SCOPES),
    agent_id: z.string().nullable(),
    variable_name: z.string(),
    only_in: sideSchema.nullable().meta({ description: 'The run that alone has it' }),
    first_turn: z
      .int()
      .min(0)
      .meta({ description: 'The first turn at whose end the values differ' }),
    turn_count: z.int().meta({ description: 'Number of turns in which it is set and differs' }),
    largest: z
      .object({ turn: z.int().min(0), a: z.number(), b: z.number() })
      .nullable()
      .meta({ description: 'The largest difference, of numbers' }),
    last: z.object({ a: z.number().nullable(), b: z.number().nullable() }),
    is_led_to: z.boolean().meta({
      description: 'Whether a differing event downstream of the divergence sets it, in either run',
    }),
  })
  .meta({ id: 'ComparedVariable' });

const ledToSchema = z
  .object({
    event_id: z.string().meta({ description: 'The event of the divergence in this run' }),
    count: z.int().meta({ description: 'Number of events downstream of it' }),
    differing: z.int().meta({ description: 'Number of them that differ between the runs' }),
    apart: z.int().meta({
      description: 'Number of events after it that differ without being downstream of it',
    }),
    telling: z.array(z.object({ event_id: z.string(), reasons: z.array(z.string()) })).meta({
      description: 'Events downstream that differ and stand out, with the reasons, best first',
    }),
    apart_events: z.array(z.string()).meta({ description: 'The first of the events apart' }),
    last_turn: z.int().min(0).meta({ description: 'The last turn that was looked at' }),
    truncated: z.boolean().meta({ description: 'Whether further events were not looked at' }),
  })
  .meta({ id: 'LedTo' });

export const comparisonSchema = z
  .object({
    a: comparedRunSchema,
    b: comparedRunSchema,
    same: z.boolean().meta({ description: 'Whether no difference was found between the events' }),
    compared: z
      .object({ a: z.int(), b: z.int(), turns: z.int(), variables: z.int(), settings: z.int() })
      .meta({
        description: 'How much was compared: events of each run, turns, variables, settings',
      }),
    told: z.array(z.enum(TOLD_DIFFERENCES)).meta({ description: 'What to say first' }),
    configuration: z.object({
      same_count: z.int(),
      difference_count: z.int(),
      differences: z.array(settingDifferenceSchema),
      unread: z
        .array(z.object({ run: sideSchema, reason: z.string() }))
        .meta({ description: 'A config.json that is absent or cannot be read' }),
    }),
    verbosity: z
      .object({
        a: z.enum(VERBOSITY_LEVELS),
        b: z.enum(VERBOSITY_LEVELS),
        left_out: z.object({ a: z.int(), b: z.int() }).meta({
          description: 'Number of events that the other run does not record. They are not compared',
        }),
      })
      .nullable()
      .meta({ description: 'If the runs were recorded at different verbosities' }),
    ends_early: z
      .object({
        run: sideSchema,
        last_turn: z.int().min(0).nullable(),
        has_end: z.boolean().meta({ description: 'Whether it ends with simulation_end' }),
        event_id: z.string().nullable().meta({ description: 'Its last event' }),
        missing: z.int().meta({ description: 'Number of events of the other run in later turns' }),
      })
      .nullable()
      .meta({ description: 'If one run ends before the other' }),
    renamed_agents: z.array(z.object({ a: z.string(), b: z.string() })),
    ignored: z.object({
      default: z.array(z.string()).meta({ description: 'Fields that are always ignored' }),
      added: z.array(z.string()),
    }),
    first_divergence: divergenceSchema.nullable(),
    together_again: z
      .array(z.object({ first_turn: z.int().min(0), last_turn: z.int().min(0) }))
      .meta({ description: 'After the divergence: stretches of turns with the same events' }),
    counts: z.object(matchCounts).meta({ description: 'The events that were compared' }),
    turns: z.array(comparedTurnSchema),
    by_type: z.array(namedCountSchema),
    by_agent: z.array(namedCountSchema),
    by_kind: z.array(namedCountSchema),
    variables: z.object({
      compared: z.int(),
      differing: z.int(),
      differences: z.array(comparedVariableSchema).meta({
        description:
          'In the order of /variables; at most 500, those with the largest relative difference',
      }),
    }),
    led_to: z.object({ a: ledToSchema.nullable(), b: ledToSchema.nullable() }).nullable().meta({
      description: 'What the divergence led to in each run; null for a run without its event',
    }),
    events: z
      .object({ a: z.array(simulationEventSchema), b: z.array(simulationEventSchema) })
      .meta({ description: 'The events that this answer names, by run' }),
    cut: z.array(z.enum(['contents', 'order', 'names'])).meta({
      description:
        'What was not looked at to its end: contents by the ignored fields, the order of events in turns, names in lists',
    }),
  })
  .meta({ id: 'Comparison' });

const alignedEventsSchema = z
  .object({
    place: z.int().meta({ description: 'Its place among all rows of the turn, from 0' }),
    how: z.enum(HOWS),
    matters: z.boolean().optional().meta({
      description: 'If it moved: whether it changed places with an event that matters to it',
    }),
    a: simulationEventSchema.nullable(),
    b: simulationEventSchema.nullable(),
    changes: z
      .array(contentChangeSchema)
      .optional()
      .meta({ description: 'If it changed: the fields' }),
    same_before: z
      .int()
      .meta({ description: 'With only=differences: number of same rows left out before this one' }),
  })
  .meta({ id: 'AlignedEvents' });

export const comparedEventsSchema = z
  .object({
    turn: z.int().min(0),
    counts: z.object({ a: z.int(), b: z.int() }).meta({ description: 'Events of the turn' }),
    total: z.int().meta({ description: 'Number of rows' }),
    same_after: z
      .int()
      .meta({ description: 'With only=differences: number of same rows after the last row' }),
    rows: z.array(alignedEventsSchema),
    has_more: z.boolean(),
    truncated: z
      .boolean()
      .meta({ description: 'Whether the turn has more events than are aligned' }),
  })
  .meta({ id: 'ComparedEvents' });

export type WireComparison = z.infer<typeof comparisonSchema>;
export type WireComparedEvents = z.infer<typeof comparedEventsSchema>;
