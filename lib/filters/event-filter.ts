import { z } from 'zod';
import { parseTimestamp } from '../events/epoch-micros';
import { readFieldCondition } from './field-condition';
import { MAX_FIELDS } from './field-path';
import { OUTCOMES } from '../events/event-outcome';

export const DEFAULT_LIMIT = 1000;
export const MAX_LIMIT = 10_000;

/** A whole number in a query string. Its JSON schema is an integer with these bounds. */
export function integerParameter(bounds: { min: number; max?: number; default?: number }) {
  const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
  const reason =
    bounds.max === undefined
      ? `expected an integer of at least ${String(min)}`
      : `expected an integer from ${String(min)} to ${String(max)}`;
  return (
    z
      .string()
      // A regex of the schema would stand in the OpenAPI document, as a pattern of an integer.
      .refine((text) => /^[+-]?\d{1,16}$/.test(text), reason)
      .transform(Number)
      .refine((value) => value >= min && value <= max, reason)
      .meta({
        override: {
          type: 'integer',
          minimum: min,
          ...(bounds.max === undefined ? {} : { maximum: max }),
          ...(bounds.default === undefined ? {} : { default: bounds.default }),
        },
      })
  );
}

/**
 * An ISO 8601 time in a query string. A `+` in its offset that was not encoded has arrived as a space and is restored.
 */
const timestampParameter = z
  .string()
  .transform((text) =>
    text.replace(/ (\d{2}:?\d{2})$/, (match, offset: string) => {
      return text.length > 'YYYY-MM-DD hh:mm'.length ? `+${offset}` : match;
    }),
  )
  .refine((text) => parseTimestamp(text) !== undefined, 'expected an ISO 8601 timestamp')
  .meta({
    // Without `format: date-time`, which would refuse times without an offset, dates alone and spaces. They are
    // understood.
    override: { type: 'string' },
  });

const MAX_TEXT_LENGTH = 500;

/** A parameter with a text to search for in events. */
export const textParameter = z
  .string()
  .trim()
  .min(1, 'expected some text')
  .max(MAX_TEXT_LENGTH, `expected at most ${String(MAX_TEXT_LENGTH)} characters`);

const nameParameters = z.array(z.string()).readonly();

/** Criteria for events. An event must meet all of them. An absent criterion holds for every event. */
export const eventCriteriaSchema = z.object({
  start_timestamp: timestampParameter
    .optional()
    .meta({ description: 'Not before this time, in ISO 8601. A time without an offset is UTC.' }),
  end_timestamp: timestampParameter
    .optional()
    .meta({ description: 'Not after this time, in ISO 8601. A time without an offset is UTC.' }),
  event_types: nameParameters.optional().meta({
    description:
      'One of these types. Repeat the parameter for several. STATE and ENV are the same type.',
  }),
  agent_ids: nameParameters.optional().meta({
    description:
      'One of these agents. Repeat the parameter for several; an empty value for events without an agent.',
  }),
  kinds: nameParameters.optional().meta({
    description:
      'One of these kinds. The kind of an event is a field of its details: `milestone_type`, `system_event_type`, ' +
      '`decision_type`, `action_type`, `action_name`, `variable_name`, `calculation_type`, `error_type` or `status`, the ' +
      'first one present; for STATE events `variable_name` comes first. ' +
      'Repeat the parameter for several; an empty value for events without a kind.',
  }),
  outcomes: z
    .array(z.enum(OUTCOMES, `expected ${OUTCOMES.toReversed().join(', ')}`))
    .readonly()
    .optional()
    .meta({
      description:
        'One of these outcomes. An event is `failed` or `ok` when its details say so by a status, an error, `validated`, ' +
        '`accepted` or `is_error`; otherwise `none`. Repeat the parameter for several.',
    }),
  turn_start: integerParameter({ min: 0 }).optional().meta({ description: 'Not before this turn' }),
  turn_end: integerParameter({ min: 0 }).optional().meta({ description: 'Not after this turn' }),
  q: textParameter.optional().meta({
    description:
      'Text that occurs in the description or the details, in upper or lower case. Surrounding blanks are cut off.',
  }),
  where: z
    .array(
      z.string().superRefine((text, context) => {
        const condition = readFieldCondition(text);
        if (typeof condition !== 'string') return;
        context.addIssue({ code: 'custom', message: `${JSON.stringify(text)}: ${condition}` });
      }),
    )
    .max(MAX_FIELDS, `expected at most ${String(MAX_FIELDS)} conditions`)
    .readonly()
    .optional()
    .meta({
      description:
        'A condition on a field of the details, such as `details.price>300`: a path with dots, one of = != > >= < <= ~ and a ' +
        'number or a text. `~` finds the text in the field, in upper or lower case. An event without the field does not match. ' +
        'Repeat the parameter for several conditions, at most 8, which must all hold. They are read from the lines of all ' +
        'events that have the field, so the first answer takes as long as a search for a text.',
    }),
  exclude_event_types: nameParameters.optional().meta({
    description:
      'Leave out these types. Repeat the parameter for several. STATE and ENV are the same type.',
  }),
  exclude_agent_ids: nameParameters.optional().meta({
    description:
      'Leave out these agents. Repeat the parameter for several; an empty value leaves out events without an agent.',
  }),
  exclude_kinds: nameParameters.optional().meta({
    description:
      'Leave out these kinds. Repeat the parameter for several; an empty value leaves out events without a kind.',
  }),
});

export type EventCriteria = Readonly<z.infer<typeof eventCriteriaSchema>>;

/**
 * A change that is applied to the current criteria, so that two changes made before a page is rendered both take
 * effect.
 */
export type CriteriaChange = (now: EventCriteria) => EventCriteria;

/** What matches can be sorted by. Matches that are equal by it are ordered by time, then by id. */
export const SORT_KEYS = ['timestamp', 'turn', 'agent', 'change'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export const EVENT_ORDERS = ['asc', 'desc'] as const;
export type EventOrder = (typeof EVENT_ORDERS)[number];

/** The sort of an answer that is in the order of time only. It refuses other sorts with a reason. */
export function timeSort(reason: string) {
  return z
    .enum(['timestamp'], `expected timestamp: ${reason}`)
    .optional()
    .meta({ description: `Only timestamp: ${reason}.` });
}

/** Criteria, and the page of matches to return. */
export const eventFilterSchema = eventCriteriaSchema.extend({
  sort: z
    .enum(SORT_KEYS, `expected ${SORT_KEYS.join(', ')}`)
    .optional()
    .meta({
      description:
        'The key of the order. Default timestamp: by time, then by id. `agent` compares numbers in names by value and letters without regard to their case, `change` the ' +
        'distance between `old_value` and `new_value` of the details. Events with the same key are in the order of time, and ' +
        'events without a key come last, in both directions.',
    }),
  order: z.enum(EVENT_ORDERS).optional().meta({
    description: 'The direction of the order. Default asc.',
  }),
  limit: integerParameter({ min: 1, max: MAX_LIMIT, default: DEFAULT_LIMIT })
    .optional()
    .meta({ description: 'Maximum number of events' }),
  offset: integerParameter({ min: 0, default: 0 })
    .optional()
    .meta({ description: 'Number of matches to skip' }),
});

/**
 * One filter for the URL of a page, the API and the store. `limit` is 1 to 10,000, default 1,000. `offset` defaults to
 * 0, `sort` to timestamp and `order` to asc.
 */
export type EventFilter = Readonly<z.infer<typeof eventFilterSchema>>;

/** A filter of an answer that is in the order of time only. */
export type TimeOrderedFilter = Omit<EventFilter, 'sort'> & {
  readonly sort?: 'timestamp' | undefined;
};

/** The page of matches in a filter. */
export type EventPaging = Omit<EventFilter, keyof EventCriteria>;
