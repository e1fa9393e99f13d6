import type { EventStore, IndexingSimulation } from '../lib/store/event-store';
import { createProgressBars } from './progress-bars';
import { createProgressLines } from './progress-lines';
import type { Terminal } from './progress-view';

/** What is indexed sooner is not worth a word. */
const SHOWN_AFTER_MS = 1000;
const POLL_MS = 200;
const MAX_SHOWN = 5;

/**
 * Tells at a terminal how far the simulations are that take longer than a second to index: as bars that move, or as a
 * line each, every five seconds at most, where the output is no terminal.
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
      // Those that wait for their turn come after those that move.
      .sort((a, b) => Number(isMoving(b)) - Number(isMoving(a)));
    view.show(long.slice(0, MAX_SHOWN), Math.max(0, long.length - MAX_SHOWN));
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
