// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @type {NodeJS.Signals[]} */
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command to its end, without stdin, and resolves to its exit code. When we are told to
 * stop, so is the command, and this process ends with it.
 *
 * @param {readonly [command: string, ...args: string[]]} commandLine
 * @param {object} options
 * @param {string} options.cwd
 * @param {Record<string, string | undefined>} [options.env] added to our own environment
 * @param {'shown' | 'shown-on-failure'} [options.output] default 'shown'
 * @param {number} [options.timeoutMs] default: none
 * @returns {Promise<number>} 127 when the command cannot be started, 124 when its time is up
 */
export async function runCommand([command, ...args], { cwd, env, output = 'shown', timeoutMs }) {
  const isShown = output === 'shown';
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: isShown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    // npm is a .cmd file there, which only a shell starts.
    shell: process.platform === 'win32' && command === 'npm',
  });

  /** @type {Buffer[]} */
  const kept = [];
  child.stdout?.on('data', (chunk) => kept.push(chunk));
  child.stderr?.on('data', (chunk) => kept.push(chunk));

  /** @type {NodeJS.Signals | undefined} */
  let stoppedBy;
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    stoppedBy = signal;
    child.kill(signal);
  };
  for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);

  let isTimeUp = false;
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          isTimeUp = true;
          child.kill('SIGKILL');
        }, timeoutMs);

  /** @type {number} */
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      kept.push(Buffer.from(`${command}: ${error.message}\n`));
      resolve(127);
    });
    // 'exit' as well as 'close': a killed command's children may hold its pipes open.
    child.on('exit', (exitCode, signal) => {
      const outcome = exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      if (isTimeUp) resolve(124);
      else if (stoppedBy !== undefined) resolve(outcome);
      else child.on('close', () => resolve(outcome));
    });
  });

  clearTimeout(timer);
  for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
  if (stoppedBy !== undefined) process.exit(128 + constants.signals[stoppedBy]);
  if (code !== 0 && kept.length > 0) {
    process.stderr.write(Buffer.concat([Buffer.from('\n'), ...kept]));
  }
  return code;
}
