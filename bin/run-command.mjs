// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const PATH = [join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(delimiter);

/**
 * Runs a command, of an installed package or of the machine, in ROOT and without stdin. A signal to stop goes to the
 * command first; this process ends when the command has ended.
 *
 * @param {string} commandLine words with one space between them; nothing is quoted
 * @param {object} [options]
 * @param {Record<string, string>} [options.env] added to the environment of this process
 * @param {boolean} [options.isShown] default: the output is shown only when the command fails
 * @param {number} [options.timeoutMs] ends the command after that long. Default: no limit
 * @throws {Error} when the command fails
 */
export async function runCommand(commandLine, { env = {}, isShown = false, timeoutMs = 0 } = {}) {
  const [command = '', ...args] = commandLine.split(' ');
  const output = isShown ? 'inherit' : 'pipe';
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, PATH, ...env },
    timeout: timeoutMs,
    stdio: ['ignore', output, output],
    // Commands of npm are .cmd files there, which only a shell starts.
    shell: process.platform === 'win32',
  });
  /** @type {Buffer[]} */
  const kept = [];
  child.stdout?.on('data', (chunk) => kept.push(chunk));
  child.stderr?.on('data', (chunk) => kept.push(chunk));

  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    child.once('exit', () => process.exit(128 + constants.signals[signal]));
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    const [code, signal] = await once(child, 'close');
    if (code === 0) return;
    process.stderr.write(Buffer.concat(kept));
    const title = commandLine.split(' ', 2).join(' ');
    throw new Error(`${title} ended with ${signal ?? `exit code ${code}`}.`);
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
