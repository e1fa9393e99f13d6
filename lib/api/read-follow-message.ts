import { readEventLine } from '../events/read-event';
import { ApiUnreachableError, parseJson } from './api-error';
import { streamProgressSchema } from './contract';
import type { FollowMessage } from './follow-events';

/**
 * Parses a message of a stream; `undefined` for types that a newer server may send.
 * @throws {ApiUnreachableError} when the message does not match the API
 */
export function readFollowMessage(
  type: string,
  id: string,
  data: string,
): FollowMessage | undefined {
  switch (type) {
    case 'event': {
      const { event, reason } = readEventLine(data);
      if (event !== undefined) return { type, id, event, line: data };
      throw new ApiUnreachableError(`The server sent no event: ${reason}`);
    }
    case 'progress': {
      const progress = streamProgressSchema.safeParse(parseJson(data));
      if (progress.success) return { type, id, ...progress.data };
      throw new ApiUnreachableError('The server sent no progress.', { cause: progress.error });
    }
    case 'reset':
      return { type, id };
    default:
      return undefined;
  }
}

/** A connection without any message for this long, not even a heartbeat, is considered broken. */
export const MAX_SILENCE_MS = 45_000;

/** Awaits the next message. @throws {ApiUnreachableError} when that takes too long */
export async function withinSilence<Result>(next: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ApiUnreachableError('The server has fallen silent.')),
      MAX_SILENCE_MS,
    );
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}
