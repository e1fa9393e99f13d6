import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import {
  identityOf,
  isPlainPart,
  type EventPart,
  type FoundPart,
  type PackedPart,
} from '../../../files/event-parts';
import { lookAtFolders, STAT_FIELDS } from '../../../files/look-at-folders';
import { PartMovedError } from '../../../files/open-part';
import { readRegularFile } from '../../../files/regular-file';
import type { UnreadFile } from '../../../files/unread-files';
import { outsideWork } from '../../../work/work';
import type { IndexFolder } from './index-folder';
import {
  copyName,
  NoRoomError,
  outcomeName,
  outcomeSchema,
  writePartCopy,
  type Outcome,
} from './write-part-copy';

// Parts compressed by gzip are read from decompressed copies. The copies of one simulation are in one folder beside its index.

/** The parts of a stream, ready to be read. */
export interface ReadableParts {
  /** Oldest first. */
  readonly parts: readonly EventPart[];
  /** Compressed parts that are not read, or not read to their end, with the reason. */
  readonly unread: readonly UnreadFile[];
  /** Whether no part is waiting for another try. */
  readonly isFinal: boolean;
}

/** The decompressed copies of the compressed parts of one simulation. */
export interface PartCopies {
  /**
   * Makes the missing copies, and removes copies of parts that are gone.
   * @throws {PartMovedError} when a part has changed since it was found
   * @throws {IndexFolderError} when a copy cannot be written
   */
  makeAll(found: readonly FoundPart[], signal: AbortSignal): Promise<ReadableParts>;
  /** The parts, ready to be read; `undefined` while a copy is missing. */
  findAll(found: readonly FoundPart[]): Promise<ReadableParts | undefined>;
}

/** Limits for the size of copies. */
export interface CopyLimits {
  /** A part that is longer than this when decompressed is not read. Default 4 GiB. */
  readonly maxUnpackedBytes?: number | undefined;
  /** Copies leave this much of the index folder's disk free. Default 64 MiB. */
  readonly keptFreeBytes?: number | undefined;
}

export interface PartCopiesOptions {
  readonly folder: IndexFolder;
  /** The folder of the copies. It is made when missing. */
  readonly directory: string;
  /** Runs the work when it is its turn. */
  readonly schedule?: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly limits: CopyLimits;
}

const MAX_BYTES = 4 * 1024 ** 3;
const KEPT_FREE_BYTES = 64 * 1024 ** 2;

/** When there was no room for a part's copy, it is tried again after this time. */
const RETRY_MS = 30_000;

/** A copy that another process is still making is younger than this. */
const STALE_MS = 10 * 60_000;

/** Smaller parts are decompressed at once, without waiting for a turn. */
const SMALL_BYTES = 256 * 1024;

const COPY_NAME = /^[0-9a-f]{32}\./;

/** A file in the folder of copies. */
interface CopyFile {
  readonly identity: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

type CopyFiles = ReadonlyMap<string, CopyFile>;

const NO_ROOM = 'no room';

/** The outcome of decompressing a part, or that there is no room for its copy. */
type Known = Outcome | typeof NO_ROOM;

export function openPartCopies(options: PartCopiesOptions): PartCopies {
  const { directory, folder, limits, schedule = runNow } = options;
  const { maxUnpackedBytes: maxBytes = MAX_BYTES, keptFreeBytes = KEPT_FREE_BYTES } = limits;
  const place = { folder, directory, maxBytes, keptFreeBytes };
  const outcomes = new Map<string, Outcome>();
  const underWay = new Map<string, Promise<Known>>();
  /** By part: the time at which there was no room for its copy. */
  const refusedMs = new Map<string, number>();
  // An earlier process may have left copies.
  let mayHaveCopies = true;

  async function findOutcome(key: string, files: CopyFiles): Promise<Known | undefined> {
    if (Date.now() - (refusedMs.get(key) ?? -Infinity) < RETRY_MS) return NO_ROOM;
    if (!files.has(outcomeName(key))) return undefined;
    const outcome =
      outcomes.get(key) ?? (await readOutcome(path.join(directory, outcomeName(key))));
    if (outcome === undefined) return undefined;
    outcomes.set(key, outcome);
    const isThere =
      outcome.tooLongFor === undefined
        ? files.get(copyName(key))?.bytes === outcome.bytes
        : outcome.tooLongFor === maxBytes;
    return isThere ? outcome : undefined;
  }

  function make(part: PackedPart, key: string, signal: AbortSignal): Promise<Known> {
    const begun = underWay.get(key);
    if (begun !== undefined) return begun;
    const write = async (): Promise<Known> => {
      signal.throwIfAborted();
      try {
        const outcome = await writePartCopy(part, { ...place, key }, signal);
        outcomes.set(key, outcome);
        return outcome;
      } catch (error) {
        if (!(error instanceof NoRoomError)) throw error;
        refusedMs.set(key, Date.now());
        return NO_ROOM;
      }
    };
    // Not bound to the request that started it: when that client disconnects, other requests may wait for the copy.
    const making = outsideWork(() => (part.bytes > SMALL_BYTES ? schedule(write) : write()));
    const done = making.finally(() => underWay.delete(key));
    underWay.set(key, done);
    return done;
  }

  /** @param learn returns the outcome of a part that has no copy yet */
  async function readAll(
    found: readonly FoundPart[],
    learn: (part: PackedPart, key: string) => Promise<Known | undefined>,
  ): Promise<(ReadableParts & { readonly files: CopyFiles }) | undefined> {
    let files = await lookAtCopies(directory);
    const known = new Map<FoundPart, Known>();
    let isMade = false;
    for (const part of found) {
      if (isPlainPart(part)) continue;
      const key = keyOf(part);
      const before = await findOutcome(key, files);
      const now = before ?? (await learn(part, key));
      if (now === undefined) return undefined;
      isMade ||= before === undefined;
      known.set(part, now);
    }
    if (isMade) files = await lookAtCopies(directory);
    const parts: EventPart[] = [];
    const unread: UnreadFile[] = [];
    for (const part of found) {
      if (isPlainPart(part)) {
        parts.push(part);
        continue;
      }
      const outcome = known.get(part) ?? NO_ROOM;
      const reason = whyUnread(outcome);
      if (reason !== undefined) unread.push({ name: part.name, reason });
      const key = keyOf(part);
      const copy = files.get(copyName(key));
      if (outcome === NO_ROOM || outcome.tooLongFor !== undefined) continue;
      if (copy === undefined) throw new PartMovedError(`The copy of ${part.name} is gone.`);
      const { name, identity, modifiedNs } = part;
      const place = { path: path.join(directory, copyName(key)), copyIdentity: copy.identity };
      parts.push({ name, identity, modifiedNs, bytes: outcome.bytes, ...place });
    }
    return { parts, unread, isFinal: ![...known.values()].includes(NO_ROOM), files };
  }

  async function removeOthers(found: readonly FoundPart[], files: CopyFiles): Promise<void> {
    const keys = new Set(found.flatMap((part) => (isPlainPart(part) ? [] : [keyOf(part)])));
    for (const [name, { modifiedMs }] of files) {
      const key = name.slice(0, name.indexOf('.'));
      const isTemporary = name.endsWith('.tmp');
      if (isTemporary ? Date.now() - modifiedMs < STALE_MS : keys.has(key)) continue;
      outcomes.delete(key);
      await rm(path.join(directory, name), { force: true }).catch(() => undefined);
    }
  }

  return {
    async makeAll(found, signal) {
      if (found.every(isPlainPart)) {
        if (mayHaveCopies) await rm(directory, REMOVE_ALL).catch(() => undefined);
        mayHaveCopies = false;
        // The same array, so that callers can compare by identity.
        return { parts: found, unread: [], isFinal: true };
      }
      mayHaveCopies = true;
      const read = await readAll(found, (part, key) => make(part, key, signal));
      if (read === undefined) throw new TypeError('a part was neither read nor refused');
      await removeOthers(found, read.files);
      return read;
    },

    async findAll(found) {
      if (found.every(isPlainPart)) return { parts: found, unread: [], isFinal: true };
      return readAll(found, () => Promise.resolve(undefined));
    },
  };
}

function runNow<Result>(work: () => Promise<Result>): Promise<Result> {
  return work();
}

const REMOVE_ALL = { recursive: true, force: true } as const;

function keyOf({ identity }: PackedPart): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}

function whyUnread(outcome: Known): string | undefined {
  if (outcome === NO_ROOM) {
    return 'compressed: decompressed it needs more room than the index folder has';
  }
  const { tooLongFor, damage } = outcome;
  if (tooLongFor !== undefined) {
    return `compressed: decompressed it is larger than ${String(tooLongFor)} bytes`;
  }
  return damage === undefined ? undefined : `${damage}; the events before that place are read`;
}

async function lookAtCopies(directory: string): Promise<CopyFiles> {
  const [look] = await lookAtFolders({ folders: [directory], wanted: COPY_NAME });
  const files = new Map<string, CopyFile>();
  for (const [at, name] of (look?.names ?? []).entries()) {
    const fields = look?.stats.subarray(at * STAT_FIELDS, (at + 1) * STAT_FIELDS);
    const [dev = 0n, ino = 0n, size = 0n, mtimeNs = 0n] = fields ?? [];
    const modifiedMs = Number(mtimeNs / 1_000_000n);
    files.set(name, { identity: identityOf({ dev, ino }), bytes: Number(size), modifiedMs });
  }
  return files;
}

const OUTCOME_LIMIT = { maxBytes: 64 * 1024 };

/** `undefined` when it cannot be read. The copy is then made anew. */
async function readOutcome(file: string): Promise<Outcome | undefined> {
  try {
    return outcomeSchema.parse(JSON.parse(String(await readRegularFile(file, OUTCOME_LIMIT))));
  } catch {
    return undefined;
  }
}
