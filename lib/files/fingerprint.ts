import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const SAMPLE_BYTES = 4096;

/**
 * A digest of the first and last bytes within the first `bytes` of a file. It is cheap, and changes when a file is
 * rewritten.
 */
export async function fingerprint(file: FileHandle, bytes: number): Promise<string> {
  const sample = Buffer.alloc(Math.min(SAMPLE_BYTES, bytes));
  const hash = createHash('sha256').update(String(bytes));
  for (const position of new Set([0, bytes - sample.length])) {
    const { bytesRead } = await file.read(sample, 0, sample.length, position);
    hash.update(sample.subarray(0, bytesRead));
  }
  return hash.digest('base64');
}
