import type { TimedStep } from '../errors';

/** How long the steps of a piece of work took. */
export interface StepTimes {
  /** @returns what ends the step */
  begin(doing: string): () => void;
  /** The step that took longest so far; one that is done several times, side by side maybe, counts once. */
  longest(): TimedStep | undefined;
}

interface Step {
  ms: number;
  /** How many are under way, and since when. */
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
