import type { TimedStep } from '../errors';

/** Measures the steps of a piece of work. */
export interface StepTimes {
  /** @returns a function that ends the step */
  begin(doing: string): () => void;
  /** The step with the longest time so far. Concurrent runs of the same step count once. */
  longest(): TimedStep | undefined;
}

interface Step {
  ms: number;
  /** The number of concurrent runs, and the start of the first. */
  open: number;
  since: number;
}

export function createStepTimes(): StepTimes {
  const steps = new Map<string, Step>();
  return {
    begin(doing) {
      const step = steps.get(doing) ?? { ms: 0, open: 0, since: 0 };
      steps.set(doing, step);
      if (step.open++ === 0) step.since = performance.now();
      return () => {
        if (--step.open === 0) step.ms += performance.now() - step.since;
      };
    },
    longest() {
      const now = performance.now();
      return [...steps]
        .map(([doing, { ms, open, since }]) => ({ doing, ms: open > 0 ? ms + now - since : ms }))
        .sort((a, b) => b.ms - a.ms)[0];
    },
  };
}
