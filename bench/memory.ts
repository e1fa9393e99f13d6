import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Watches how much memory another process holds. */
export interface MemoryWatch {
  /** The most it has held so far, bytes. */
  peakBytes(): number;
  stop(): void;
}

const SAMPLE_EVERY_MS = 200;

/** The kernel's own high-water mark where there is `/proc`; elsewhere the highest of `ps`, asked five times a second. */
export function watchMemory(pid: number): MemoryWatch {
  const status = `/proc/${pid}/status`;
  return existsSync(status) ? watchStatus(status) : watchPs(pid);
}

function watchStatus(status: string): MemoryWatch {
  return {
    peakBytes() {
      const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1];
      if (kilobytes === undefined) throw new Error(`${status} does not tell VmHWM`);
      return Number(kilobytes) * 1024;
    },
    stop: () => undefined,
  };
}

function watchPs(pid: number): MemoryWatch {
  let peakBytes = 0;
  const timer = setInterval(() => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, kilobytes) => {
      if (error === null) peakBytes = Math.max(peakBytes, Number(kilobytes) * 1024);
    });
  }, SAMPLE_EVERY_MS);
  return {
    peakBytes: () => peakBytes,
    stop: () => {
      clearInterval(timer);
    },
  };
}
