import { outsideWork } from './work';

/**
 * Work that tells how things stand, for many askers: each is answered by a round that began after it asked, and those
 * that ask while one is under way share the next.
 */
export interface Rounds<Result> {
  /** What comes of the next round of the work that is known by `key`. */
  next(key: string, work: () => Promise<Result>): Promise<Result>;
}

interface UnderWay<Result> {
  readonly current: Promise<unknown>;
  following: Promise<Result> | undefined;
}

export function createRounds<Result>(): Rounds<Result> {
  const underWay = new Map<string, UnderWay<Result>>();

  function begin(key: string, work: () => Promise<Result>): Promise<Result> {
    // A round is nobody's own: it goes on when one of its askers goes.
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
