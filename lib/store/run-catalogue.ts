import { createHash } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../files/make-folder';
import { readRegularFile } from '../files/regular-file';
import type { IndexState } from './index-state';

/** The figures of a run in the list, for one state of its files. */
export interface RunFigures {
  /** The key of the files: see `RunLook`. */
  readonly key: string;
  /** The name in its config.json, if it has one. */
  readonly name: string | undefined;
  /** Whether the last boundary in its stream is its end. */
  readonly saysEnd: boolean;
  readonly event_count: number;
  readonly agent_count: number;
  readonly first_turn: number | null;
  readonly last_turn: number | null;
  /** As written by the earliest event; `end_time` as written by the latest. */
  readonly start_time: string | null;
  readonly end_time: string | null;
  readonly index: IndexState;
}

/** The figures of the runs of one output root, stored in one file beside the indexes, so that a list opens no index. */
export interface RunCatalogue {
  /** The figures of a run, if they were made from files with this key. */
  get(simulationId: string, key: string): RunFigures | undefined;
  set(simulationId: string, figures: RunFigures): void;
  /** Drops the figures of all other runs. */
  keepOnly(simulationIds: ReadonlySet<string>): void;
  /** Writes the file after a delay, if something has changed. */
  saveSoon(): void;
  /** Writes the file now, if something has changed. */
  close(): Promise<void>;
}

const SAVE_AFTER_MS = 2000;

/** Enough for about half a million runs. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

const figuresSchema = z.object({
  key: z.string(),
  name: z.string().optional(),
  saysEnd: z.boolean(),
  event_count: z.int(),
  agent_count: z.int(),
  first_turn: z.int().nullable(),
  last_turn: z.int().nullable(),
  start_time: z.string().nullable(),
  end_time: z.string().nullable(),
  bytes_indexed: z.int(),
  bytes_total: z.int(),
});

/** The content of the file. A file of another version is ignored. */
const catalogueSchema = z.object({
  version: z.literal(1),
  runs: z.array(z.tuple([z.string(), figuresSchema])),
});

/** Opens the catalogue of an output root. A missing or damaged file, or one of another version, counts as empty. */
export async function openRunCatalogue(place: {
  readonly indexDir: string;
  readonly outputRoot: string;
}): Promise<RunCatalogue> {
  const file = path.join(place.indexDir, `${fileName(place.outputRoot)}.runs.json`);
  const known = new Map(await readCatalogue(file));
  let isChanged = false;
  let timer: NodeJS.Timeout | undefined;
  let saving = Promise.resolve();

  function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(async () => {
      if (!isChanged) return;
      isChanged = false;
      await writeCatalogue(file, known);
    });
    return saving;
  }

  return {
    get(simulationId, key) {
      const figures = known.get(simulationId);
      return figures?.key === key ? figures : undefined;
    },
    set(simulationId, figures) {
      known.set(simulationId, figures);
      isChanged = true;
    },
    keepOnly(simulationIds) {
      for (const id of known.keys()) {
        if (!simulationIds.has(id)) isChanged = known.delete(id);
      }
    },
    saveSoon() {
      if (isChanged) timer ??= setTimeout(() => void save(), SAVE_AFTER_MS).unref();
    },
    close: save,
  };
}

async function readCatalogue(file: string): Promise<readonly (readonly [string, RunFigures])[]> {
  try {
    const bytes = await readRegularFile(file, { maxBytes: MAX_FILE_BYTES });
    const text: unknown = JSON.parse(bytes.toString('utf8'));
    return catalogueSchema
      .parse(text)
      .runs.map(([id, { name, bytes_indexed, bytes_total, ...figures }]) => [
        id,
        {
          ...figures,
          name,
          index: {
            state: 'ready',
            bytes_indexed,
            bytes_total,
            events_indexed: figures.event_count,
          },
        },
      ]);
  } catch {
    // All figures can be computed again.
    return [];
  }
}

async function writeCatalogue(file: string, known: ReadonlyMap<string, RunFigures>): Promise<void> {
  const runs = Array.from(known, ([id, { index, ...figures }]) => [
    id,
    { ...figures, bytes_indexed: index.bytes_indexed, bytes_total: index.bytes_total },
  ]);
  // Another server may write the same file now. A rename keeps the file complete.
  const draft = `${file}.${String(process.pid)}`;
  try {
    await makeFolder(path.dirname(file));
    await writeFile(draft, JSON.stringify({ version: 1, runs }));
    await rename(draft, file);
  } catch {
    // The index folder is gone or full, which other answers report. All figures can be computed again.
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

function fileName(outputRoot: string): string {
  return createHash('sha256').update(outputRoot).digest('hex').slice(0, 32);
}
