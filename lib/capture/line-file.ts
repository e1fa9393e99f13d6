import { close, fstatSync, fsync, fsyncSync, statSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import SonicBoom from 'sonic-boom';
import { openForAppending } from '../files/regular-file';
import { isWhollyWritten, type LineBatch } from './line-batch';
import { closeTornTail, type ClosedTail } from './tail-repair';

declare module 'sonic-boom' {
  interface SonicBoom {
    /** The package's types allow only strings, but with `contentMode: 'buffer'` it takes bytes. */
    write(data: Uint8Array): boolean;
  }
}

/** The place of an opened file: still at its path, moved to another path, or removed. */
export type FilePlace = 'here' | 'moved' | 'removed';

/** A file of lines, open for appending. Errors are the file system's own. */
export interface LineFile {
  /** The size in bytes as far as known: other programs may write too. */
  readonly size: number;
  /** The line that had to be closed when the file was opened. */
  readonly closedTail: ClosedTail | undefined;
  /** Writes the rest of a batch. After an error `batch.written` is the progress. One call at a time. */
  write(batch: LineBatch): Promise<void>;
  writeSync(batch: LineBatch): void;
  /** Forces all data onto the disk. */
  sync(): Promise<void>;
  syncSync(): void;
  /** Checks the place synchronously. That costs a hundredth of the write before it. */
  findPlace(): FilePlace;
  /**
   * Blocks until a running `write` is done, without its promise, for the end of the process, when the event loop no longer
   * runs. `false` when it took longer than `timeoutMs`; `batch.written` is then the progress of the file.
   */
  finishWriteSync(batch: LineBatch, timeoutMs: number): boolean;
  close(): Promise<void>;
}

const closeFile = promisify(close);
const syncFile = promisify(fsync);

/**
 * Opens a file at its end, creating it when missing, and closes a torn last line.
 * @throws {NotRegularFileError}, or the file system's error
 */
export function openLineFile(path: string): LineFile {
  const fd = openForAppending(path);
  const closedTail = closeTornTail(fd);
  const opened = fstatSync(fd, { bigint: true });
  let size = Number(opened.size);
  let sonic: SonicBoom | undefined;

  function advance(batch: LineBatch, bytes: number): void {
    batch.written += bytes;
    size += bytes;
  }

  return {
    get size() {
      return size;
    },
    closedTail,

    async write(batch) {
      // By default it would retry EAGAIN for ever; retries are the caller's decision.
      sonic ??= new SonicBoom({ fd, contentMode: 'buffer', retryEAGAIN: () => false });
      const stream = sonic;
      await new Promise<void>((resolve, reject) => {
        const onWrite = (bytes: number): void => {
          advance(batch, bytes);
          if (!isWhollyWritten(batch)) return;
          stream.off('write', onWrite).off('error', onError);
          resolve();
        };
        const onError = (error: Error): void => {
          stream.off('write', onWrite);
          // It still holds the rest and would write it later. The batch tracks the rest instead.
          if (sonic === stream) sonic = undefined;
          reject(error);
        };
        stream.on('write', onWrite).once('error', onError);
        stream.write(batch.bytes.subarray(batch.written));
      });
    },

    // Without sonic-boom, whose synchronous mode does not report the progress of a failed write.
    writeSync(batch) {
      while (!isWhollyWritten(batch)) advance(batch, writeSync(fd, batch.bytes, batch.written));
    },

    sync: () => syncFile(fd),
    syncSync: () => {
      fsyncSync(fd);
    },

    findPlace() {
      const found = statSync(path, { bigint: true, throwIfNoEntry: false });
      if (found !== undefined && found.dev === opened.dev && found.ino === opened.ino) {
        size = Number(found.size);
        return 'here';
      }
      return fstatSync(fd).nlink === 0 ? 'removed' : 'moved';
    },

    finishWriteSync(batch, timeoutMs) {
      const expected = size + batch.bytes.length - batch.written;
      const deadline = performance.now() + timeoutMs;
      let found = fstatSync(fd).size;
      while (found < expected && performance.now() < deadline) {
        sleepSync(1);
        found = fstatSync(fd).size;
      }
      advance(batch, Math.max(0, Math.min(found, expected) - size));
      return isWhollyWritten(batch);
    },

    close: () => closeFile(fd),
  };
}

function sleepSync(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
