import { z } from 'zod';
import { parseTimestamp } from '../events/epoch-micros';

export const DEFAULT_LIMIT = 1000;
export const MAX_LIMIT = 10_000;

/** A whole number in a query string; as a schema it is an integer with these bounds. */
export function integerParameter(bounds: { min: number; max?: number; default?: number }) {
  const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
  const reason =
    bounds.max === undefined
      ? `expected an integer of at least ${String(min)}`
      : `expected an integer from ${String(min)} to ${String(max)}`;
  return z
    .string()
    .regex(/^[+-]?\d{1,16}$/, reason)
    .transform(Number)
    .refine((value) => value >= min && value <= max, reason)
    .meta({
      override: {
        type: 'integer',
        minimum: min,
        ...(bounds.max === undefined ? {} : { maximum: max }),
        ...(bounds.default === undefined ? {} : { default: bounds.default }),
      },
    });
}

/** An ISO 8601 time in a query string. An unencoded `+` of its offset has arrived as a space and is put back. */
const timestampParameter = z
  .string()
  .transform((text) =>
    text.replace(/ (\d{2}:?\d{2})$/, (match, offset: string) => {
      return text.length > 'YYYY-MM-DD hh:mm'.length ? `+${offset}` : match;
    }),
  )
  .refine((text) => parseTimestamp(text) !== undefined, 'expected an ISO 8601 timestamp')
  .meta({
    // No `format: date-time`: it would refuse naive times, dates alone and spaces, which are understood.
    override: { type: 'string' },
  });

const MAX_TEXT_LENGTH = 500;

/** Text to look for in events, as a parameter. */
export const textParameter = z
  .string()
  .trim()
  .min(1, 'expected some text')
  .max(MAX_TEXT_LENGTH, `expected at most ${String(MAX_TEXT_LENGTH)} characters`);

const nameParameters = z.array(z.string()).readonly();

/** Which events are asked for. All parts must hold; an absent part holds for every event. */
export const eventCriteriaSchema = z.object({
  start_timestamp: timestampParameter
    .optional()
    .meta({ description: 'Not before this time, in ISO 8601. A naive time is UTC.' }),
  end_timestamp: timestampParameter
    .optional()
    .meta({ description: 'Not after this time, in ISO 8601. A naive time is UTC.' }),
  event_types: nameParameters.optional().meta({
    description:
      'One of these types. Repeat the parameter for several. STATE and ENV are the same type.',
  }),
  agent_ids: nameParameters.optional().meta({
    description:
      'One of these agents. Repeat the parameter for several; empty for events of no agent.',
  }),
  kinds: nameParameters.optional().meta({
    description:
      'One of these kinds: what sort of its type an event is, as its details say (`milestone_type`, `system_event_type`, ' +
      '`decision_type`, `action_type`, `action_name`, `variable_name`, `calculation_type`, `error_type` or `status`; of STATE ' +
      'events `variable_name` before all others). ' +
      'Repeat the parameter for several; empty for events of no kind.',
  }),
  turn_start: integerParameter({ min: 0 }).optional().meta({ description: 'Not before this turn' }),
  turn_end: integerParameter({ min: 0 }).optional().meta({ description: 'Not after this turn' }),
  q: textParameter.optional().meta({
    description:
      'Text that occurs in the description or the details, whatever its case. Blanks around it are cut off.',
  }),
  exclude_event_types: nameParameters.optional().meta({
    description:
      'None of these types. Repeat the parameter for several. STATE and ENV are the same type.',
  }),
  exclude_agent_ids: nameParameters.optional().meta({
    description:
      'None of these agents. Repeat the parameter for several; empty for no events of no agent.',
  }),
  exclude_kinds: nameParameters.optional().meta({
    description:
      'None of these kinds. Repeat the parameter for several; empty for no events of no kind.',
  }),
});

export type EventCriteria = Readonly<z.infer<typeof eventCriteriaSchema>>;

/**
 * A change of the criteria there are when it is made: two that are made before a page is rendered again both hold.
 */
export type CriteriaChange = (now: EventCriteria) => EventCriteria;

/** Criteria and the page of matches that is wanted. */
export const eventFilterSchema = eventCriteriaSchema.extend({
  order: z.enum(['asc', 'desc']).optional().meta({
    description: 'By time, then by id. Default asc.',
  }),
  limit: integerParameter({ min: 1, max: MAX_LIMIT, default: DEFAULT_LIMIT })
    .optional()
    .meta({ description: 'How many events at most' }),
  offset: integerParameter({ min: 0, default: 0 })
    .optional()
    .meta({ description: 'How many matches to pass over' }),
});

/**
 * One filter for the URL of a page, the API and the store. `limit` is 1 to 10,000, default 1,000; `offset` defaults
 * to 0 and `order` to asc.
 */
export type EventFilter = Readonly<z.infer<typeof eventFilterSchema>>;

/** The page of matches that a filter asks for. */
export type EventPaging = Omit<EventFilter, keyof EventCriteria>;
