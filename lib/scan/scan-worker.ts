import { parentPort } from 'node:worker_threads';
import { plainColumns } from './event-columns';
import { scanSegment, type Segment, type SegmentScan } from './scan-segment';

// Runs in a thread of its own; see scan-pool.ts.

/** What a thread answers to a segment. */
export type ScanReply =
  | { readonly scan: SegmentScan; readonly problem?: never }
  | { readonly scan?: never; readonly problem: string };

parentPort?.on('message', (segment: Segment) => {
  let reply: ScanReply;
  try {
    const scan = scanSegment(segment);
    reply = { scan: { ...scan, columns: plainColumns(scan.columns) } };
  } catch (error) {
    reply = { problem: error instanceof Error ? error.message : String(error) };
  }
  const transfer = reply.scan === undefined ? [] : memoryOf(reply.scan);
  parentPort?.postMessage(reply, transfer);
});

/** The memory of its columns, to be handed over rather than copied. */
function memoryOf({ columns, links }: SegmentScan): readonly ArrayBuffer[] {
  return [columns, links.near, links.far]
    .flatMap((group): readonly unknown[] => Object.values(group))
    .flatMap((column) =>
      column instanceof Uint32Array && column.buffer instanceof ArrayBuffer ? [column.buffer] : [],
    );
}
