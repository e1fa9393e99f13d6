// @ts-check

const POLL_MS = 250;

/**
 * Stops this process, by SIGTERM, when the shell in which npm runs it is gone. npm passes signals on
 * to that shell only, which ends without passing them on to us; then we would run on unseen.
 */
export function stopWithParent() {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, POLL_MS);
  timer.unref();
}
