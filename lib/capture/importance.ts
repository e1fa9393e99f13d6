import { canonicalEventType } from '../events/event-type';

/** The importance of an event when not all can be kept: 0 is dropped first, 4 last. */
export type Importance = 0 | 1 | 2 | 3 | 4;

/** Every {@link Importance}, lowest first. */
export const IMPORTANCES = [0, 1, 2, 3, 4] as const satisfies readonly Importance[];

/** The writer's own reports of drops are as important as milestones. */
export const MOST_IMPORTANT: Importance = 4;

const BY_TYPE: Readonly<Record<string, Importance>> = {
  MILESTONE: 4,
  DECISION: 3,
  ACTION: 2,
  STATE: 1,
};

/**
 * The order in which events are dropped when the queue is full, first to last: DETAIL, routine SYSTEM and unknown types · STATE
 * (ENV) · ACTION, and SYSTEM with an error (`details.error_type`) · DECISION · MILESTONE, and the SYSTEM events that llm-sim
 * writes for turns (`details.system_event_type`).
 */
export function importanceOf(
  eventType: string,
  details: Readonly<Record<string, unknown>> | null | undefined,
): Importance {
  if (eventType === 'SYSTEM') return importanceOfSystem(details);
  const type = canonicalEventType(eventType);
  return Object.hasOwn(BY_TYPE, type) ? (BY_TYPE[type] ?? 0) : 0;
}

function importanceOfSystem(
  details: Readonly<Record<string, unknown>> | null | undefined,
): Importance {
  if (isText(details?.['system_event_type'])) return 4;
  return isText(details?.['error_type']) ? 2 : 0;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
