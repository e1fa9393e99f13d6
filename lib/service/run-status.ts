import { stat } from 'node:fs/promises';
import path from 'node:path';
import { canonicalEventType } from '../events/event-type';
import { eventKind } from '../events/event-kind';
import { readEventLine } from '../events/read-event';
import type { EventPart } from '../files/event-parts';
import { filesKey } from '../files/files-key';
import { readLastLines } from '../files/last-lines';

/**
 * Whether a run goes on, as its files tell:
 *
 * - `finished`: the last boundary in the final 64 KiB of the stream (a MILESTONE or SYSTEM event of the kind
 *   simulation_start, turn_start, turn_end or simulation_end) is simulation_end; or a `result.json` stands beside the
 *   stream that was written no more than 60 s before the last write to it.
 * - `live`: otherwise, when an event file was written within the last 60 s.
 * - `interrupted`: otherwise. A run that thinks for longer than a minute is so until it writes again.
 */
export type RunStatus = 'live' | 'finished' | 'interrupted';

export interface RunStatusReader {
  /** Reads the end of a stream again only when its files have changed. */
  read(directory: string, parts: readonly EventPart[]): Promise<RunStatus>;
}

const QUIET_MS = 60_000;
const STREAM_END_BYTES = 64 * 1024;

const BOUNDARIES = new Set(['simulation_start', 'turn_start', 'turn_end', 'simulation_end']);

/** @param now milliseconds since 1970 */
export function createRunStatusReader(now: () => number): RunStatusReader {
  /** By directory: what the ends of files say holds for as long as the files stand as they are. */
  const known = new Map<string, { readonly key: string; readonly saysEnd: boolean }>();

  async function saysEnd(directory: string, parts: readonly EventPart[]): Promise<boolean> {
    const key = filesKey(parts);
    const before = known.get(directory);
    if (before?.key === key) return before.saysEnd;
    try {
      const lines = await readLastLines(parts, STREAM_END_BYTES);
      const read = { key, saysEnd: lastBoundary(lines) === 'simulation_end' };
      known.set(directory, read);
      return read.saysEnd;
    } catch {
      // That files cannot be read, the state of the index says; a list of others must not fail for it.
      return false;
    }
  }

  function isFresh(parts: readonly EventPart[]): boolean {
    // A clock that runs ahead of ours may have stamped a file.
    return Math.abs(now() - lastWriteMs(parts)) < QUIET_MS;
  }

  return {
    async read(directory, parts) {
      const result = await resultWriteMs(directory);
      if (result !== undefined && result >= lastWriteMs(parts) - QUIET_MS) return 'finished';
      if (await saysEnd(directory, parts)) return 'finished';
      return isFresh(parts) ? 'live' : 'interrupted';
    },
  };
}

function lastWriteMs(parts: readonly EventPart[]): number {
  const writes = parts.map(({ modifiedNs }) => Number(modifiedNs / 1_000_000n));
  return writes.reduce((last, write) => Math.max(last, write), -Infinity);
}

/** When `result.json` was written, milliseconds since 1970; `undefined` when there is none. */
async function resultWriteMs(directory: string): Promise<number | undefined> {
  try {
    const stats = await stat(path.join(directory, 'result.json'));
    return stats.isFile() ? Math.floor(stats.mtimeMs) : undefined;
  } catch {
    // What cannot be looked at tells nothing.
    return undefined;
  }
}

function lastBoundary(newestFirst: readonly string[]): string | undefined {
  for (const line of newestFirst) {
    const { event } = readEventLine(line);
    if (event === undefined) continue;
    if (!['MILESTONE', 'SYSTEM'].includes(canonicalEventType(event.event_type))) continue;
    const kind = eventKind(event);
    if (kind !== null && BOUNDARIES.has(kind)) return kind;
  }
  return undefined;
}
