import { progressFacts } from '../lib/api/progress-facts';
import type { EventStore, IndexingSimulation } from '../lib/store/event-store';
import { createProgressBars } from './progress-bars';
import { createProgressLines } from './progress-lines';
import type { ProgressItem, Terminal } from './progress-view';

/** Faster indexing is not shown. */
const SHOWN_AFTER_MS = 1000;
const POLL_MS = 200;
const MAX_SHOWN = 5;

/**
 * Shows the progress of simulations that take longer than a second to index: as moving bars in a terminal, otherwise as one
 * line each, at most every five seconds.
 */
export function showIndexProgress(
  store: Pick<EventStore, 'indexing'>,
  terminal: Terminal = process.stderr,
): { stop(): void } {
  const view =
    terminal.isTTY === true ? createProgressBars(terminal) : createProgressLines(terminal);
  let since: ReadonlyMap<string, number> = new Map();

  function look(): void {
    const nowMs = performance.now();
    const working = store.indexing();
    since = new Map(working.map(({ simulationId: id }) => [id, since.get(id) ?? nowMs] as const));
    const long = working
      .filter(({ simulationId: id }) => nowMs - (since.get(id) ?? nowMs) >= SHOWN_AFTER_MS)
      // Simulations that wait for their turn come last.
      .sort((a, b) => Number(isMoving(b)) - Number(isMoving(a)));
    view.show(long.slice(0, MAX_SHOWN).map(toItem), Math.max(0, long.length - MAX_SHOWN));
  }

  const timer = setInterval(look, POLL_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      view.end();
    },
  };
}

function isMoving({ index }: IndexingSimulation): boolean {
  return index.bytes_per_second !== undefined;
}

function toItem({ simulationId, index }: IndexingSimulation): ProgressItem {
  return {
    id: simulationId,
    done: index.bytes_indexed,
    total: index.bytes_total,
    text: progressFacts(index).join('  '),
  };
}
