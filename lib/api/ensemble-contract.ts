import { z } from 'zod';
import { CHOICE_DETAILS } from '../ensemble/choices';
import { MAX_CONDITIONS, whyNoCondition } from '../ensemble/condition';
import {
  DEFAULT_BAND_POINTS,
  DEFAULT_FORK_NODES,
  DEFAULT_RESULT_ROWS,
  MAX_BAND_POINTS,
  MAX_FORK_NODES,
  MAX_GROUPING,
  MAX_LISTED_VARIABLES,
  MAX_RESULT_VARIABLES,
  MAX_RUNS,
  MAX_SETTING_VALUES,
} from '../ensemble/ensemble-bounds';
import { RESULT_SORTS } from '../ensemble/result-table';
import { EVENT_ORDERS, integerParameter, textParameter } from '../filters/event-filter';
import { VARIABLE_SCOPES } from '../replay/variable';
import { indexStateSchema, partialParameter, runStatusSchema } from './contract';

// The answers about ensembles: sets of runs that are looked at together.

const texts = z.array(z.string());

/** The parameters of every ensemble: its runs, its groups, its question. */
const ensembleQuery = {
  runs: texts
    .readonly()
    .optional()
    .meta({
      description:
        'The id of a run, or a pattern of ids in which `*` stands for any text. Repeat the parameter for several. A run that is named ' +
        `twice counts once. With name or like: of these runs. 2 to ${String(MAX_RUNS)} runs`,
    }),
  name: textParameter
    .optional()
    .meta({ description: 'The runs whose configuration has this name' }),
  like: z.string().optional().meta({
    description: 'The runs with the same configuration as this run, apart from the seed',
  }),
  by: texts
    .max(MAX_GROUPING, `expected at most ${String(MAX_GROUPING)} settings`)
    .readonly()
    .optional()
    .meta({
      description:
        'The path of a setting that differs, such as `engine.interest_rate`: runs with the same value are a group. Repeat the ' +
        'parameter for several. Default: all runs are one group',
    }),
  question: z
    .array(
      z.string().superRefine((text, context) => {
        const reason = whyNoCondition(text);
        if (reason === undefined) return;
        context.addIssue({ code: 'custom', message: `${JSON.stringify(text)}: ${reason}` });
      }),
    )
    .max(MAX_CONDITIONS, `expected at most ${String(MAX_CONDITIONS)} conditions`)
    .readonly()
    .optional()
    .meta({
      description:
        'A condition on each run, encoded as a query string of its own. Either on the values of a variable at the ends of turns: ' +
        '`variable=grain_price&operator=over&value=300`, with operator over, at_least, under, at_most, equal or unequal, `when` ' +
        'ever (default), always or end, and `turn_start` and `turn_end`. Or on events: `events_at_least=3&event_types=ACTION`, ' +
        'with any filter of events. Repeat the parameter for several conditions, which must all hold',
    }),
  partial: partialParameter,
};

const jsonValue = z.unknown().meta({ description: 'JSON; null for a run without the setting' });

const groupSchema = {
  values: z
    .array(jsonValue)
    .meta({ description: 'The values of the settings in `by`, in their order' }),
  run_count: z.int(),
  yes_count: z.int().nullable().meta({
    description: 'Number of its runs for which the question holds; null without a question',
  }),
};

/** The members of every answer about an ensemble. */
const ensembleAnswer = {
  run_count: z.int().meta({ description: 'Number of runs that the answer is about' }),
  setting_count: z.int().meta({ description: 'Number of all settings in their configurations' }),
  settings: z
    .array(
      z.object({
        path: z.string(),
        values: z.array(z.object({ value: jsonValue, run_count: z.int() })).meta({
          description: `In order: numbers by size, then texts. The first ${String(MAX_SETTING_VALUES)}`,
        }),
        value_count: z.int().meta({ description: 'Number of all its values' }),
      }),
    )
    .meta({ description: 'The settings that differ between runs, in the order of configurations' }),
  by: z.array(z.string()),
  question: z
    .object({
      yes_count: z.int(),
      no_count: z.int().meta({ description: 'Includes unknown_count' }),
      unknown_count: z.int().meta({
        description: 'Number of runs of which it cannot be said, because they lack the variable',
      }),
      conditions: z.array(
        z.object({
          condition: z.string().meta({ description: 'As in the parameter' }),
          text: z.string().meta({ description: 'As the end of a sentence about a run' }),
          yes_count: z.int(),
        }),
      ),
    })
    .nullable()
    .meta({ description: 'null without a question' }),
  left_out: z
    .array(z.object({ run: z.string(), reason: z.string() }))
    .meta({ description: 'Runs that the answer is not about, because they cannot be read' }),
  waiting: z.array(z.string()).meta({
    description:
      'In partial answers: runs that the answer is not about yet, because their index is not ready',
  }),
  index: indexStateSchema
    .optional()
    .meta({ description: 'In partial answers: the progress of all indexes together' }),
};

const variableKey = {
  key: z.string().meta({ description: 'Its key for parameters: `name` or `agent:name`' }),
  scope: z.enum(VARIABLE_SCOPES),
  agent_id: z.string().nullable(),
  variable_name: z.string(),
};

const extremeRunSchema = z
  .object({
    run: z.string(),
    distance: z.number().meta({
      description:
        'Mean over turns of the distance to the median, in units of half the width of the band of nine in ten. A missing value ' +
        'counts as 1',
    }),
  })
  .nullable();

const extremeRuns = {
  typical: extremeRunSchema.meta({ description: 'The run nearest to the bands of all runs' }),
  unusual: extremeRunSchema.meta({ description: 'The run farthest from the bands of all runs' }),
};

export const bandsQuerySchema = z.object({
  ...ensembleQuery,
  variable: z.string().min(1, 'expected a variable').meta({
    description: '`name` for a global variable, `agent:name` for the variable of an agent',
  }),
  points: integerParameter({ min: 2, max: MAX_BAND_POINTS, default: DEFAULT_BAND_POINTS })
    .optional()
    .meta({ description: 'Maximum number of points along the turns' }),
  lines: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({ description: 'Whether to return the line of each run. Default true' }),
});

const numbers = z.array(z.number().nullable());

export const bandsSchema = z
  .object({
    ...ensembleAnswer,
    variable: z.object(variableKey),
    turns: z.array(z.int()).meta({
      description: 'The turns of the points, ascending: each is the last of turns_per_point turns',
    }),
    turns_per_point: z.int().meta({ description: '1 when no turn is left out' }),
    bands: z
      .array(
        z.object({
          ...groupSchema,
          with_variable: z.int().meta({ description: 'Number of its runs with the variable' }),
          counts: z
            .array(z.int())
            .meta({ description: 'Number of runs with a value at each point' }),
          lowest: numbers.meta({ description: 'The lowest value in the turns of the point' }),
          p5: numbers,
          p25: numbers,
          median: numbers.meta({
            description: 'Of the values at the end of the turn; null where no run has one',
          }),
          p75: numbers,
          p95: numbers,
          highest: numbers,
        }),
      )
      .meta({ description: 'One for each group, in the order of their values' }),
    lines: z
      .array(
        z.object({
          run: z.string(),
          group: z.int().meta({ description: 'The place of its group in `bands`' }),
          answer: z.boolean().nullable().meta({
            description:
              'Whether the question holds; null without a question, or when it is unknown',
          }),
          values: numbers.meta({ description: 'At each point; null without a value' }),
        }),
      )
      .meta({ description: 'One for each run with the variable' }),
    ...extremeRuns,
  })
  .meta({ id: 'EnsembleBands' });

export const resultsQuerySchema = z.object({
  ...ensembleQuery,
  variables: texts
    .max(MAX_RESULT_VARIABLES, `expected at most ${String(MAX_RESULT_VARIABLES)} variables`)
    .readonly()
    .optional()
    .meta({
      description:
        'Variables that get columns. Repeat the parameter for several. Distances are of the first one. Default: none',
    }),
  answers: z
    .enum(['yes', 'no'])
    .optional()
    .meta({ description: 'Only runs for which the question holds, or does not hold' }),
  sort: z
    .string()
    .refine(
      (text) =>
        RESULT_SORTS.some((one) => (one.endsWith(':') ? text.startsWith(one) : text === one)),
      `expected one of ${RESULT_SORTS.join(', ')}`,
    )
    .optional()
    .meta({
      description:
        'run (default), name, status, turns, events, failures, tokens, duration, cost, answer, distance; `setting:` with a path; ' +
        '`last:`, `lowest:` or `highest:` with a variable. Runs without a value come last',
    }),
  order: z.enum(EVENT_ORDERS).optional().meta({ description: 'Default asc' }),
  limit: integerParameter({ min: 1, max: MAX_RUNS, default: DEFAULT_RESULT_ROWS })
    .optional()
    .meta({ description: 'Maximum number of rows. For CSV the default is all' }),
  offset: integerParameter({ min: 0, default: 0 })
    .optional()
    .meta({ description: 'Number of rows to skip' }),
  format: z.enum(['json', 'csv']).optional().meta({ description: 'csv: the rows as a file' }),
  escape_formulas: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({ description: "CSV: put ' before text that a spreadsheet would run as a formula" }),
});

const nullableNumber = z.number().nullable();

export const resultsSchema = z
  .object({
    ...ensembleAnswer,
    groups: z.array(z.object(groupSchema)).meta({ description: 'In the order of their values' }),
    variables: z.array(z.object({ ...variableKey, run_count: z.int() })).meta({
      description: `Variables with numbers, those of most runs first, global ones before others. The first ${String(MAX_LISTED_VARIABLES)}`,
    }),
    variable_count: z.int().meta({ description: 'Number of all variables with numbers' }),
    rows: z.array(
      z.object({
        run: z.string(),
        name: z.string(),
        status: runStatusSchema,
        settings: z
          .array(jsonValue)
          .meta({ description: 'The values of `settings`, in their order' }),
        first_turn: z.int().nullable(),
        last_turn: z.int().nullable(),
        event_count: z.int(),
        failure_count: z.int().meta({ description: 'Number of events with the outcome failed' }),
        tokens: nullableNumber.meta({
          description: 'Sum of the tokens that its SYSTEM events state; null when none does',
        }),
        cost: nullableNumber.meta({ description: 'Sum of the costs that its SYSTEM events state' }),
        duration_ms: nullableNumber.meta({ description: 'From its first to its last event' }),
        answer: z.boolean().nullable().meta({
          description: 'Whether the question holds; null without a question, or when it is unknown',
        }),
        distance: nullableNumber.meta({ description: 'See `typical`; null without a variable' }),
        variables: z
          .array(
            z
              .object({
                last: nullableNumber.meta({
                  description: 'At the end of the run; null when it is not a number',
                }),
                lowest: z.number(),
                lowest_turn: z.int(),
                highest: z.number(),
                highest_turn: z.int().meta({ description: 'The first turn with that value' }),
              })
              .nullable(),
          )
          .meta({ description: 'One for each variable of the parameter; null without it' }),
      }),
    ),
    total: z.int().meta({ description: 'Number of all rows' }),
    has_more: z.boolean(),
    ...extremeRuns,
  })
  .meta({ id: 'EnsembleResults' });

export const forksQuerySchema = z.object({
  ...ensembleQuery,
  detail: z.enum(CHOICE_DETAILS).optional().meta({
    description:
      'Which decisions are the same: those of the same kind (default), or only those with the same number in `new_value`, too',
  }),
  nodes: integerParameter({ min: 3, max: MAX_FORK_NODES, default: DEFAULT_FORK_NODES })
    .optional()
    .meta({ description: 'Maximum number of nodes. Forks of few runs are left out first' }),
});

export const forksSchema = z
  .object({
    ...ensembleAnswer,
    groups: z.array(z.object(groupSchema)),
    runs: z.array(z.string()).meta({ description: 'The runs of the tree' }),
    nodes: z
      .array(
        z.object({
          id: z.int().meta({ description: 'Its place in this list; the root is 0' }),
          parent: z.int().nullable(),
          choice: z
            .string()
            .nullable()
            .meta({
              description:
                'What its runs decided at the fork of the parent, as kinds of decisions; null for the root, for a rest, and when ' +
                'the agent decided nothing there',
            }),
          is_rest: z
            .boolean()
            .meta({ description: 'Whether it stands for several small branches' }),
          branch_count: z.int().meta({ description: 'Number of branches it stands for' }),
          run_count: z.int(),
          yes_count: z.int().nullable(),
          runs: z.array(z.int()).meta({ description: 'Places in `runs`, ascending' }),
          fork: z
            .object({
              turn: z.int(),
              agent_id: z.string(),
              branches: z.array(z.int()).meta({ description: 'Ids of nodes, the largest first' }),
              choice_count: z.int().meta({ description: 'Number of different choices' }),
              gain: nullableNumber.meta({
                description:
                  'Bits that the choice tells about the question; null without a question',
              }),
            })
            .nullable()
            .meta({ description: 'Where its runs decide differently next; null at the end' }),
        }),
      )
      .meta({ description: 'Runs in a node decided alike up to there' }),
    telling: z
      .object({ node: z.int(), text: z.string() })
      .nullable()
      .meta({
        description:
          'The fork that tells most about the question: of the highest information gain, weighted by its runs and less what chance ' +
          'gives. null without a question, and when no fork tells more than chance',
      }),
    truncated: z.boolean().meta({ description: 'Whether forks were left out' }),
  })
  .meta({ id: 'EnsembleForks' });

export type BandsQuery = Readonly<z.infer<typeof bandsQuerySchema>>;
export type ResultsQuery = Readonly<z.infer<typeof resultsQuerySchema>>;
export type ForksQuery = Readonly<z.infer<typeof forksQuerySchema>>;
export type EnsembleBands = Readonly<z.infer<typeof bandsSchema>>;
export type EnsembleResults = Readonly<z.infer<typeof resultsSchema>>;
export type EnsembleForks = Readonly<z.infer<typeof forksSchema>>;
