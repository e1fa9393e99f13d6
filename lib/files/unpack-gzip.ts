import type { FileHandle } from 'node:fs/promises';
import { createGunzip, type Gunzip } from 'node:zlib';

/** The destination of decompressed bytes. */
export interface UnpackTarget {
  /** Appends chunks. */
  write(chunks: readonly Buffer[]): Promise<void>;
  /** Discards everything written so far. */
  restart(): Promise<void>;
}

export interface UnpackOptions {
  /** The maximum number of bytes to write. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface UnpackedBytes {
  /** The number of bytes written. */
  readonly bytes: number;
  /** Why there are no more bytes, although the file should hold more. */
  readonly damage?: string;
  /** Whether the file holds more than the maximum. */
  readonly isTooLarge: boolean;
}

/** A compressed byte stands for at most 1,032 decompressed bytes, so one step yields at most 16 MiB. */
const STEP_BYTES = 16 * 1024;

/** The size of the chunks of decompressed bytes. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Decompresses a gzip file of one or several members. From a truncated or damaged file it writes all bytes before that
 * place. NULs after the last member are padding.
 * @throws errors of reading, writing and the signal
 */
export async function unpackGzip(
  source: FileHandle,
  target: UnpackTarget,
  options: UnpackOptions,
): Promise<UnpackedBytes> {
  const first = await inflate(source, target, options, Infinity);
  if (first.damagedStep === undefined) return first;
  // The output of the damaged step is lost. The second pass feeds this step byte by byte and gets all output before the
  // damage.
  await target.restart();
  return inflate(source, target, options, first.damagedStep);
}

interface Inflated extends UnpackedBytes {
  /** The offset of the step with the damage. */
  readonly damagedStep?: number;
}

async function inflate(
  source: FileHandle,
  target: UnpackTarget,
  { maxBytes, signal }: UnpackOptions,
  byByteFrom: number,
): Promise<Inflated> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Each step handles its own error; later errors say nothing new.
  gunzip.on('error', () => undefined);
  let chunks: Buffer[] = [];
  gunzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  let bytes = 0;
  const handOver = async (): Promise<boolean> => {
    const ready = chunks;
    chunks = [];
    const length = ready.reduce((sum, chunk) => sum + chunk.length, 0);
    if (bytes + length > maxBytes) return false;
    bytes += length;
    if (length > 0) await target.write(ready);
    return true;
  };
  const block = Buffer.alloc(STEP_BYTES);
  let at = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await source.read(block, 0, STEP_BYTES, at);
      const size = at < byByteFrom ? bytesRead : 1;
      for (let from = 0; from < Math.max(bytesRead, 1); from += Math.max(size, 1)) {
        const input = Buffer.from(block.subarray(from, Math.min(from + size, bytesRead)));
        const { isEnded, error } = await feed(gunzip, input);
        if (error === undefined && !(await handOver())) return { bytes, isTooLarge: true };
        if (error !== undefined) {
          const isCutOff = bytesRead === 0;
          if (!isCutOff && size > 1) return { bytes, isTooLarge: false, damagedStep: at };
          return { bytes, isTooLarge: false, damage: describeDamage(isCutOff, at + from, error) };
        }
        if (isEnded) return { bytes, isTooLarge: false, ...(await describeRest(source, gunzip)) };
      }
      at += bytesRead;
    }
  } finally {
    gunzip.destroy();
  }
}

interface Fed {
  readonly isEnded: boolean;
  readonly error?: string;
}

/** Feeds bytes, or the end of input when there are none. Resolves when all their output has arrived. */
function feed(gunzip: Gunzip, input: Buffer): Promise<Fed> {
  return new Promise((resolve) => {
    const settle = (fed: Fed): void => {
      gunzip.off('error', onError);
      gunzip.off('end', onEnd);
      resolve(fed);
    };
    const onError = ({ message }: Error): void => settle({ isEnded: false, error: message });
    const onEnd = (): void => settle({ isEnded: true });
    gunzip.once('error', onError);
    gunzip.once('end', onEnd);
    if (input.length === 0) {
      gunzip.end();
      return;
    }
    gunzip.write(input, (error) => {
      // An error event follows.
      if (error === undefined || error === null) settle({ isEnded: false });
    });
  });
}

function describeDamage(isCutOff: boolean, at: number, error: string): string {
  return isCutOff
    ? 'cut off: its compressed data ends too early'
    : `damaged at byte ${String(at)} (${error})`;
}

/** Gzip stops at bytes that begin no member. Unless all of them are NULs, they are not padding. */
async function describeRest(
  source: FileHandle,
  gunzip: Gunzip,
): Promise<Pick<UnpackedBytes, 'damage'>> {
  const from = gunzip.bytesWritten;
  const block = Buffer.alloc(STEP_BYTES);
  for (let at = from; ;) {
    const { bytesRead } = await source.read(block, 0, STEP_BYTES, at);
    if (bytesRead === 0) return {};
    const other = block.subarray(0, bytesRead).findIndex((byte) => byte !== 0);
    if (other !== -1) return { damage: `damaged at byte ${String(at + other)} (no gzip data)` };
    at += bytesRead;
  }
}
