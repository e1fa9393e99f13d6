import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readRunConfig, readRunResult } from '../../files/run-document';
import { configDocument } from '../run-files';
import type { PlannedRun } from './plan-runs';

/** What the output root has of a planned run. */
export type MadeRun =
  | { readonly state: 'missing' }
  /** It has ended as its configuration says. */
  | { readonly state: 'done'; readonly directory: string }
  /** It was stopped, failed or was cut short. */
  | { readonly state: 'unfinished'; readonly directory: string }
  /** It was written to within the last minute and has not ended: another process may be making it. */
  | { readonly state: 'busy'; readonly directory: string };

const QUIET_MS = 60_000;

/** Stronger ones count when several directories have the same configuration. */
const STATES = ['missing', 'unfinished', 'busy', 'done'] as const;

const resultSchema = z.object({ run_metadata: z.object({ status: z.string().optional() }) });

/**
 * Finds planned runs in an output root by their `config.json`: a run is the planned one when all settings and the seed are
 * equal. In the order of the plan.
 */
export async function findMadeRuns(
  outputRoot: string,
  planned: readonly PlannedRun[],
): Promise<readonly MadeRun[]> {
  const keys = planned.map(({ config, seed }) => keyOf(configDocument(config, seed)));
  const wanted = new Set(keys);
  const found = new Map<string, MadeRun>();
  for (const name of await listDirectories(outputRoot)) {
    const directory = path.join(outputRoot, name);
    const config = await readRunConfig(directory);
    if (config === undefined) continue;
    const key = keyOf(config);
    if (!wanted.has(key)) continue;
    const made = await lookAt(directory);
    const known = found.get(key)?.state ?? 'missing';
    if (STATES.indexOf(made.state) >= STATES.indexOf(known)) found.set(key, made);
  }
  return keys.map((key) => found.get(key) ?? { state: 'missing' });
}

async function lookAt(directory: string): Promise<MadeRun> {
  const result = await readRunResult(directory);
  if (result !== undefined) {
    const status = resultSchema.safeParse(result).data?.run_metadata.status;
    const isUnfinished = status === 'aborted' || status === 'failed';
    return { state: isUnfinished ? 'unfinished' : 'done', directory };
  }
  const written = await stat(path.join(directory, 'events.jsonl')).catch(() => undefined);
  const isBusy = written !== undefined && Date.now() - written.mtimeMs < QUIET_MS;
  return { state: isBusy ? 'busy' : 'unfinished', directory };
}

/** In the order of their names; none without such a root. */
async function listDirectories(outputRoot: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(outputRoot, { withFileTypes: true });
    const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    return names.sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Equal documents have equal keys, in whatever order their members are. */
function keyOf(document: unknown): string {
  // Writing and reading drops members that are undefined, as in the file.
  const plain: unknown = JSON.parse(JSON.stringify(document));
  return createHash('sha256')
    .update(JSON.stringify(inOrder(plain)))
    .digest('hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, inOrder(member)] as const);
  return members.sort(([a], [b]) => (a < b ? -1 : 1));
}
