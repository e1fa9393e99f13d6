import { printable } from '../lib/events/printable';
import { progressFacts } from '../lib/api/progress-facts';
import type { ProgressView, Terminal } from './progress-view';

const LINE_EVERY_MS = 5000;

/** Progress as plain lines, for logs: one per simulation, at most every five seconds. */
export function createProgressLines(output: Terminal): ProgressView {
  let nextMs = 0;
  return {
    show(simulations, moreCount) {
      if (simulations.length === 0 || performance.now() < nextMs) return;
      nextMs = performance.now() + LINE_EVERY_MS;
      for (const { simulationId, index } of simulations) {
        output.write(`indexing ${printable(simulationId)}: ${progressFacts(index).join(', ')}\n`);
      }
      if (moreCount > 0) output.write(`indexing: ${String(moreCount)} more wait\n`);
    },
    end: () => undefined,
  };
}
