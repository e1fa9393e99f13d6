import path from 'node:path';
import { EventFilesUnreadableError } from '../errors';
import {
  compareByNumbers,
  isEventPartName,
  isMissingCode,
  isRegularFile,
  PART_NAME,
  readParts,
  simulationDirectory,
  type FoundPart,
  type PartFile,
} from './event-parts';
import { filesKey } from './files-key';
import { COMPRESSED_OTHERWISE, isUnreadPartName } from './unread-files';
import { saysResult } from './run-document';
import { fileProblemOf } from './file-problem';
import { listRoot, lookAtFolders, STAT_FIELDS, type FolderLook } from './look-at-folders';

/** An entry of the output root that is, or may be, a simulation, from one look at its files. */
export interface RunLook {
  /** The name of the entry. Bytes that are not UTF-8 appear as `\xff`. */
  readonly id: string;
  readonly directory: string;
  /** Oldest first; empty when there is a problem. */
  readonly parts: readonly FoundPart[];
  /** The size of all parts together. */
  readonly bytes: number;
  /** When a part was last written to, milliseconds since 1970; 0 when there is none. */
  readonly lastWriteMs: number;
  /** When `result.json` was written, milliseconds since 1970; `undefined` without one that says the run's end. */
  readonly resultWriteMs: number | undefined;
  /**
   * A version string. It changes when a part or `config.json` is appended to, edited, renamed, replaced, added or
   * removed.
   */
  readonly key: string;
  /** Why the simulation cannot be read. */
  readonly problem: string | undefined;
}

const WANTED = new RegExp(
  `${PART_NAME.source}|^events.*\\.jsonl.*\\.\\w+$|^(?:config|result)\\.json$`,
);

/**
 * Looks at all entries of an output root, in order of their names. A directory with event files is a simulation. A
 * directory that cannot be read, and a link that leads nowhere, may be one and have a problem. Other entries, and
 * entries that vanish during the look, are left out. Without such a root there are no simulations.
 * @throws {EventFilesUnreadableError} when the root cannot be read
 */
export async function lookAtRuns(outputRoot: string): Promise<readonly RunLook[]> {
  const { names, rawNames, problem } = await listRoot(outputRoot);
  if (isMissingCode(problem)) return [];
  if (problem !== undefined) {
    throw new EventFilesUnreadableError(
      `The output root cannot be read: ${fileProblemOf(problem)}.`,
    );
  }
  const entries = [
    ...inOrder(outputRoot, names).map((name) => ({ name, folder: path.join(outputRoot, name) })),
    ...rawNames.map((bytes) => ({
      name: escapeBytes(bytes),
      folder: Buffer.concat([Buffer.from(`${outputRoot}/`), bytes]),
    })),
  ];
  const folders = entries.map(({ folder }) => folder);
  const looks = await lookAtFolders({ folders, wanted: WANTED });
  return entries.flatMap(({ name, folder }, at) => {
    const look = looks[at];
    const isAddressable = typeof folder === 'string';
    return look === undefined ? [] : readLook(outputRoot, name, isAddressable, look);
  });
}

let lastOrder: { readonly key: string; readonly names: readonly string[] } | undefined;

/** The last order is cached: sorting 5,000 names takes as long as looking at as many folders. */
function inOrder(outputRoot: string, names: readonly string[]): readonly string[] {
  const key = [outputRoot, ...names].join('/');
  if (lastOrder?.key !== key) lastOrder = { key, names: [...names].sort(compareByNumbers) };
  return lastOrder.names;
}

function readLook(
  outputRoot: string,
  id: string,
  isUtf8: boolean,
  look: FolderLook,
): readonly RunLook[] {
  const isRun =
    look.problem === undefined
      ? look.names.some((name) => isEventPartName(name) || isUnreadPartName(name))
      : !isMissingCode(look.problem);
  if (!isRun) return [];
  const directory = simulationDirectory(outputRoot, id);
  const problem = !isUtf8
    ? 'its name is not UTF-8 and does not fit into a URL: rename the folder'
    : directory === undefined
      ? 'its name holds a backslash, which URLs treat as a slash: rename the folder'
      : undefined;
  const unread = { id, directory: '', parts: [], bytes: 0, lastWriteMs: 0, key: '' };
  if (problem !== undefined || directory === undefined) {
    return [{ ...unread, resultWriteMs: undefined, problem }];
  }
  const found = readParts(directory, look);
  if (found.problem === undefined && found.parts.length === 0) {
    const name = look.names.filter(isUnreadPartName).sort()[0];
    if (name === undefined) return [];
    const why = `${JSON.stringify(name)}: ${COMPRESSED_OTHERWISE}`;
    return [{ ...unread, resultWriteMs: undefined, problem: why }];
  }
  const { parts } = found;
  const result = statsOf(look, 'result.json');
  const config = statsOf(look, 'config.json');
  return [
    {
      id,
      directory,
      ...found,
      bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
      lastWriteMs: lastWriteMs(parts),
      resultWriteMs:
        result !== undefined && saysResult(result.size) ? writeMs(result.modifiedNs) : undefined,
      key: `${filesKey(parts)}\n${config?.key ?? ''}`,
    },
  ];
}

/** When a part was last written to, milliseconds since 1970. */
export function lastWriteMs(parts: readonly PartFile[]): number {
  return parts.reduce((latest, { modifiedNs }) => Math.max(latest, writeMs(modifiedNs)), 0);
}

function writeMs(modifiedNs: bigint): number {
  return Number(modifiedNs / 1_000_000n);
}

/** Whether a folder has a regular file with this name. */
function statsOf(
  { names, stats }: FolderLook,
  name: string,
): { readonly key: string; readonly size: bigint; readonly modifiedNs: bigint } | undefined {
  const at = names.indexOf(name);
  if (at === -1) return undefined;
  const fields = stats.subarray(at * STAT_FIELDS, (at + 1) * STAT_FIELDS);
  const [dev = 0n, ino = 0n, size = 0n, mtimeNs = 0n, mode = 0n] = fields;
  if (!isRegularFile(mode)) return undefined;
  return { key: [dev, ino, size, mtimeNs].join(' '), size, modifiedNs: BigInt.asIntN(64, mtimeNs) };
}

function escapeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
}
