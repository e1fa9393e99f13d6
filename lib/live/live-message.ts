import type { PlacedEvent, StreamProgress } from '../store/event-store';
import type { StreamPosition } from '../files/stream-position';

/** Events that were appended, in the order of the files. One object for all who are sent the same. */
export interface EventsMessage {
  readonly type: 'events';
  /** At least one. */
  readonly events: readonly PlacedEvent[];
}

/** How far the simulation has come. */
export interface ProgressMessage {
  readonly type: 'progress';
  /** Where to go on after this message. */
  readonly position: StreamPosition;
  readonly progress: StreamProgress;
}

/** The files were rewritten: nothing that was told so far holds. What follows begins at the start of the stream. */
export interface ResetMessage {
  readonly type: 'reset';
  readonly position: StreamPosition;
}

export type LiveMessage = EventsMessage | ProgressMessage | ResetMessage;
