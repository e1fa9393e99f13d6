import { z } from 'zod';
import { DEED_TYPES } from '../analytics/analysed-run';
import { FINDING_RULES } from '../analytics/findings/finding';
import {
  MAX_AGENTS,
  MAX_CHAIN_EVENTS,
  MAX_EVIDENCE,
  MAX_KINDS,
  MAX_TURN_BINS,
  PANELS,
  readPanels,
} from '../analytics/panels';
import { eventCriteriaSchema } from '../filters/event-filter';

// The answer about the behaviour of one run, panel by panel.

export const analyticsQuerySchema = eventCriteriaSchema.extend({
  panels: z
    .array(
      z
        .string()
        .refine(
          (text) => readPanels([text]).length === text.split(',').length,
          `expected one of ${PANELS.join(', ')}`,
        ),
    )
    .readonly()
    .optional()
    .meta({
      description: `The panels to return: ${PANELS.join(', ')}. Repeat the parameter for several, or join them by commas. Default: all`,
    }),
});

const turnsSchema = z.object({ first: z.int(), last: z.int() });
const eventCounts = { events: z.int(), failed: z.int() };
const name = z.string().nullable();
const cellsSchema = z.array(z.array(z.int()).length(4));

const activitySchema = z
  .object({
    first_turn: z.int(),
    turns_per_column: z.int(),
    column_count: z.int().meta({ description: `At most ${String(MAX_TURN_BINS)}` }),
    agents: z.array(z.object({ agent_id: name, ...eventCounts })).meta({
      description: `The rows: the agents with the most events, at most ${String(MAX_AGENTS)}; null for events without an agent`,
    }),
    agent_count: z.int().meta({ description: 'Number of all agents' }),
    other_events: z.int().meta({ description: 'Events of agents without a row' }),
    cells: cellsSchema.meta({
      description: 'Cells with events: row, column, events, failed events',
    }),
  })
  .meta({ description: 'Events by agent and turn' });

const kindsSchema = z
  .object({
    agents: z.array(name).meta({ description: 'The rows' }),
    kinds: z.array(z.object({ event_type: z.string(), kind: name, ...eventCounts })).meta({
      description: `The columns: the most frequent kinds, at most ${String(MAX_KINDS)}`,
    }),
    agent_count: z.int(),
    kind_count: z.int(),
    other_events: z.int().meta({ description: 'Events of agents or kinds that are not listed' }),
    cells: cellsSchema.meta({ description: 'Row, column, events, failed events' }),
  })
  .meta({ description: 'Events by agent and kind' });

const deedType = z.enum(DEED_TYPES);

const patternsSchema = z
  .object({
    transitions: z
      .array(
        z.object({
          event_type: deedType,
          from: name,
          to: name,
          count: z.int(),
          agents: z.int().meta({ description: 'Number of agents that did so' }),
        }),
      )
      .meta({
        description:
          'Kinds of consecutive decisions, or of consecutive actions, of the same agent. Most frequent first',
      }),
    transition_count: z.int(),
    loops: z
      .array(
        z.object({
          agent_id: z.string(),
          event_type: deedType,
          kinds: z.array(name).meta({ description: 'One round' }),
          rounds: z.int().meta({ description: 'Whole rounds' }),
          turns: turnsSchema,
          event_id: z.string().meta({ description: 'The first event' }),
        }),
      )
      .meta({
        description: 'Sequences of up to 6 kinds that an agent repeated at least 4 times in a row',
      }),
    loop_count: z.int(),
    truncated: z.boolean().meta({
      description: 'Whether there are more decisions and actions than were searched for loops',
    }),
  })
  .meta({ description: 'What agents decide and do after one another' });

const interactionsSchema = z
  .object({
    agents: z.array(z.string()).meta({ description: 'The rows and the columns' }),
    agent_count: z.int(),
    cells: z
      .array(z.array(z.int()).length(3))
      .meta({ description: 'Row (who acts), column (on whom), actions' }),
    fields: z
      .array(z.object({ path: z.string(), actions: z.int() }))
      .meta({ description: 'The fields of actions that name another agent' }),
    action_count: z.int().meta({ description: 'Number of all actions' }),
    read_count: z.int().meta({
      description: 'Number of actions that were read: all of them, or an even sample',
    }),
    naming_count: z.int().meta({ description: 'Number of those that name another agent' }),
  })
  .meta({ description: 'Who acts on whom, by fields of actions that name agents' });

const latencySchema = z
  .object({
    calls: z.int(),
    lowest: z.number(),
    p25: z.number(),
    median: z.number(),
    p75: z.number(),
    p90: z.number(),
    p99: z.number(),
    highest: z.number(),
    strip: z.array(z.number()).meta({ description: 'Latencies at even ranks, at most 60' }),
  })
  .nullable()
  .meta({
    description:
      'In milliseconds, of calls with a latency. A call that timed out counts with its limit',
  });

const callFigures = {
  calls: z.int(),
  failed: z.int(),
  timeouts: z.int(),
  retries: z.int().meta({ description: 'Calls that repeat a failed one' }),
  given_up: z.int().meta({ description: 'Calls that failed and were not repeated' }),
  tokens_in: z.number(),
  tokens_out: z.number(),
  cost: z.number().nullable().meta({ description: 'By the price table; null without a price' }),
  latency: latencySchema,
  limit_ms: z.number().nullable().meta({ description: 'The longest limit of a call' }),
};

const callsSchema = z
  .object({
    system_events: z.int().meta({ description: 'Number of SYSTEM events that may report calls' }),
    read_count: z.int().meta({
      description:
        'Number of them that were read: all of them, or an even sample. Figures are of those read',
    }),
    currency: name.meta({ description: 'Of the price table; null without one' }),
    unpriced_models: z.array(z.string()),
    stated_cost: z.number().nullable().meta({
      description: 'Sum of the costs that events state themselves, in their own currency',
    }),
    total: z.object(callFigures),
    by_agent: z.array(z.object({ agent_id: name, ...callFigures })),
    by_model: z.array(z.object({ model: name, ...callFigures })),
    agent_count: z.int(),
    model_count: z.int(),
    turns_per_point: z.int(),
    turns: z.array(
      z.object({
        turn: z.int().meta({ description: 'The first of the turns of the point' }),
        calls: z.int(),
        failed: z.int(),
        timeouts: z.int(),
        median_ms: z.number().nullable(),
        slowest_ms: z.number().nullable().meta({ description: 'The slowest answered call' }),
      }),
    ),
    errors: z.array(z.object({ error: z.string(), calls: z.int() })),
  })
  .meta({ description: 'Calls of models, as SYSTEM events report them' });

const eventSummary = {
  event_id: z.string(),
  turn_number: z.int(),
  event_type: z.string(),
  agent_id: name,
  kind: name,
  description: name,
};

const influenceSchema = z
  .object({
    event_count: z.int().meta({ description: 'Events in the graph of declared causes' }),
    link_count: z.int().meta({ description: '0 for a run that declares no causes' }),
    events: z
      .array(
        z.object({
          ...eventSummary,
          followers: z
            .int()
            .meta({ description: 'Events that come of it, directly or indirectly' }),
          share: z.number().meta({ description: 'Their share of all events of the graph' }),
        }),
      )
      .meta({
        description:
          'Most followers first, at most one of each turn. Links to and from boundaries of turns are not followed; boundaries and DETAIL ' +
          'events are not listed',
      }),
    truncated: z.boolean(),
  })
  .meta({ description: 'The events from which most others follow' });

const chainsSchema = z
  .object({
    event_count: z.int(),
    link_count: z.int(),
    chains: z.array(
      z.object({
        length: z.int().meta({ description: 'Number of events' }),
        turns: turnsSchema,
        events: z.array(z.object(eventSummary)).meta({
          description: `From cause to effect; the first and the last ones, at most ${String(MAX_CHAIN_EVENTS)}`,
        }),
      }),
    ),
    truncated: z.boolean(),
  })
  .meta({ description: 'The longest chains of declared causes, which share no event' });

const findingSchema = z.object({
  rule: z.enum(FINDING_RULES),
  title: z.string(),
  text: z.string(),
  weight: z.number().meta({ description: 'From 0 to 1: how telling it is' }),
  turns: turnsSchema.nullable(),
  events: z.array(z.string()).meta({
    description: `The ids of events that show it, at most ${String(MAX_EVIDENCE)}`,
  }),
  event_count: z.int().meta({ description: 'Number of all of them' }),
  filter: z
    .record(z.string(), z.unknown())
    .nullable()
    .meta({ description: 'Parameters of `/events` that show them, maybe among others' }),
  source: z
    .object({ file: z.string(), path: z.string() })
    .nullable()
    .meta({ description: 'The file that shows it, when events do not' }),
});

const findingsSchema = z
  .object({
    findings: z.array(findingSchema).meta({ description: 'Most telling first' }),
    truncated: z.boolean().meta({
      description: 'Whether there are more agents and turns than the rules looked at',
    }),
  })
  .meta({
    description:
      'What stands out, by rules. They look at all events in the range of turns and times and of the agents of the filter, ' +
      'because they also look for what is missing',
  });

export const analyticsSchema = z
  .object({
    total: z.int().meta({ description: 'Exact number of events that match' }),
    failed: z.int(),
    turns: turnsSchema.nullable(),
    activity: activitySchema.optional(),
    kinds: kindsSchema.optional(),
    patterns: patternsSchema.optional(),
    interactions: interactionsSchema.optional(),
    calls: callsSchema.optional(),
    influence: influenceSchema.optional(),
    chains: chainsSchema.optional(),
    findings: findingsSchema.optional(),
  })
  .meta({ id: 'Analytics' });

export type Analytics = z.infer<typeof analyticsSchema>;
