import type { Readable, Writable } from 'node:stream';
import type { FsyncMode } from '../lib/capture/event-stream';
import { EventWriter } from '../lib/capture/event-writer';
import type { WriterCounters } from '../lib/capture/writer-counters';
import { InvalidParametersError } from '../lib/errors';
import { stampEvent } from '../lib/events/create-event';
import { printable } from '../lib/events/printable';
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
  /** Whether the first line that is no event ends it. */
  readonly strict: boolean;
}

export interface EmitStreams {
  readonly input: Readable;
  /** What is said to a person. */
  readonly messages: Pick<Writable, 'write'>;
}

export interface EmitResult extends WriterCounters {
  /** Lines that are no events. */
  readonly invalidLines: number;
}

/**
 * Writes the events that come as JSON lines to `output/simulation/events.jsonl`, each as it stands; those without an
 * id, a timestamp or a simulation get them. Reading waits for the disk, so that nothing is dropped. Lines that are
 * no events are told with their number and passed over; blank lines are nothing.
 * @throws the file system's error when the stream cannot be opened, InvalidParametersError for options that cannot be
 */
export async function emitEvents(
  options: EmitOptions,
  { input, messages }: EmitStreams,
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
    for await (const { number, text, problem } of splitLines(input)) {
      await writer.waitForRoom();
      const reason =
        text === undefined ? problem : writer.emitLine(completeEvent(text, simulation));
      if (reason === undefined) continue;
      invalidLines += 1;
      say(`line ${String(number)}: ${reason}`);
      if (strict) break;
    }
  } finally {
    await writer.stop({ timeoutMs: 60_000 });
  }
  const result = { ...writer.counters, invalidLines };
  say(summarise(result, simulation));
  return result;
}

/**
 * `causeway emit`: stdin to the stream, messages to stderr; exit code 1 when a line was invalid or an event dropped.
 * The first SIGINT (Ctrl-C reaches the whole pipe) leaves the writing end to finish, and is over when that closes it.
 * @throws {StartError}
 */
export async function emit(options: EmitOptions): Promise<void> {
  process.once('SIGINT', () => {
    console.error('reading on until stdin ends; Ctrl-C once more to stop now');
  });
  try {
    const streams = { input: process.stdin, messages: process.stderr };
    const { invalidLines, dropped } = await emitEvents(options, streams);
    if (invalidLines > 0 || dropped > 0) process.exitCode = 1;
  } catch (error) {
    const isExpected =
      error instanceof InvalidParametersError || (error instanceof Error && 'syscall' in error);
    throw isExpected ? new StartError(error.message, { cause: error }) : error;
  }
}

/** A line with what it lacks put in front; the rest of the text stays as it is, as does all that is no JSON object. */
function completeEvent(text: string, simulationId: string): string {
  const object = parseObject(text);
  if (object === undefined) return text;
  const lacking = GIVEN.filter((name) => (object[name] ?? undefined) === undefined);
  if (lacking.length === 0) return text;

  const given = { ...stampEvent(), simulation_id: simulationId };
  const missing = Object.fromEntries(lacking.map((name) => [name, given[name]]));
  // A field that is there but null cannot be given a value in front of itself: then the object is written anew.
  return lacking.some((name) => name in object)
    ? JSON.stringify({ ...object, ...missing })
    : text.replace('{', `${JSON.stringify(missing).slice(0, -1)}${isEmpty(object) ? '' : ','}`);
}

/** What an event is given when it lacks it. */
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
