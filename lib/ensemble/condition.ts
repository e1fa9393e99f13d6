import { z } from 'zod';
import { eventCriteriaSchema, integerParameter } from '../filters/event-filter';
import { readQuery, writeQuery } from '../filters/read-query';
import { InvalidParametersError } from '../errors';

// A condition that a run meets or does not meet. In an address it is a query string of its own.

export const VARIABLE_OPERATORS = [
  'over',
  'at_least',
  'under',
  'at_most',
  'equal',
  'unequal',
] as const;
export type VariableOperator = (typeof VARIABLE_OPERATORS)[number];

/** When the value is looked at: in at least one turn, in each turn with a value, or in the last turn. */
export const CONDITION_TIMES = ['ever', 'always', 'end'] as const;

const numberParameter = z
  .string()
  .regex(/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/, 'expected a number')
  .transform(Number)
  .refine((value) => Number.isFinite(value), 'expected a finite number');

const turnBounds = {
  turn_start: integerParameter({ min: 0 }).optional(),
  turn_end: integerParameter({ min: 0 }).optional(),
};

/** A condition on the values of a variable at the ends of turns. */
const variableConditionSchema = z.object({
  /** `name` for a global variable, `agent:name` for an agent's. */
  variable: z.string().min(1, 'expected a variable'),
  operator: z.enum(VARIABLE_OPERATORS, `expected ${VARIABLE_OPERATORS.join(', ')}`),
  value: numberParameter,
  /** Default `ever`. */
  when: z.enum(CONDITION_TIMES, `expected ${CONDITION_TIMES.join(', ')}`).optional(),
  ...turnBounds,
});

/** A condition on events: at least so many match the criteria. */
const eventConditionSchema = eventCriteriaSchema.extend({
  events_at_least: integerParameter({ min: 1 }),
});

export type VariableCondition = Readonly<z.infer<typeof variableConditionSchema>>;
export type EventCondition = Readonly<z.infer<typeof eventConditionSchema>>;
export type Condition = VariableCondition | EventCondition;

/** The most conditions of a question. */
export const MAX_CONDITIONS = 8;

export function isVariableCondition(condition: Condition): condition is VariableCondition {
  return 'variable' in condition;
}

/**
 * Reads a condition: `variable=grain_price&operator=over&value=300`, or `events_at_least=3&event_types=ACTION`.
 * @throws {InvalidParametersError}
 */
export function readCondition(text: string): Condition {
  const query = new URLSearchParams(text);
  if (query.has('variable') === query.has('events_at_least')) {
    const reason = 'expected either a variable with operator and value, or events_at_least';
    throw new InvalidParametersError([{ parameter: 'question', value: text, reason }]);
  }
  return query.has('variable')
    ? readQuery(variableConditionSchema, query)
    : readQuery(eventConditionSchema, query);
}

/** Why a text is no condition; `undefined` for a condition. */
export function whyNoCondition(text: string): string | undefined {
  try {
    readCondition(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidParametersError)) throw error;
    return error.errors
      .map(({ parameter, value, reason }) =>
        parameter === 'question'
          ? reason
          : `${parameter}=${value === '' ? 'nothing' : value}: ${reason}`,
      )
      .join('; ');
  }
}

/** Writes the inverse of {@link readCondition}. */
export function writeCondition(condition: Condition): string {
  return writeQuery(condition).toString();
}

const OPERATOR_WORDS: Readonly<Record<VariableOperator, string>> = {
  over: 'over',
  at_least: 'at least',
  under: 'under',
  at_most: 'at most',
  equal: 'equal to',
  unequal: 'not equal to',
};

/** A condition as the end of a sentence about a run: "grain_price over 300 in some turn up to 25". */
export function describeCondition(condition: Condition): string {
  if (isVariableCondition(condition)) {
    const { variable, operator, value, when = 'ever' } = condition;
    const turns = describeTurns(condition);
    const moment = {
      ever: turns === '' ? 'in some turn' : `in some turn ${turns}`,
      always: turns === '' ? 'in every turn' : `in every turn ${turns}`,
      end: turns === '' ? 'at the end' : `at the end ${turns}`,
    }[when];
    return `${variable} ${OPERATOR_WORDS[operator]} ${String(value)} ${moment}`;
  }
  const { events_at_least, turn_start: _, turn_end: __, ...criteria } = condition;
  const events = events_at_least === 1 ? 'event' : 'events';
  const filter = [...writeQuery(criteria)].map(([name, value]) => `${name}=${value}`).join(', ');
  const turns = describeTurns(condition);
  return [
    `at least ${String(events_at_least)} ${events}`,
    ...(filter === '' ? [] : [`with ${filter}`]),
    ...(turns === '' ? [] : [`in turns ${turns}`]),
  ].join(' ');
}

function describeTurns({
  turn_start,
  turn_end,
}: Pick<VariableCondition, 'turn_start' | 'turn_end'>): string {
  if (turn_start === undefined && turn_end === undefined) return '';
  if (turn_start === undefined) return `up to ${String(turn_end)}`;
  if (turn_end === undefined) return `from ${String(turn_start)}`;
  return `from ${String(turn_start)} to ${String(turn_end)}`;
}
