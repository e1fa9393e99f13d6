import type { Pace } from '../pace';

/** Work in slices. Between them other work may run. */
export type Slices<Result> = Generator<undefined, Result>;

/** So few that a slice of slow steps, of some ten microseconds each, stays short. */
const SLICE = 256;

/** Whether a loop should yield at this step. */
export function isBreathDue(step: number): boolean {
  return step % SLICE === SLICE - 1;
}

/** Runs slices, with a pause after each. */
export async function runSlices<Result>(
  slices: Slices<Result>,
  { breathe }: Pick<Pace, 'breathe'>,
): Promise<Result> {
  for (;;) {
    const step = slices.next();
    if (step.done === true) return step.value;
    await breathe();
  }
}
