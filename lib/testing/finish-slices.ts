import type { Slices } from '../causality/explain/slices';

/** Runs slices without pauses, and returns their result and the number of pauses that they allow. */
export function finishSlices<Result>(slices: Slices<Result>): {
  readonly pauses: number;
  readonly result: Result;
} {
  for (let pauses = 0; ; pauses++) {
    const step = slices.next();
    if (step.done === true) return { pauses, result: step.value };
  }
}
