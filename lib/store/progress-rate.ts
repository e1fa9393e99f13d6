/** The speed of work, and the time left at that speed; empty until the speed is steady. */
export type Pace =
  | { readonly bytes_per_second: number; readonly seconds_left: number }
  | { readonly bytes_per_second?: never; readonly seconds_left?: never };

/** Measures work that is counted in bytes. Times are milliseconds of any monotonic clock. */
export interface ProgressRate {
  /** Starts or resumes measuring, with this many bytes done. Earlier measurements are dropped. */
  start(bytesDone: number, nowMs: number): void;
  /** Records that this many bytes are done. */
  note(bytesDone: number, nowMs: number): void;
  pace(bytesTotal: number, nowMs: number): Pace;
}

/** Older samples say little about the current speed. */
const WINDOW_MS = 10_000;

/** The first steps also open files and start threads, so a speed measured over less time is misleading. */
const LEAST_MS = 2000;
/** At a steady speed, the two halves of the measured time may differ by at most this factor. */
const STEADY_FACTOR = 3;
/** A longer estimate is a guess. */
const LONGEST_LEFT_MS = 100 * 3_600_000;

interface Sample {
  readonly bytes: number;
  readonly atMs: number;
}

export function createProgressRate(): ProgressRate {
  // Oldest first. The first sample is the start of the window.
  let samples: Sample[] = [];
  return {
    start(bytes, atMs) {
      samples = [{ bytes, atMs }];
    },
    note(bytes, atMs) {
      samples.push({ bytes, atMs });
      // Two samples are needed, however old the first is.
      while (samples.length > 2 && atMs - (samples[1]?.atMs ?? 0) >= WINDOW_MS) samples.shift();
    },
    pace(bytesTotal, nowMs) {
      const [first, last] = [samples[0], samples.at(-1)];
      if (first === undefined || last === undefined || last.bytes <= first.bytes) return {};
      // Progress comes in steps. The time since the last step counts once it exceeds the longest step.
      const silenceMs = Math.max(0, nowMs - last.atMs - longestStepMs(samples));
      const elapsedMs = Math.max(1, last.atMs - first.atMs + silenceMs);
      if (elapsedMs < LEAST_MS || !isSteady(samples)) return {};
      const bytesPerMs = (last.bytes - first.bytes) / elapsedMs;
      const leftMs = (bytesTotal - last.bytes) / bytesPerMs - (nowMs - last.atMs - silenceMs);
      if (leftMs > LONGEST_LEFT_MS) return {};
      return {
        bytes_per_second: Math.round(bytesPerMs * 1000),
        seconds_left: Math.max(0, Math.ceil(leftMs / 1000)),
      };
    },
  };
}

/** Whether the first and the second half of the samples have about the same speed. */
function isSteady(samples: readonly Sample[]): boolean {
  const middle = Math.floor((samples.length - 1) / 2);
  if (middle === 0) return false;
  const [before, after] = [speed(samples.slice(0, middle + 1)), speed(samples.slice(middle))];
  return Math.max(before, after) <= STEADY_FACTOR * Math.min(before, after);
}

/** Bytes per millisecond. */
function speed(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return 0;
  return (last.bytes - first.bytes) / Math.max(1, last.atMs - first.atMs);
}

function longestStepMs(samples: readonly Sample[]): number {
  return samples.reduce(
    (longest, sample, at) => Math.max(longest, sample.atMs - (samples[at - 1] ?? sample).atMs),
    0,
  );
}
