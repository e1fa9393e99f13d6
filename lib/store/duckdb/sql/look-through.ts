import { during } from '../../../work/work';

/** Adds the time of `work` to the report in the problem `took_too_long`. */
export function lookThrough<Result>(work: () => Promise<Result>): Promise<Result> {
  return during('looking through the index', work);
}
