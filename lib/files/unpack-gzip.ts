import type { FileHandle } from 'node:fs/promises';
import { createGunzip, type Gunzip } from 'node:zlib';

/** Where decompressed bytes go. */
export interface UnpackTarget {
  /** Appends. */
  write(chunks: readonly Buffer[]): Promise<void>;
  /** Forgets all that was written. */
  restart(): Promise<void>;
}

export interface UnpackOptions {
  /** Nothing is written beyond so many bytes. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface UnpackedBytes {
  /** So many were written. */
  readonly bytes: number;
  /** Why there are no more of them than these, when the file should hold more. */
  readonly damage?: string;
  /** Whether there would be more than may be. */
  readonly isTooLarge: boolean;
}

/** A compressed byte stands for at most 1,032 decompressed ones: a step gives at most 16 MiB. */
const STEP_BYTES = 16 * 1024;

/** Decompressed bytes are handed over in chunks of so many. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Decompresses a gzip file, of one member or several. Of one that is cut off or damaged all is written that stands before
 * that place. NULs after the last member are padding.
 * @throws what reading, writing and the signal throw
 */
export async function unpackGzip(
  source: FileHandle,
  target: UnpackTarget,
  options: UnpackOptions,
): Promise<UnpackedBytes> {
  const first = await inflate(source, target, options, Infinity);
  if (first.damagedStep === undefined) return first;
  // What a step gave before the damage in it is lost: byte by byte all of that comes out.
  await target.restart();
  return inflate(source, target, options, first.damagedStep);
}

interface Inflated extends UnpackedBytes {
  /** Where the step began in which the damage is. */
  readonly damagedStep?: number;
}

async function inflate(
  source: FileHandle,
  target: UnpackTarget,
  { maxBytes, signal }: UnpackOptions,
  byByteFrom: number,
): Promise<Inflated> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Each step hears of its error; what comes after that says nothing new.
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
          return { bytes, isTooLarge: false, damage: tellDamage(isCutOff, at + from, error) };
        }
        if (isEnded) return { bytes, isTooLarge: false, ...(await tellRest(source, gunzip)) };
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

/** Gives it bytes, or says that there are no more; all that comes of them has come when it resolves. */
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
      // Its event follows.
      if (error === undefined || error === null) settle({ isEnded: false });
    });
  });
}

function tellDamage(isCutOff: boolean, at: number, error: string): string {
  return isCutOff
    ? 'cut off: its compressed data ends too early'
    : `damaged at byte ${String(at)} (${error})`;
}

/** Gzip leaves off at bytes that begin no member, but for NULs these are no padding. */
async function tellRest(
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
