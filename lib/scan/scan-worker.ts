import { parentPort } from 'node:worker_threads';
import type { Segment } from './line-blocks';
import { packScan } from './pack-scan';
import { scanSegment, type SegmentScan } from './scan-segment';
import { searchSegment } from './search-segment';

// Runs in a thread of its own; see scan-pool.ts.

/** What a thread is asked to do with a segment: to scan it, or to search it for a text. */
export interface ScanTask {
  readonly segment: Segment;
  readonly text?: string;
}

export type ScanReply =
  | { readonly scan: SegmentScan }
  | { readonly lineOffsets: Float64Array }
  | { readonly problem: string };

parentPort?.on('message', (task: ScanTask) => {
  try {
    run(task);
  } catch (error) {
    reply({ problem: error instanceof Error ? error.message : String(error) });
  }
});

function run({ segment, text }: ScanTask): void {
  if (text !== undefined) {
    reply({ lineOffsets: searchSegment(segment, text) });
    return;
  }
  const { scan, memory } = packScan(scanSegment(segment));
  // Handed over rather than copied once more.
  reply({ scan }, [memory]);
}

function reply(message: ScanReply, memory: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, memory);
}
