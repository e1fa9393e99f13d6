import type { FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { breathe, isBreathDue, throwIfCancelled } from '../work/work';

/** The byte range of a line in one file. */
export interface LineRange {
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** Ranges closer together than this are read in one call. */
const COALESCE_GAP_BYTES = 32 * 1024;
const MAX_READ_BYTES = 8 * 1024 * 1024;
/** The number of reads at a time. Node has this many threads for them. */
const READS_AT_ONCE = 4;

/**
 * Reads lines by their byte ranges, in the order of the ranges. A range that reaches past the end of the file returns
 * the bytes that are there.
 * @throws the file system's error when the file cannot be read
 */
export async function readLineRanges(
  file: FileHandle,
  ranges: readonly LineRange[],
): Promise<readonly string[]> {
  const texts = new Array<string>(ranges.length).fill('');
  const runs = [...coalesce(ranges)].reverse();
  const readRuns = async (): Promise<void> => {
    for (let run = runs.pop(); run !== undefined; run = runs.pop()) {
      throwIfCancelled();
      await readRun(file, run, texts);
    }
  };
  await Promise.all(Array.from({ length: Math.min(READS_AT_ONCE, runs.length) }, readRuns));
  return texts;
}

async function readRun(file: FileHandle, run: Run, texts: string[]): Promise<void> {
  const buffer = Buffer.alloc(run.end - run.start);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(
      buffer,
      filled,
      buffer.length - filled,
      run.start + filled,
    );
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  for (const { index, range } of run.members) {
    if (isBreathDue()) await breathe();
    const start = range.byteOffset - run.start;
    const end = Math.min(start + range.byteLength, filled);
    texts[index] = await decode(buffer.subarray(Math.min(start, end), end));
  }
}

/** Larger texts are decoded in slices. */
const DECODED_AT_ONCE = 1024 * 1024;

async function decode(bytes: Buffer): Promise<string> {
  if (bytes.length <= DECODED_AT_ONCE) return bytes.toString('utf8');
  const decoder = new StringDecoder('utf8');
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += DECODED_AT_ONCE) {
    if (isBreathDue()) await breathe();
    pieces.push(decoder.write(bytes.subarray(from, from + DECODED_AT_ONCE)));
  }
  return pieces.join('') + decoder.end();
}

interface Run {
  readonly start: number;
  end: number;
  readonly members: { readonly index: number; readonly range: LineRange }[];
}

function coalesce(ranges: readonly LineRange[]): readonly Run[] {
  const ordered = ranges
    .map((range, index) => ({ index, range }))
    .sort((a, b) => a.range.byteOffset - b.range.byteOffset);
  const runs: Run[] = [];
  for (const member of ordered) {
    const { byteOffset, byteLength } = member.range;
    const end = byteOffset + byteLength;
    const last = runs.at(-1);
    const fits =
      last !== undefined &&
      byteOffset - last.end <= COALESCE_GAP_BYTES &&
      end - last.start <= MAX_READ_BYTES;
    if (fits) {
      last.end = Math.max(last.end, end);
      last.members.push(member);
    } else {
      runs.push({ start: byteOffset, end, members: [member] });
    }
  }
  return runs;
}
