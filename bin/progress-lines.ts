import { printable } from '../lib/events/printable';
import type { ProgressView, Terminal } from './progress-view';

const LINE_EVERY_MS = 5000;

/** Progress as plain lines, for logs: one per simulation, at most every five seconds. */
export function createProgressLines(output: Terminal): ProgressView {
  let nextMs = 0;
  return {
    show(items, moreCount) {
      if (items.length === 0 || performance.now() < nextMs) return;
      nextMs = performance.now() + LINE_EVERY_MS;
      for (const { id, text } of items) {
        output.write(`indexing ${printable(id)}: ${text.replaceAll('  ', ', ')}\n`);
      }
      if (moreCount > 0) output.write(`indexing: ${String(moreCount)} more wait\n`);
    },
    end: () => undefined,
  };
}
