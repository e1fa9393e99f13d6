import { closeSync, fsyncSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { makeFolderSync } from '../files/make-folder';
import { openDirectory } from '../files/regular-file';
import { resumeAtLine, type LineBatch } from './line-batch';
import { openLineFile, type LineFile } from './line-file';
import { nextPartName } from './rotated-part-name';
import type { ClosedTail } from './tail-repair';

/** When written data is forced from the system's memory onto the disk. */
export type FsyncMode =
  /** When the system decides: events survive a crash of the process, but not of the machine. */
  | 'never'
  /** After every batch, in the background. */
  | 'flush'
  /** Every event is on the disk when `emit` returns, which takes as long as the disk needs. */
  | 'event';

export interface EventStreamOptions {
  /** The simulation's directory. It and its parents are made when missing. */
  readonly directory: string;
  /** The size at which a part is full, in bytes. */
  readonly maxFileBytes: number;
  readonly fsync: FsyncMode;
  readonly onRotated: () => void;
  /** A last line without an ending was closed. */
  readonly onTailClosed: (tail: ClosedTail) => void;
  /** Another program renamed the file under the stream. */
  readonly onMoved: () => void;
  /** Another program wrote to the file or truncated it. */
  readonly onForeignChange: () => void;
  readonly onFsyncFailed: (error: unknown) => void;
}

/**
 * The files of one simulation: `events.jsonl`, which is renamed when it is full. Errors are the file system's own. After any
 * error the same batch can be retried.
 *
 * Opening, renaming and checking are synchronous (0.1 ms, and 10 µs per batch): they happen at the start, or right after a
 * successful write. Writing, which can take long, is asynchronous.
 */
export interface EventStream {
  /** If due, opens the file, or renames a full part and opens the next. */
  prepare(): void;
  /** The number of bytes until the part is full; more than 0 after {@link prepare}. */
  readonly roomBytes: number;
  /** Writes the rest of the batch and checks that the file is still at its path. */
  append(batch: LineBatch): Promise<void>;
  appendSync(batch: LineBatch): void;
  /** See {@link LineFile.finishWriteSync}. */
  finishWriteSync(batch: LineBatch, timeoutMs: number): boolean;
  close(): Promise<void>;
}

const CURRENT_PART = 'events.jsonl';

/** The same file may be retried after these errors. After any other error it is opened again. */
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
    // The written data is in the file already, so an error of closing does not matter.
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

  /** Decides from an error whether the file can still be used. */
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
      // A batch that is partly written stays in its part, full or not.
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

/** Makes the new name survive a crash of the machine. */
function syncDirectory(directory: string): void {
  // Windows cannot open a directory.
  if (process.platform === 'win32') return;
  const fd = openDirectory(directory);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
