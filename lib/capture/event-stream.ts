import { closeSync, fsyncSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { makeFolderSync } from '../files/make-folder';
import { openDirectory } from '../files/regular-file';
import { resumeAtLine, type LineBatch } from './line-batch';
import { openLineFile, type LineFile } from './line-file';
import { nextPartName } from './rotated-part-name';
import type { ClosedTail } from './tail-repair';

/** When what is written is forced out of the system's memory onto the disk. */
export type FsyncMode =
  /** Left to the system: events survive the death of the process, not that of the machine. */
  | 'never'
  /** After every batch, in the background. */
  | 'flush'
  /** Every event is on the disk when `emit` returns, which takes as long as the disk does. */
  | 'event';

export interface EventStreamOptions {
  /** The simulation's own; made when missing, together with those above it. */
  readonly directory: string;
  /** Bytes with which a part is full. */
  readonly maxFileBytes: number;
  readonly fsync: FsyncMode;
  readonly onRotated: () => void;
  /** A last line without an ending was closed off. */
  readonly onTailClosed: (tail: ClosedTail) => void;
  /** Somebody renamed the file under the stream. */
  readonly onMoved: () => void;
  /** Somebody else wrote to the file, or cut it. */
  readonly onForeignChange: () => void;
  readonly onFsyncFailed: (error: unknown) => void;
}

/**
 * The files of one simulation: `events.jsonl`, renamed when it is full. Errors are the file system's own, and after any
 * of them the same batch can be tried again.
 *
 * Opening, renaming and looking are done synchronously (0.1 ms, and 10 µs a batch): they come at the start, or after a
 * write that has just gone well. Writing, which can take long, is not.
 */
export interface EventStream {
  /** Opens, or renames a full part and opens the next, when that is due. */
  prepare(): void;
  /** Bytes until the part is full; more than 0 after {@link prepare}. */
  readonly roomBytes: number;
  /** Writes what is left of the batch and sees to it that it is where readers look. */
  append(batch: LineBatch): Promise<void>;
  appendSync(batch: LineBatch): void;
  /** See {@link LineFile.finishWriteSync}. */
  finishWriteSync(batch: LineBatch, timeoutMs: number): boolean;
  close(): Promise<void>;
}

const CURRENT_PART = 'events.jsonl';

/** The disk may do better next time with the very same file; after any other error it is opened anew. */
const PASSING_ERRORS: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EIO', 'EAGAIN', 'EBUSY', 'EINTR'];

export function createEventStream(options: EventStreamOptions): EventStream {
  const { directory, maxFileBytes, fsync } = options;
  const current = path.join(directory, CURRENT_PART);
  let file: LineFile | undefined;

  function open(): LineFile {
    makeFolderSync(directory);
    const opened = openLineFile(current);
    if (opened.closedTail !== undefined) options.onTailClosed(opened.closedTail);
    if (fsync !== 'never') syncDirectory(directory);
    file = opened;
    return opened;
  }

  function abandon(): void {
    // What was written is in it already; an error of closing says nothing new.
    file?.close().catch(() => undefined);
    file = undefined;
  }

  function rotate(full: LineFile): void {
    // Another writer may have renamed it already.
    if (full.findPlace() === 'here') {
      const name = nextPartName(readdirSync(directory), new Date());
      renameSync(current, path.join(directory, name));
      options.onRotated();
    }
    abandon();
  }

  function prepared(): LineFile {
    if (file !== undefined && file.size >= maxFileBytes) rotate(file);
    let opened = file ?? open();
    while (opened.size >= maxFileBytes) {
      rotate(opened);
      opened = open();
    }
    return opened;
  }

  /** Notes what an error says about the file. */
  function failed(batch: LineBatch, error: unknown): unknown {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (!PASSING_ERRORS.includes(code)) {
      abandon();
      resumeAtLine(batch);
    }
    return error;
  }

  function settlePlace(batch: LineBatch, target: LineFile): void {
    const expectedSize = target.size;
    const place = target.findPlace();
    if (place === 'here') {
      if (target.size !== expectedSize) options.onForeignChange();
      return;
    }
    abandon();
    if (place === 'moved') {
      options.onMoved();
      return;
    }
    batch.written = 0;
    throw new Error(`${current} was removed while it was written to`);
  }

  return {
    prepare() {
      prepared();
    },
    get roomBytes() {
      return file === undefined ? maxFileBytes : maxFileBytes - file.size;
    },

    async append(batch) {
      // A batch that is under way stays in its part, full or not.
      const target = file ?? open();
      try {
        await target.write(batch);
      } catch (error) {
        throw failed(batch, error);
      }
      if (fsync !== 'never') await target.sync().catch(options.onFsyncFailed);
      settlePlace(batch, target);
    },

    appendSync(batch) {
      const target = file ?? open();
      try {
        target.writeSync(batch);
      } catch (error) {
        throw failed(batch, error);
      }
      try {
        if (fsync !== 'never') target.syncSync();
      } catch (error) {
        options.onFsyncFailed(error);
      }
      settlePlace(batch, target);
    },

    finishWriteSync: (batch, timeoutMs) => file?.finishWriteSync(batch, timeoutMs) ?? false,

    async close() {
      const closing = file;
      file = undefined;
      await closing?.close();
    },
  };
}

/** So that a new name outlives the machine's death too. */
function syncDirectory(directory: string): void {
  // It does not let a directory be opened.
  if (process.platform === 'win32') return;
  const fd = openDirectory(directory);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
