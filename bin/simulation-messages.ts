import { z } from 'zod';
import { VERBOSITY_LEVELS } from '../lib/events/verbosity';

// The messages between a process that makes many runs and the processes that make one run after another.

/** A run to be made. */
export const taskSchema = z.object({
  type: z.literal('run'),
  /** The sections of its configuration. */
  config: z.unknown(),
  /** The directory from which modules are resolved. */
  configDirectory: z.string(),
  outputRoot: z.string(),
  verbosity: z.enum(VERBOSITY_LEVELS).optional(),
  offline: z.boolean().optional(),
  /** Milliseconds. */
  pace: z.number().optional(),
  /** The directory of a run to continue; one without a checkpoint is begun anew. */
  resume: z.string().optional(),
});
export type RunTask = z.infer<typeof taskSchema>;

/** `stop` ends the current run after its current step. */
export const orderSchema = z.union([taskSchema, z.object({ type: z.literal('stop') })]);

/** What such a process says about its run. */
export const reportSchema = z.union([
  z.object({
    type: z.literal('progress'),
    runId: z.string(),
    turn: z.number(),
    maxTurns: z.number(),
    events: z.number(),
  }),
  z.object({ type: z.literal('warning'), message: z.string() }),
  z.object({
    type: z.literal('end'),
    directory: z.string(),
    status: z.enum(['completed', 'terminated', 'aborted', 'failed']),
    reason: z.string(),
    turn: z.number(),
    events: z.number(),
  }),
  /** The run could not begin or could not be recorded. */
  z.object({ type: z.literal('error'), message: z.string() }),
]);
export type RunReport = z.infer<typeof reportSchema>;
