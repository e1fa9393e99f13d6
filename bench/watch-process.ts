import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Watches the resources of another process. */
export interface ProcessWatch {
  /** The most memory it has held so far, bytes. */
  peakRssBytes(): number;
  /** The processor time of all its threads so far, ms; `undefined` where it is unknown. */
  cpuMs(): number | undefined;
  /** Its current resources; on systems other than Linux, only its memory at the last check. */
  usage(): ProcessUsage;
  stop(): void;
}

export interface ProcessUsage {
  readonly rssBytes: number;
  /** How many files, sockets and pipes it has open. */
  readonly descriptors: number;
}

const SAMPLE_EVERY_MS = 200;
/** Linux counts processor time for its readers in hundredths of a second. */
const TICK_MS = 10;

/** The kernel's own high-water mark where there is `/proc`; elsewhere the highest value of `ps`, run five times a second. */
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
    usage: () => ({
      rssBytes: sum(read('status', /^VmRSS:\s+(\d+) kB$/m)) * 1024,
      descriptors: readdirSync(`${folder}/fd`).length,
    }),
    stop: () => undefined,
  };
}

function watchPs(pid: number): ProcessWatch {
  let peakBytes = 0;
  let lastBytes = 0;
  const timer = setInterval(() => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, kilobytes) => {
      if (error !== null) return;
      lastBytes = Number(kilobytes) * 1024;
      peakBytes = Math.max(peakBytes, lastBytes);
    });
  }, SAMPLE_EVERY_MS);
  return {
    peakRssBytes: () => peakBytes,
    cpuMs: () => undefined,
    usage: () => ({ rssBytes: lastBytes, descriptors: 0 }),
    stop: () => {
      clearInterval(timer);
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
