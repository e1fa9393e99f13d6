import { parentPort } from 'node:worker_threads';
import type { LineSearch } from '../filters/line-search';
import type { Segment } from './line-blocks';
import { packScan } from './pack-scan';
import { scanSegment, type SegmentScan } from './scan-segment';
import { searchSegment } from './search-segment';
import { summariseRun, type RunSummary, type RunToSummarise } from './summarise-run';

// Runs in a separate thread; see scan-pool.ts.

/** A task for a thread: scan a segment, search it for a text, or summarise runs. */
export type ScanTask =
  | { readonly segment: Segment; readonly search?: LineSearch }
  | { readonly runs: readonly RunToSummarise[] };

export type ScanReply =
  | { readonly scan: SegmentScan }
  | { readonly lineOffsets: Float64Array }
  | { readonly summaries: readonly (RunSummary | undefined)[] }
  | { readonly problem: string };

parentPort?.on('message', (task: ScanTask) => {
  try {
    run(task);
  } catch (error) {
    reply({ problem: error instanceof Error ? error.message : String(error) });
  }
});

function run(task: ScanTask): void {
  if ('runs' in task) {
    reply({ summaries: task.runs.map(summariseRun) });
    return;
  }
  const { segment, search } = task;
  if (search !== undefined) {
    reply({ lineOffsets: searchSegment(segment, search) });
    return;
  }
  const { scan, memory } = packScan(scanSegment(segment));
  // The buffer is transferred, not copied.
  reply({ scan }, [memory]);
}

function reply(message: ScanReply, memory: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, memory);
}
