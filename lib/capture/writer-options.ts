import { InvalidParametersError } from '../errors';
import { DEFAULT_VERBOSITY, VERBOSITY_LEVELS, type VerbosityLevel } from '../events/verbosity';
import { simulationDirectory } from '../files/event-parts';
import type { FsyncMode } from './event-stream';
import type { WarningLogger } from './rate-limited-warner';

export interface EventWriterOptions {
  /** The directory with one sub-directory per simulation. It is made when missing. */
  readonly outputDir: string;
  /** The name of the simulation's sub-directory: a plain file name. */
  readonly simulationId: string;
  /** Events of types beyond this level are left out. Default ACTION. */
  readonly verbosity?: VerbosityLevel | undefined;
  /**
   * The maximum number of queued events. Beyond it, the least important are dropped. The batch being written (at most 1 MiB, or
   * one event) does not count. Default 10,000.
   */
  readonly maxQueueEvents?: number | undefined;
  /** The maximum size of queued text, in bytes, for large events. Default 256 MiB. */
  readonly maxQueueBytes?: number | undefined;
  /**
   * The size of a full part, in bytes: the part ends with the event that reaches it, and is renamed before the next. Default
   * 500 MiB.
   */
  readonly maxFileBytes?: number | undefined;
  /** The maximum time until the writing of an event begins, ms. Default 50. */
  readonly flushIntervalMs?: number | undefined;
  /**
   * When written data is forced onto the disk: `never`, `flush` (each batch) or `event` (before `emit` returns). Default
   * `never`.
   */
  readonly fsync?: FsyncMode | undefined;
  /** Whether queued events are written when the process ends; see `drainAtExit`. Default true. */
  readonly exitHook?: boolean | undefined;
  /** The receiver of warnings. Default `console`. */
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

/** Fills in the defaults. @throws {InvalidParametersError} with each invalid option */
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
