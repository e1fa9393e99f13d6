import type { PlacedEvent, StreamProgress } from '../store/event-store';
import type { StreamPosition } from '../files/stream-position';

/** Appended events, in the order of the files. All listeners with the same filter get the same object. */
export interface EventsMessage {
  readonly type: 'events';
  /** At least one event. */
  readonly events: readonly PlacedEvent[];
}

/** The progress of the simulation. */
export interface ProgressMessage {
  readonly type: 'progress';
  /** The position after this message. */
  readonly position: StreamPosition;
  readonly progress: StreamProgress;
}

/** The files were rewritten: all earlier messages are void. The stream begins again at its start. */
export interface ResetMessage {
  readonly type: 'reset';
  readonly position: StreamPosition;
}

export type LiveMessage = EventsMessage | ProgressMessage | ResetMessage;
