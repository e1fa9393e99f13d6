import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';

const MODULE = new URL('stop-on-signal.ts', import.meta.url).href;

/** A process whose stop never ends. */
const PROGRAM = `
  import { stopOnSignal } from '${MODULE}';
  stopOnSignal(() => new Promise(() => process.stdout.write('stops ')), () => 0);
  setInterval(() => undefined, 1000);
  process.stdout.write('ready ');
`;

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('ends at once when %s comes again, and not by another signal', async (signal, code) => {
  const other = signal === 'SIGTERM' ? 'SIGINT' : 'SIGTERM';
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', PROGRAM]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  expect(String((await once(child.stdout, 'data'))[0])).toBe('ready ');
  child.kill(signal);
  expect(String((await once(child.stdout, 'data'))[0])).toBe('stops ');
  const again = setInterval(() => {
    child.kill(other);
    child.kill(signal);
  }, 50);
  onTestFinished(() => clearInterval(again));
  expect(await ended).toEqual([code, null]);
});
