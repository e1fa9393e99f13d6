import { readEventLine } from '../events/read-event';
import { ApiUnreachableError, parseJson } from './api-error';
import { streamProgressSchema } from './contract';
import type { FollowMessage } from './follow-events';

/**
 * One message of a stream; `undefined` when it is of a type that a newer server may send.
 * @throws {ApiUnreachableError} when it is not what the API promises
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

/** A connection that says nothing for so long, not even that it is alive, is taken for broken. */
export const MAX_SILENCE_MS = 45_000;

/** Awaits what is sent next. @throws {ApiUnreachableError} when that takes too long */
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
