import { during } from '../../../work/work';

/** Counts the time of `work`, which the problem `took_too_long` names. */
export function lookThrough<Result>(work: () => Promise<Result>): Promise<Result> {
  return during('looking through the index', work);
}
