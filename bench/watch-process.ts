import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Watches what another process takes. */
export interface ProcessWatch {
  /** The most memory it has held so far, bytes. */
  peakRssBytes(): number;
  /** The processor time of all its threads so far, ms; `undefined` where it cannot be told. */
  cpuMs(): number | undefined;
  stop(): void;
}

const SAMPLE_EVERY_MS = 200;
/** Linux counts processor time for its readers in hundredths of a second. */
const TICK_MS = 10;

/** The kernel's own high-water mark where there is `/proc`; elsewhere the highest of `ps`, asked five times a second. */
export function watchProcess(pid: number): ProcessWatch {
  return existsSync(`/proc/${pid}/status`) ? watchProc(`/proc/${pid}`) : watchPs(pid);
}

function watchProc(folder: string): ProcessWatch {
  const read = (file: string, pattern: RegExp): readonly number[] => {
    const [, ...found] = pattern.exec(readFileSync(`${folder}/${file}`, 'utf8')) ?? [];
    if (found.length === 0) throw new Error(`${folder}/${file} does not tell ${pattern.source}`);
    return found.map(Number);
  };
  return {
    peakRssBytes: () => sum(read('status', /^VmHWM:\s+(\d+) kB$/m)) * 1024,
    // The name of the program, in parentheses, may hold anything; its state and ten numbers follow.
    cpuMs: () => sum(read('stat', /\) \S(?: \S+){10} (\d+) (\d+) [^)]*$/)) * TICK_MS,
    stop: () => undefined,
  };
}

function watchPs(pid: number): ProcessWatch {
  let peakBytes = 0;
  const timer = setInterval(() => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, kilobytes) => {
      if (error === null) peakBytes = Math.max(peakBytes, Number(kilobytes) * 1024);
    });
  }, SAMPLE_EVERY_MS);
  return {
    peakRssBytes: () => peakBytes,
    cpuMs: () => undefined,
    stop: () => {
      clearInterval(timer);
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
