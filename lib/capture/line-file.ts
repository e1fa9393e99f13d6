import { close, fstatSync, fsync, fsyncSync, statSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import SonicBoom from 'sonic-boom';
import { openForAppending } from '../files/regular-file';
import { isWhollyWritten, type LineBatch } from './line-batch';
import { closeTornTail, type ClosedTail } from './tail-repair';

declare module 'sonic-boom' {
  interface SonicBoom {
    /** Its types know of strings only; with `contentMode: 'buffer'` it is bytes that it wants. */
    write(data: Uint8Array): boolean;
  }
}

/**
 * What became of a file since it was opened: still at its path, moved to another (its events with it), or removed.
 */
export type FilePlace = 'here' | 'moved' | 'removed';

/** A file of lines, open for appending. Every error is the file system's own. */
export interface LineFile {
  /** Bytes, as far as we know: others may write too. */
  readonly size: number;
  /** What had to be closed off when the file was opened. */
  readonly closedTail: ClosedTail | undefined;
  /** Writes what is left of a batch; after an error `batch.written` says how far it came. One at a time. */
  write(batch: LineBatch): Promise<void>;
  writeSync(batch: LineBatch): void;
  /** Makes sure that all is on the disk itself, not only in the system's memory. */
  sync(): Promise<void>;
  syncSync(): void;
  /** Looks, synchronously: it costs a hundredth of the batch that was written just before. */
  findPlace(): FilePlace;
  /**
   * Blocks until a `write` under way is done, without its promise; for the end of the process, when no event of the
   * loop comes any more. `false` when it took longer than `timeoutMs`: then `batch.written` is as far as the file is.
   */
  finishWriteSync(batch: LineBatch, timeoutMs: number): boolean;
  close(): Promise<void>;
}

const closeFile = promisify(close);
const syncFile = promisify(fsync);

/**
 * Opens a file at its end, making it when missing, and closes off a torn last line.
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
      // It would retry EAGAIN for ever by itself; retrying is for the one who asked.
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
          // It still holds the rest and would write it at the next occasion, but the batch knows best what is left.
          if (sonic === stream) sonic = undefined;
          reject(error);
        };
        stream.on('write', onWrite).once('error', onError);
        stream.write(batch.bytes.subarray(batch.written));
      });
    },

    // Not through sonic-boom: in its synchronous mode it does not tell how far a write came before it failed.
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
