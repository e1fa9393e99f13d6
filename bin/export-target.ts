import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StartError } from './start-error';

/** The destination of an export. */
export interface ExportTarget {
  /** For messages. */
  readonly name: string;
  write(chunks: AsyncIterable<Uint8Array>): Promise<void>;
}

/** A stream that is already open, and stays open. */
export function streamTarget(name: string, stream: Writable): ExportTarget {
  return { name, write: (chunks) => pipeline(chunks, stream, { end: false }) };
}

/**
 * A file that appears when it is complete: it is first written under another name beside it. A target other than a regular file
 * (a device, a named pipe) is written to directly.
 * @throws {StartError} when it is inside the output root, which is only read, or cannot be a file
 */
export async function fileTarget(out: string, outputRoot: string): Promise<ExportTarget> {
  const file = await realFile(out);
  const fromRoot = path.relative(await realpath(outputRoot), file);
  if (fromRoot === '' || !(fromRoot.startsWith('..') || path.isAbsolute(fromRoot))) {
    throw new StartError(`${quote(out)} is inside the output root, which is only read.`);
  }
  const stats = await stat(file).catch(() => undefined);
  if (stats?.isDirectory() === true) throw new StartError(`${quote(out)} is a directory.`);
  const isReplaced = stats === undefined || stats.isFile();
  return {
    name: out,
    async write(chunks) {
      if (!isReplaced) return pipeline(chunks, createWriteStream(file));
      const partial = `${file}.${randomBytes(4).toString('hex')}.partial`;
      try {
        await pipeline(chunks, createWriteStream(partial, { flags: 'wx', flush: true }));
        await rename(partial, file);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
  };
}

/** The path with symbolic links resolved; the file itself may not exist yet. */
async function realFile(out: string): Promise<string> {
  const file = path.resolve(out);
  try {
    return await realpath(file);
  } catch {
    const folder = await realpath(path.dirname(file)).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartError(`There is no folder for ${quote(out)} (${reason}).`);
    });
    return path.join(folder, path.basename(file));
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}
