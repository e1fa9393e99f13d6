import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { formatTimestamp, parseTimestamp, toEpochMicros } from '../events/epoch-micros';
import type { SimulationEvent } from '../events/simulation-event';

/** The number of characters collected before a write. */
const BUFFER_LENGTH = 1_000_000;

export interface WriteSimulationOptions {
  /** The size at which a part is closed, bytes; default 500,000,000. */
  readonly maxFileBytes?: number;
  /** If given, written as `config.json` beside the events. */
  readonly config?: unknown;
}

export interface WrittenSimulation {
  /** The names of the parts, oldest first. */
  readonly files: readonly string[];
  readonly events: number;
  readonly bytes: number;
}

/**
 * Writes events to `<outputRoot>/<simulationId>/events.jsonl` like a rotating stream: a full part is renamed to
 * `events_YYYY-MM-DD_HH-MM-SS.jsonl` with the time (UTC) of its last event; the newest part stays `events.jsonl`.
 */
export function writeSimulation(
  outputRoot: string,
  simulationId: string,
  events: Iterable<SimulationEvent>,
  options: WriteSimulationOptions = {},
): WrittenSimulation {
  const { maxFileBytes = 500_000_000, config } = options;
  const folder = join(outputRoot, simulationId);
  const current = join(folder, 'events.jsonl');
  mkdirSync(folder, { recursive: true });
  if (config !== undefined)
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config, null, 2));

  const files: string[] = [];
  let [eventCount, bytes, fileBytes, buffer] = [0, 0, 0, ''];
  let descriptor = openSync(current, 'w');
  const flush = (): void => {
    if (buffer !== '') writeSync(descriptor, buffer);
    buffer = '';
  };
  try {
    let lastTimestamp: string | undefined;
    for (const event of events) {
      // Rotates before the next event, so that the newest part is never empty.
      if (lastTimestamp !== undefined && fileBytes >= maxFileBytes) {
        flush();
        closeSync(descriptor);
        const name = freeName(folder, lastTimestamp);
        renameSync(current, join(folder, name));
        files.push(name);
        descriptor = openSync(current, 'w');
        fileBytes = 0;
      }
      const line = `${JSON.stringify(event)}\n`;
      const lineBytes = Buffer.byteLength(line);
      buffer += line;
      fileBytes += lineBytes;
      bytes += lineBytes;
      eventCount += 1;
      lastTimestamp = event.timestamp;
      if (buffer.length >= BUFFER_LENGTH) flush();
    }
    flush();
  } finally {
    closeSync(descriptor);
  }
  return { files: [...files, 'events.jsonl'], events: eventCount, bytes };
}

/** Adds a second for each name that is taken, so that names keep the order of the parts. */
function freeName(folder: string, timestamp: string): string {
  const time = parseTimestamp(timestamp) ?? 0n;
  for (let second = time; ; second += 1_000_000n) {
    const stamp = formatTimestamp(toEpochMicros(second)).slice(0, 19);
    const name = `events_${stamp.replace('T', '_').replaceAll(':', '-')}.jsonl`;
    if (!existsSync(join(folder, name))) return name;
  }
}
