import { outsideWork } from './work';

/**
 * Shares work that reads a state, such as the files of a folder, between callers. Each caller gets the result of a round that
 * began after its call. Callers that come during a round share the next round.
 */
export interface Rounds<Result> {
  /** The result of the next round of the work named `key`. */
  next(key: string, work: () => Promise<Result>): Promise<Result>;
}

interface UnderWay<Result> {
  readonly current: Promise<unknown>;
  following: Promise<Result> | undefined;
}

export function createRounds<Result>(): Rounds<Result> {
  const underWay = new Map<string, UnderWay<Result>>();

  function begin(key: string, work: () => Promise<Result>): Promise<Result> {
    // A round belongs to no caller: it goes on when a caller is cancelled.
    const current = outsideWork(work);
    const round: UnderWay<Result> = { current, following: undefined };
    underWay.set(key, round);
    const end = (): void => {
      if (underWay.get(key) === round && round.following === undefined) underWay.delete(key);
    };
    current.then(end, end);
    return current;
  }

  return {
    next(key, work) {
      const round = underWay.get(key);
      if (round === undefined) return begin(key, work);
      const start = (): Promise<Result> => begin(key, work);
      round.following ??= round.current.then(start, start);
      return round.following;
    },
  };
}
