import type { StoredEvent } from './read-event';

/** What a program knows and tells about an event, in optional members of `details`. */
export interface StatedHints {
  /** `observed` of a DECISION: the values as the agent saw them, by variable. The names are `name` or `agent.name`. */
  readonly observed?: Readonly<Record<string, unknown>>;
  /** `expected` of a STATE event: the value that was planned. */
  readonly expected?: unknown;
  /** `fallback_differs`: whether a fallback differs from what the agent did before, or would have done. */
  readonly fallbackDiffers?: boolean;
  /** `magnitude` of a shock or a phase, from 0: 1 is a factor of two, twice or half. */
  readonly magnitude?: number;
}

/** Reads the hints of any event. A member of another form than expected is no hint. */
export function readStatedHints({ details }: Pick<StoredEvent, 'details'>): StatedHints {
  if (details === null) return {};
  const { observed, expected, fallback_differs, magnitude } = details;
  return {
    ...(isMap(observed) && { observed }),
    ...(expected !== undefined && { expected }),
    ...(typeof fallback_differs === 'boolean' && { fallbackDiffers: fallback_differs }),
    ...(typeof magnitude === 'number' && magnitude >= 0 && { magnitude }),
  };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
