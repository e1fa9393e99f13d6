/** How fast work goes, and how long the rest takes at that speed; empty until the speed is steady. */
export type Pace =
  | { readonly bytes_per_second: number; readonly seconds_left: number }
  | { readonly bytes_per_second?: never; readonly seconds_left?: never };

/** Watches work that is counted in bytes. Times are milliseconds of any one clock. */
export interface ProgressRate {
  /** Work begins, or goes on, with so many bytes done; what was measured before is forgotten. */
  start(bytesDone: number, nowMs: number): void;
  /** So many bytes are done by now. */
  note(bytesDone: number, nowMs: number): void;
  pace(bytesTotal: number, nowMs: number): Pace;
}

/** What lies further back says little about the speed of now. */
const WINDOW_MS = 10_000;

/** The first steps also open files and start threads: a speed from less time than this is not the speed of the work. */
const LEAST_MS = 2000;
/** The halves of the measured time may differ by this factor at a steady speed. */
const STEADY_FACTOR = 3;
/** A longer time is a guess about days to come. */
const LONGEST_LEFT_MS = 100 * 3_600_000;

interface Mark {
  readonly bytes: number;
  readonly atMs: number;
}

export function createProgressRate(): ProgressRate {
  // Oldest first; the first one is where the window begins.
  let marks: Mark[] = [];
  return {
    start(bytes, atMs) {
      marks = [{ bytes, atMs }];
    },
    note(bytes, atMs) {
      marks.push({ bytes, atMs });
      // Two marks are needed, however far apart they are.
      while (marks.length > 2 && atMs - (marks[1]?.atMs ?? 0) >= WINDOW_MS) marks.shift();
    },
    pace(bytesTotal, nowMs) {
      const [first, last] = [marks[0], marks.at(-1)];
      if (first === undefined || last === undefined || last.bytes <= first.bytes) return {};
      // Progress comes in steps: the time since the last one counts once it is longer than any step took.
      const silenceMs = Math.max(0, nowMs - last.atMs - longestStepMs(marks));
      const elapsedMs = Math.max(1, last.atMs - first.atMs + silenceMs);
      if (elapsedMs < LEAST_MS || !isSteady(marks)) return {};
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

/** Whether work went about as fast in the first half of the measured steps as in the second. */
function isSteady(marks: readonly Mark[]): boolean {
  const middle = Math.floor((marks.length - 1) / 2);
  if (middle === 0) return false;
  const [before, after] = [speed(marks.slice(0, middle + 1)), speed(marks.slice(middle))];
  return Math.max(before, after) <= STEADY_FACTOR * Math.min(before, after);
}

/** Bytes a millisecond. */
function speed(marks: readonly Mark[]): number {
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined) return 0;
  return (last.bytes - first.bytes) / Math.max(1, last.atMs - first.atMs);
}

function longestStepMs(marks: readonly Mark[]): number {
  return marks.reduce(
    (longest, mark, at) => Math.max(longest, mark.atMs - (marks[at - 1] ?? mark).atMs),
    0,
  );
}
