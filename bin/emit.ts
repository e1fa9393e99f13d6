import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import type { FsyncMode } from '../lib/capture/event-stream';
import { EventWriter } from '../lib/capture/event-writer';
import type { WriterCounters } from '../lib/capture/writer-counters';
import { InvalidParametersError } from '../lib/errors';
import { stampEvent } from '../lib/events/create-event';
import { printable } from '../lib/events/printable';
import { eachMember, nameOf } from '../lib/json/member-text';
import type { VerbosityLevel } from '../lib/events/verbosity';
import { count } from './count';
import { StartError } from './start-error';
import { splitLines } from './split-lines';

export interface EmitOptions {
  readonly output: string;
  readonly simulation: string;
  readonly verbosity?: VerbosityLevel | undefined;
  readonly maxFileBytes?: number | undefined;
  readonly fsync?: FsyncMode | undefined;
  /** Whether to stop at the first line that is not an event. */
  readonly strict: boolean;
}

export interface EmitStreams {
  readonly input: Readable;
  /** The output for messages to the user. */
  readonly messages: Pick<Writable, 'write'>;
}

export interface EmitResult extends WriterCounters {
  /** The number of lines that are not events. */
  readonly invalidLines: number;
}

/** How long writing may take after the last line, ms. The rest then counts as dropped. */
const STOP_MS = 60_000;
const ABORTED_STOP_MS = 5000;

/**
 * Writes events that arrive as JSON lines to `output/simulation/events.jsonl`. Lines are not changed, except that an event
 * without an id, a timestamp or a simulation gets one. Reading waits for the disk, so no event is dropped. A line that is not
 * an event is reported with its number and left out; a blank line is ignored.
 * @param signal ends the reading: the lines read so far are written, or counted as dropped
 * @throws the file system's error when the stream cannot be opened, InvalidParametersError for invalid options
 */
export async function emitEvents(
  options: EmitOptions,
  { input, messages }: EmitStreams,
  signal = new AbortController().signal,
): Promise<EmitResult> {
  const say = (message: string): void => void messages.write(`${printable(message)}\n`);
  const { simulation, strict } = options;
  const writer = new EventWriter({
    outputDir: options.output,
    simulationId: simulation,
    verbosity: options.verbosity,
    maxFileBytes: options.maxFileBytes,
    fsync: options.fsync,
    logger: { warn: say },
  });
  await writer.start();
  let invalidLines = 0;
  try {
    for await (const { number, text, problem } of splitLines(untilAborted(input, signal))) {
      await unlessAborted(signal, () => writer.waitForRoom());
      const reason =
        text === undefined ? problem : writer.emitLine(completeEvent(text, simulation));
      if (reason === undefined) continue;
      invalidLines += 1;
      say(`line ${String(number)}: ${reason}`);
      if (strict) break;
    }
  } finally {
    await writer.stop({ timeoutMs: signal.aborted ? ABORTED_STOP_MS : STOP_MS });
  }
  const result = { ...writer.counters, invalidLines };
  say(summarise(result, simulation));
  return result;
}

/**
 * `causeway emit`: stdin to the stream, messages to stderr; exit code 1 when a line was invalid or an event dropped.
 * After a first SIGINT it reads on: Ctrl-C reaches the whole pipe, and the writing end may have more to say. A second
 * SIGINT, or SIGTERM, ends the reading: the lines read so far are written, and the exit code is that of the signal.
 * @throws {StartError}
 */
export async function emit(options: EmitOptions): Promise<void> {
  const stopping = new AbortController();
  const stopAt = (signal: 'SIGINT' | 'SIGTERM'): void =>
    void process.once(signal, () => {
      process.exitCode = 128 + constants.signals[signal];
      stopping.abort();
    });
  process.once('SIGINT', () => {
    console.error('reading on until stdin ends; Ctrl-C once more to stop now');
    stopAt('SIGINT');
  });
  stopAt('SIGTERM');
  try {
    const streams = { input: process.stdin, messages: process.stderr };
    const { invalidLines, dropped } = await emitEvents(options, streams, stopping.signal);
    if (invalidLines > 0 || dropped > 0) process.exitCode ??= 1;
  } catch (error) {
    const isExpected =
      error instanceof InvalidParametersError || (error instanceof Error && 'syscall' in error);
    throw isExpected ? new StartError(error.message, { cause: error }) : error;
  }
}

/** The chunks of `input`; after `signal`, no more. */
async function* untilAborted(
  input: Readable,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array | string> {
  const end = (): void => void input.destroy();
  signal.addEventListener('abort', end, { once: true });
  try {
    yield* input;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Waits for `work`, or for `signal` if that comes first. */
async function unlessAborted(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve, reject) => {
    const end = (): void => resolve();
    signal.addEventListener('abort', end, { once: true });
    work()
      .finally(() => signal.removeEventListener('abort', end))
      .then(resolve, reject);
  });
}

/**
 * The line with its absent fields added in front. The rest of the text is unchanged, and so is a text that is not a JSON
 * object.
 */
function completeEvent(text: string, simulationId: string): string {
  const object = parseObject(text);
  if (object === undefined) return text;
  const lacking = GIVEN.filter((name) => (object[name] ?? undefined) === undefined);
  if (lacking.length === 0) return text;

  const given = { ...stampEvent(), simulation_id: simulationId };
  const isNull = (name: string): name is (typeof GIVEN)[number] =>
    lacking.some((each) => each === name) && name in object;
  let completed = '';
  let at = 0;
  for (const { quoted, start, end } of eachMember(text)) {
    const name = nameOf(quoted);
    if (!isNull(name)) continue;
    completed += text.slice(at, start) + JSON.stringify(given[name]);
    at = end;
  }
  completed += text.slice(at);
  const absent = lacking.filter((name) => !(name in object)).map((name) => [name, given[name]]);
  if (absent.length === 0) return completed;
  const start = JSON.stringify(Object.fromEntries(absent)).slice(0, -1);
  return completed.replace('{', () => `${start}${isEmpty(object) ? '' : ','}`);
}

/** The fields that are added when absent. */
const GIVEN = ['event_id', 'timestamp', 'simulation_id'] as const;

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(value).length === 0;
}

function summarise(result: EmitResult, simulation: string): string {
  const { written, filtered, dropped, invalidLines, bytes, rotations } = result;
  const parts = [
    `${count(written, 'event')} written to ${simulation} (${count(bytes, 'byte')})`,
    filtered > 0 && `${count(filtered, 'event')} beyond the verbosity`,
    dropped > 0 && `${count(dropped, 'event')} DROPPED`,
    invalidLines > 0 && `${count(invalidLines, 'line')} invalid`,
    rotations > 0 && count(rotations, 'rotation'),
  ];
  return parts.filter((part) => part !== false).join(', ');
}
