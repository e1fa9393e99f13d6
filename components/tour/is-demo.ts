import type { SimulationSummary } from '@/lib/api/contract';

/** Whether a run is the demo, which the tour is about. */
export function isDemo({ name }: Pick<SimulationSummary, 'name'>): boolean {
  return name === 'Market crisis';
}
