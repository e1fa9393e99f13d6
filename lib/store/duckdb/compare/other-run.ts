import { FilesChangedError } from '../index/read-events';
import type { Question } from '../query/ask-index';

/** The files of the run of the outer question changed. The inner question must not treat the error as its own. */
class OtherRunChangedError extends Error {
  readonly changed: FilesChangedError;
  constructor(changed: FilesChangedError) {
    super(changed.message, { cause: changed });
    this.changed = changed;
  }
}

/** Passes an error about the files of the run of the outer question through the inner question. */
export async function passOutward<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FilesChangedError ? new OtherRunChangedError(error) : error;
  }
}

/** An outer question that takes up the errors of {@link passOutward}. */
export function takeUp<Result>(question: Question<Result>): Question<Result> {
  return async (index, connection, check) => {
    try {
      return await question(index, connection, check);
    } catch (error) {
      throw error instanceof OtherRunChangedError ? error.changed : error;
    }
  };
}
