import { canonicalEventType, isEventType, type EventType } from './event-type';

/** How much a run records. Each level includes the levels before it. */
export const VERBOSITY_LEVELS = ['MILESTONE', 'DECISION', 'ACTION', 'STATE', 'DETAIL'] as const;

export type VerbosityLevel = (typeof VERBOSITY_LEVELS)[number];

export const DEFAULT_VERBOSITY: VerbosityLevel = 'ACTION';

const RECORDED_FROM: Readonly<Record<EventType, VerbosityLevel>> = {
  MILESTONE: 'MILESTONE',
  DECISION: 'DECISION',
  ACTION: 'ACTION',
  STATE: 'STATE',
  DETAIL: 'DETAIL',
  SYSTEM: 'DETAIL',
};

/** Whether a run at `level` records events of `eventType`. Unknown types are recorded at DETAIL. */
export function isRecordedAt(level: VerbosityLevel, eventType: string): boolean {
  const type = canonicalEventType(eventType);
  const recordedFrom = isEventType(type) ? RECORDED_FROM[type] : 'DETAIL';
  return VERBOSITY_LEVELS.indexOf(recordedFrom) <= VERBOSITY_LEVELS.indexOf(level);
}
