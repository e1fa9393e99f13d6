import { spawn } from 'node:child_process';

/** Opens a page in the user's browser, if this is an interactive terminal. Failures are ignored. */
export function openBrowser(url: string): void {
  if (!process.stdout.isTTY || process.env['CI'] !== undefined) return;
  const [command, ...args] = opener();
  const child = spawn(command, [...args, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}

function opener(): readonly [string, ...string[]] {
  if (process.platform === 'darwin') return ['open'];
  // `start` takes its first quoted argument as a window title.
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  return ['xdg-open'];
}
