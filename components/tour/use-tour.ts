'use client';

import { useState } from 'react';
import { useStoredText } from '@/components/ui/use-stored-text';
import type { SimulationSummary } from '@/lib/api/contract';
import { isDemo } from './is-demo';

/** The tour of a page. */
export interface Tour {
  /** Whether the run has a tour. */
  readonly isThere: boolean;
  /** Whether it is offered: in the demo, until it was started or declined once in this browser. */
  readonly isOffered: boolean;
  /** The index of the step; `null` while the tour is not shown. */
  readonly step: number | null;
  readonly start: () => void;
  readonly goTo: (step: number) => void;
  /** Ends the tour, or declines its offer. */
  readonly leave: () => void;
}

export function useTour(simulation: Pick<SimulationSummary, 'name'>): Tour {
  const [seen, store] = useStoredText('causeway-tour', 'seen');
  const [step, setStep] = useState<number | null>(null);
  const isThere = isDemo(simulation);
  return {
    isThere,
    isOffered: isThere && seen === null && step === null,
    step: isThere ? step : null,
    start() {
      store('seen');
      setStep(0);
    },
    goTo: setStep,
    leave() {
      store('seen');
      setStep(null);
    },
  };
}
