import { InvalidParametersError } from '../errors';
import { DEFAULT_VERBOSITY, VERBOSITY_LEVELS, type VerbosityLevel } from '../events/verbosity';
import { simulationDirectory } from '../files/event-parts';
import type { FsyncMode } from './event-stream';
import type { WarningLogger } from './rate-limited-warner';

export interface EventWriterOptions {
  /** Directory whose sub-directories are simulations; made when missing. */
  readonly outputDir: string;
  /** Name of the simulation's directory under it: a plain file name. */
  readonly simulationId: string;
  /** Events of types beyond it are passed over. Default ACTION. */
  readonly verbosity?: VerbosityLevel | undefined;
  /**
   * How many events may wait; when there are more, the least important are dropped. The batch that is being written
   * (at most 1 MiB, or one event) comes on top of it. Default 10,000.
   */
  readonly maxQueueEvents?: number | undefined;
  /** How much text may wait, bytes, for events that are large. Default 256 MiB. */
  readonly maxQueueBytes?: number | undefined;
  /** Bytes with which a part is full: it ends with the event that reaches them, and is renamed before the next. Default 500 MiB. */
  readonly maxFileBytes?: number | undefined;
  /** How long an event waits at most until its turn to be written comes. Default 50. */
  readonly flushIntervalMs?: number | undefined;
  /** When what is written is forced onto the disk: `never`, `flush` (each batch) or `event` (before `emit` returns). Default `never`. */
  readonly fsync?: FsyncMode | undefined;
  /** Writes what waits when the process ends; see `drainAtExit`. Default true. */
  readonly exitHook?: boolean | undefined;
  /** Where warnings go. Default `console`. */
  readonly logger?: WarningLogger | undefined;
}

export interface ResolvedWriterOptions {
  readonly directory: string;
  readonly simulationId: string;
  readonly verbosity: VerbosityLevel;
  readonly maxQueueEvents: number;
  readonly maxQueueBytes: number;
  readonly maxFileBytes: number;
  readonly flushIntervalMs: number;
  readonly fsync: FsyncMode;
  readonly exitHook: boolean;
  readonly logger: WarningLogger;
}

const MIB = 1024 * 1024;
export const FSYNC_MODES = ['never', 'flush', 'event'] as const satisfies readonly FsyncMode[];

/** Fills in the defaults. @throws {InvalidParametersError} naming each option that cannot be */
export function resolveWriterOptions(options: EventWriterOptions): ResolvedWriterOptions {
  const { outputDir, simulationId } = options;
  const resolved = {
    directory: simulationDirectory(outputDir, simulationId),
    simulationId,
    verbosity: options.verbosity ?? DEFAULT_VERBOSITY,
    maxQueueEvents: options.maxQueueEvents ?? 10_000,
    maxQueueBytes: options.maxQueueBytes ?? 256 * MIB,
    maxFileBytes: options.maxFileBytes ?? 500 * MIB,
    flushIntervalMs: options.flushIntervalMs ?? 50,
    fsync: options.fsync ?? 'never',
    exitHook: options.exitHook ?? true,
    logger: options.logger ?? console,
  };
  const { directory, verbosity, fsync } = resolved;
  const errors = [
    wrongUnless(
      directory !== undefined,
      'simulationId',
      simulationId,
      'expected a plain file name',
    ),
    wrongUnless(outputDir !== '', 'outputDir', outputDir, 'expected a directory'),
    wrongUnless(
      VERBOSITY_LEVELS.includes(verbosity),
      'verbosity',
      verbosity,
      oneOf(VERBOSITY_LEVELS),
    ),
    wrongUnless(FSYNC_MODES.includes(fsync), 'fsync', fsync, oneOf(FSYNC_MODES)),
    ...(['maxQueueEvents', 'maxQueueBytes', 'maxFileBytes'] as const).map((name) =>
      wrongUnless(isCount(resolved[name], 1), name, resolved[name], 'expected an integer from 1'),
    ),
    wrongUnless(
      isCount(resolved.flushIntervalMs, 0),
      'flushIntervalMs',
      resolved.flushIntervalMs,
      'expected an integer from 0',
    ),
  ].flat();
  if (directory === undefined || errors.length > 0) throw new InvalidParametersError(errors);
  return { ...resolved, directory };
}

function wrongUnless(isRight: boolean, parameter: string, value: string | number, reason: string) {
  return isRight ? [] : [{ parameter, value: String(value), reason }];
}

function oneOf(names: readonly string[]): string {
  return `expected one of ${names.join(', ')}`;
}

function isCount(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}
