import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { FoundPart } from '../files/event-parts';
import { filesKey } from '../files/files-key';
import type { LastLines } from '../files/last-lines';
import { saysRunEnd, STREAM_END_BYTES } from '../files/run-end';
import { saysResult } from '../files/run-document';
import { lastWriteMs } from '../files/run-looks';

/**
 * The status of a run, from its files:
 *
 * - `finished`: the last boundary in the final 64 KiB of the stream (a MILESTONE or SYSTEM event of the kind simulation_start,
 *   turn_start, turn_end or simulation_end) is simulation_end; or there is a `result.json` that was written no more than 60 s
 *   before the last write to the stream.
 * - `live`: otherwise, when an event file was written to within the last 60 s.
 * - `interrupted`: otherwise. A run that writes nothing for a minute has this status until it writes again.
 */
export type RunStatus = 'live' | 'finished' | 'interrupted';

export interface RunStatusReader {
  /** Reads the end of a stream again only when its files have changed. */
  read(directory: string, parts: readonly FoundPart[]): Promise<RunStatus>;
}

const QUIET_MS = 60_000;

/** The facts from a run's files that determine its status. */
export interface RunFacts {
  /** Whether the last boundary in its stream is its end. */
  readonly saysEnd: boolean;
  /** The last write to an event file, milliseconds since 1970. */
  readonly lastWriteMs: number;
  /** The last write to `result.json`, milliseconds since 1970; `undefined` when there is none. */
  readonly resultWriteMs: number | undefined;
}

/** @param nowMs milliseconds since 1970 */
export function statusOf(
  { saysEnd, lastWriteMs, resultWriteMs }: RunFacts,
  nowMs: number,
): RunStatus {
  if (resultWriteMs !== undefined && resultWriteMs >= lastWriteMs - QUIET_MS) return 'finished';
  if (saysEnd) return 'finished';
  // The file's time may come from a clock ahead of this one.
  return Math.abs(nowMs - lastWriteMs) < QUIET_MS ? 'live' : 'interrupted';
}

export interface RunStatusOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The last lines of the stream in a directory. */
  readonly readLastLines: (
    directory: string,
    parts: readonly FoundPart[],
    maxBytes: number,
  ) => Promise<LastLines>;
}

export function createRunStatusReader({ now, readLastLines }: RunStatusOptions): RunStatusReader {
  /** By directory. The result is valid while the files do not change. */
  const known = new Map<string, { readonly key: string; readonly saysEnd: boolean }>();

  async function saysEnd(directory: string, parts: readonly FoundPart[]): Promise<boolean> {
    const key = filesKey(parts);
    const before = known.get(directory);
    if (before?.key === key) return before.saysEnd;
    try {
      const { lines, isWhole } = await readLastLines(directory, parts, STREAM_END_BYTES);
      const read = { key, saysEnd: saysRunEnd(lines) };
      if (isWhole) known.set(directory, read);
      else known.delete(directory);
      return read.saysEnd;
    } catch {
      // Unreadable files are reported by the state of the index; they must not make a list of runs fail.
      return false;
    }
  }

  return {
    async read(directory, parts) {
      const facts = {
        saysEnd: await saysEnd(directory, parts),
        lastWriteMs: lastWriteMs(parts),
        resultWriteMs: await resultWriteMs(directory),
      };
      return statusOf(facts, now());
    },
  };
}

/** When `result.json` was written, milliseconds since 1970; `undefined` when there is none. */
async function resultWriteMs(directory: string): Promise<number | undefined> {
  try {
    const stats = await stat(path.join(directory, 'result.json'));
    return stats.isFile() && saysResult(stats.size) ? Math.floor(stats.mtimeMs) : undefined;
  } catch {
    // A file that cannot be looked at is ignored.
    return undefined;
  }
}
