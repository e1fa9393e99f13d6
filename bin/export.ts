import type { Writable } from 'node:stream';
import { DEFAULT_OUTPUT_ROOT } from '../lib/config';
import { CausewayError, IndexNotReadyError } from '../lib/errors';
import { printable } from '../lib/events/printable';
import type { EventExport } from '../lib/export/export-events';
import type { TimeOrderedFilter } from '../lib/filters/event-filter';
import {
  DEFAULT_EXPORT_FORMAT,
  EXPORT_FORMATS,
  type ExportFormat,
} from '../lib/filters/export-query';
import { createEventService } from '../lib/service/event-service';
import { openDuckDbStore } from '../lib/store/duckdb/open-duckdb-store';
import { count } from './count';
import { fileTarget, streamTarget } from './export-target';
import { chooseIndexFolder } from './index-folder';
import { createProgressLine, type Terminal } from './progress-line';
import { findOutputRoot } from './output-root';
import { StartError } from './start-error';

export interface ExportCommandOptions {
  /** Default `./output`. */
  readonly outputRoot: string | undefined;
  readonly simulation: string;
  /** Default: by the ending of `out`, otherwise JSON Lines. */
  readonly format?: ExportFormat | undefined;
  /** A file; `-` is stdout. */
  readonly out: string;
  /** Default: the user's cache folder. */
  readonly indexDir?: string | undefined;
  readonly escapeFormulas?: boolean | undefined;
  readonly bom?: boolean | undefined;
  readonly filter: TimeOrderedFilter;
}

export interface ExportStreams {
  readonly output: Writable & { readonly isTTY?: boolean };
  /** The output for messages to the user. */
  readonly messages: Terminal;
}

/** The interval of progress messages while the files are indexed, ms. */
const INDEX_WAIT_MS = 500;

/**
 * Writes all matching events to a file or to `output`, and reports their number. It opens its own store: a simulation whose
 * index is open in another process is indexed again, for this export alone.
 * @throws {StartError} when there is no such root or simulation, or the file cannot be written
 */
export async function exportSimulation(
  options: ExportCommandOptions,
  { output, messages }: ExportStreams,
  signal: AbortSignal,
): Promise<void> {
  const outputRoot = await findOutputRoot(options.outputRoot ?? DEFAULT_OUTPUT_ROOT);
  const { simulation, out, filter, escapeFormulas, bom } = options;
  const format = options.format ?? formatOf(out) ?? DEFAULT_EXPORT_FORMAT;
  if (out === '-' && output.isTTY === true && format === 'parquet') {
    throw new StartError('Parquet is not for a terminal; name a file with --out.');
  }
  const target = out === '-' ? streamTarget('stdout', output) : await fileTarget(out, outputRoot);
  const indexFolder = await chooseIndexFolder(options.indexDir, outputRoot);
  const progress = createProgressLine(messages);
  let [events, bytes] = [0, 0];

  const store = await openDuckDbStore({ outputRoot, ...indexFolder, waitMs: INDEX_WAIT_MS });
  try {
    const service = createEventService({ outputRoot, store });
    const onProgress = (eventCount: number): void => void (events = eventCount);
    const file = await whenIndexed(
      () =>
        service.exportEvents(simulation, filter, format, {
          signal,
          escapeFormulas,
          bom,
          onProgress,
        }),
      progress.show,
    );
    progress.clear();
    await target.write(
      tap(file.chunks, (chunk) => {
        bytes += chunk.length;
        progress.show(`${count(events, 'event')}, ${count(bytes, 'byte')}`);
      }),
    );
  } catch (error) {
    throw isExpected(error) ? new StartError(error.message, { cause: error }) : error;
  } finally {
    progress.clear();
    await store.close();
  }
  messages.write(
    `${count(events, 'event')} of ${printable(simulation)} exported to ${printable(target.name)} (${count(bytes, 'byte')})\n`,
  );
}

/**
 * `causeway export`: output to stdout or a file, messages to stderr. A reader that closes the pipe early (`| head`) ends it
 * without an error. SIGINT and SIGTERM leave no incomplete file.
 * @throws {StartError}
 */
export async function runExport(options: ExportCommandOptions): Promise<void> {
  const stopping = new AbortController();
  const stop = (exitCode: number) => () => {
    process.exitCode = exitCode;
    stopping.abort(new StoppedError());
  };
  process.once('SIGINT', stop(130));
  process.once('SIGTERM', stop(143));
  // The first error aborts the export; pending writes fail after it.
  process.stdout.on('error', (error) => {
    if (!isBrokenPipe(error)) process.exitCode = 1;
  });
  const streams = { output: process.stdout, messages: process.stderr };
  try {
    await exportSimulation(options, streams, stopping.signal);
  } catch (error) {
    if (error instanceof StoppedError || isBrokenPipe(error)) return;
    throw error;
  }
}

class StoppedError extends Error {}

async function whenIndexed(
  ask: () => Promise<EventExport>,
  say: (message: string) => void,
): Promise<EventExport> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof IndexNotReadyError)) throw error;
      const { bytes_indexed, bytes_total } = error.progress;
      const percent = Math.floor((100 * bytes_indexed) / Math.max(1, bytes_total));
      say(`indexing: ${String(percent)} %`);
    }
  }
}

async function* tap(
  chunks: AsyncIterable<Uint8Array>,
  look: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    look(chunk);
    yield chunk;
  }
}

function formatOf(out: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => out.toLowerCase().endsWith(`.${format}`));
}

function isExpected(error: unknown): error is Error {
  if (isBrokenPipe(error)) return false;
  return error instanceof CausewayError || (error instanceof Error && 'syscall' in error);
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
