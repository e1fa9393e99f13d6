import { createHash, randomBytes } from 'node:crypto';
import { existsSync, rmSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identityOf } from '../../../files/event-parts';
import { numberOf, queryRows } from '../sql/connections';
import type { IndexFolder } from './index-folder';
import { createTables, INDEX_VERSION } from '../sql/schema';

/** A simulation's index file, attached under its own catalog name. */
export interface AttachedIndex {
  /** The identifier to write before table names. */
  readonly catalog: string;
  /** Whether the file is still at its path. If not, writes to it are lost. */
  isInPlace(): Promise<boolean>;
  /** Releases the file; a private file is deleted. */
  detach(connection: DuckDBConnection): Promise<void>;
}

export interface IndexPlace {
  readonly folder: IndexFolder;
  readonly outputRoot: string;
  readonly simulationId: string;
  /** Unique among the indexes attached to one instance. */
  readonly catalog: string;
}

// DuckDB's file lock keeps other processes out, but not another instance in this process.
const attachedInThisProcess = new Set<string>();

/** Files to delete when this process exits. */
const privateFiles = new Set<string>();

/**
 * Attaches the index of a simulation, and makes it when there is none. A damaged index, or an index of another version, is made
 * anew. While another process holds the index, a private one is made, which is deleted when it is detached.
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
  // A pipe would make DuckDB wait for ever.
  for (const name of [file, `${file}.wal`]) {
    if (statSync(name, { throwIfNoEntry: false })?.isFile() === false) rmSync(name);
  }
  // A new file is attached only once, because DuckDB may keep a detached file open while other connections run queries.
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

/** Whether the file holds an index of this version. If so, it stays attached. */
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
    // The index is kept when its file may be intact: the disk may be full, or the folder may not be writable.
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
  const suffix = `${String(process.pid)}-${randomBytes(4).toString('hex')}`;
  return shared.replace(/\.duckdb$/, `.${suffix}.duckdb`);
}

function removeAtExit(file: string): void {
  if (privateFiles.size === 0) process.once('exit', () => privateFiles.forEach(removeFiles));
  privateFiles.add(file);
}

/** The folder of the decompressed copies of a simulation's compressed parts. */
export function copiesFolder(place: Omit<IndexPlace, 'catalog'>): string {
  return path.join(place.folder.path, `${indexName(place)}.duckdb.parts`);
}

/** The file of the digest of a simulation, for ensembles. */
export function digestFile(place: Omit<IndexPlace, 'catalog'>): string {
  return path.join(place.folder.path, `${indexName(place)}.digest`);
}

function indexName({ outputRoot, simulationId }: Omit<IndexPlace, 'catalog'>): string {
  return createHash('sha256').update(`${outputRoot}\0${simulationId}`).digest('hex').slice(0, 32);
}

function removeFiles(file: string): void {
  rmSync(file, { force: true });
  rmSync(`${file}.wal`, { force: true });
}
