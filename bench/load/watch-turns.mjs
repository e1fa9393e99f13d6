// Loaded before a server: watches how long the turns of its event loop are, and tells whoever asks over IPC.
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const TICK_MS = 10;

/** What the main thread has worked so far: on a machine that is shared, a turn is long for other reasons, too. */
function workedMs() {
  const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}

if (isMainThread && process.send !== undefined) {
  let atMs = performance.now();
  let worked = workedMs();
  let longest = { wallMs: 0, workMs: 0 };
  setInterval(() => {
    const nowMs = performance.now();
    const now = workedMs();
    const turn = { wallMs: nowMs - atMs, workMs: now - worked };
    if (Math.min(turn.wallMs, turn.workMs) > Math.min(longest.wallMs, longest.workMs)) {
      longest = turn;
    }
    atMs = nowMs;
    worked = now;
  }, TICK_MS).unref();
  process.on('message', (message) => {
    if (message !== 'turns') return;
    process.send?.(longest);
    longest = { wallMs: 0, workMs: 0 };
  });
  process.channel?.unref();
}
