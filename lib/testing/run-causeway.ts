import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { makeTempRoot } from './temp-root';

const CAUSEWAY = fileURLToPath(new URL('../../bin/causeway.mjs', import.meta.url));

export interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line to its end, in its own folder. */
export async function runCauseway(...args: readonly string[]): Promise<Ending> {
  const cwd = await makeTempRoot(onTestFinished);
  const child = spawn(process.execPath, [CAUSEWAY, ...args], { cwd: cwd.path });
  onTestFinished(() => void child.kill());
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}
