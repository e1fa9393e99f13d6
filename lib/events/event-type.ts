/** The event types the format documents, least to most frequent. */
export const EVENT_TYPES = [
  'MILESTONE',
  'DECISION',
  'ACTION',
  'STATE',
  'DETAIL',
  'SYSTEM',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** llm-sim writes state changes as ENV. */
const SPELLINGS: Readonly<Record<string, EventType>> = { ENV: 'STATE' };

/** The type under which an event is filtered, counted and shown. An unknown type stays as it is. */
export function canonicalEventType(eventType: string): string {
  return Object.hasOwn(SPELLINGS, eventType) ? (SPELLINGS[eventType] ?? eventType) : eventType;
}

/** Whether `eventType` is one of {@link EVENT_TYPES}. */
export function isEventType(eventType: string): eventType is EventType {
  return (EVENT_TYPES as readonly string[]).includes(eventType);
}
