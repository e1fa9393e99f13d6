import { createHash, randomBytes } from 'node:crypto';
import { existsSync, rmSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identityOf } from '../../../files/event-parts';
import { numberOf, queryRows } from '../sql/connections';
import type { IndexFolder } from './index-folder';
import { createTables, INDEX_VERSION } from '../sql/schema';

/** A simulation's index file, attached under a catalog name of its own. */
export interface AttachedIndex {
  /** Identifier to write before a table's name. */
  readonly catalog: string;
  /** Whether the file is where it was attached; if not, nothing that is written to it is kept. */
  isInPlace(): Promise<boolean>;
  /** Lets go of the file; a private one is deleted. */
  detach(connection: DuckDBConnection): Promise<void>;
}

export interface IndexPlace {
  readonly folder: IndexFolder;
  readonly outputRoot: string;
  readonly simulationId: string;
  /** Unique among the indexes attached to one instance. */
  readonly catalog: string;
}

// DuckDB's file lock keeps other processes out, but not a second instance in this one.
const attachedInThisProcess = new Set<string>();

/** Files that are to go when this process does. */
const privateFiles = new Set<string>();

/**
 * Attaches the index of a simulation, making it when there is none. One that is damaged or of another version is made
 * anew; while another process holds it, a private one is made that lives as long as it is attached.
 */
export async function attachIndex(
  connection: DuckDBConnection,
  place: IndexPlace,
): Promise<AttachedIndex> {
  await place.folder.make();
  const shared = path.join(place.folder.path, `${indexName(place)}.duckdb`);
  const file = attachedInThisProcess.has(shared) ? privateFile(shared) : shared;
  attachedInThisProcess.add(file);
  try {
    return await attachFile(connection, place.catalog, file, shared);
  } catch (error) {
    attachedInThisProcess.delete(file);
    await connection.run(`DETACH DATABASE IF EXISTS ${place.catalog}`).catch(() => undefined);
    if (file !== shared || !isHeldElsewhere(error)) throw error;
    return attachFile(connection, place.catalog, privateFile(shared), shared);
  }
}

async function attachFile(
  connection: DuckDBConnection,
  catalog: string,
  file: string,
  shared: string,
): Promise<AttachedIndex> {
  const isPrivate = file !== shared;
  if (isPrivate) removeAtExit(file);
  // DuckDB would wait for a pipe for ever.
  for (const name of [file, `${file}.wal`]) {
    if (statSync(name, { throwIfNoEntry: false })?.isFile() === false) rmSync(name);
  }
  // A new file is attached but once: while others ask, DuckDB may hold on to a file after it was detached.
  const isNew = !existsSync(file);
  if (isNew || !(await isUsable(connection, catalog, file))) {
    await connection.run(`DETACH DATABASE IF EXISTS ${catalog}`);
    if (isNew) rmSync(`${file}.wal`, { force: true });
    else removeFiles(file);
    await attach(connection, catalog, file);
    await connection.run(createTables(catalog));
    await connection.run(`INSERT INTO ${catalog}.index_version VALUES (${String(INDEX_VERSION)})`);
  }
  const identity = await identityOfFile(file);
  return {
    catalog,
    isInPlace: async () => (await identityOfFile(file)) === identity,
    async detach(lastConnection) {
      try {
        await lastConnection.run(`DETACH DATABASE IF EXISTS ${catalog}`);
      } finally {
        attachedInThisProcess.delete(file);
      }
      if (!isPrivate) return;
      privateFiles.delete(file);
      removeFiles(file);
    },
  };
}

async function identityOfFile(file: string): Promise<string | undefined> {
  try {
    return identityOf(await stat(file, { bigint: true }));
  } catch {
    return undefined;
  }
}

/** Whether the file holds an index of this version; attached afterwards when it does. */
async function isUsable(
  connection: DuckDBConnection,
  catalog: string,
  file: string,
): Promise<boolean> {
  try {
    await attach(connection, catalog, file);
    const [row] = await queryRows(connection, `SELECT version FROM ${catalog}.index_version`);
    return numberOf(row, 'version') === INDEX_VERSION;
  } catch (error) {
    if (isHeldElsewhere(error)) throw error;
    // The file may be as it should and only its folder be full or not to be written to: then it is kept.
    const cannotOpen = /no space left|permission denied|read-only|too many open files/i;
    if (error instanceof Error && cannotOpen.test(error.message)) throw error;
    return false;
  }
}

async function attach(connection: DuckDBConnection, catalog: string, file: string): Promise<void> {
  await connection.run(`ATTACH '${file.replaceAll("'", "''")}' AS ${catalog}`);
}

function isHeldElsewhere(error: unknown): boolean {
  return error instanceof Error && /could not set lock on file/i.test(error.message);
}

function privateFile(shared: string): string {
  const mark = `${String(process.pid)}-${randomBytes(4).toString('hex')}`;
  return shared.replace(/\.duckdb$/, `.${mark}.duckdb`);
}

function removeAtExit(file: string): void {
  if (privateFiles.size === 0) process.once('exit', () => privateFiles.forEach(removeFiles));
  privateFiles.add(file);
}

/** Where the decompressed copies of a simulation's compressed parts are. */
export function copiesFolder(place: Omit<IndexPlace, 'catalog'>): string {
  return path.join(place.folder.path, `${indexName(place)}.duckdb.parts`);
}

function indexName({ outputRoot, simulationId }: Omit<IndexPlace, 'catalog'>): string {
  return createHash('sha256').update(`${outputRoot}\0${simulationId}`).digest('hex').slice(0, 32);
}

function removeFiles(file: string): void {
  rmSync(file, { force: true });
  rmSync(`${file}.wal`, { force: true });
}
