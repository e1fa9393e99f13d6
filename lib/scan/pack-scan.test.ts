import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildSimulation } from '../testing/build-simulation';
import { LINK_WORDS, ROW_WORDS } from './event-columns';
import { packScan } from './pack-scan';
import { scanSegment, type SegmentScan } from './scan-segment';

function scanOf(bytes: Buffer): SegmentScan {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-pack-'));
  const file = path.join(folder, 'events.jsonl');
  writeFileSync(file, bytes);
  const fileDescriptor = openSync(file, 'r');
  onTestFinished(() => {
    closeSync(fileDescriptor);
    rmSync(folder, { recursive: true });
  });
  const [fileBytes, toByte] = [bytes.length, bytes.length];
  return scanSegment({ fileDescriptor, fileBytes, fromByte: 0, toByte, isAligned: true });
}

/** The used part of the columns of a scan. */
function used({ columns, links: { near, far } }: SegmentScan) {
  const names = Object.keys(ROW_WORDS) as (keyof typeof ROW_WORDS)[];
  return {
    rows: names.map((name) => columns[name].slice(0, columns.rowCount * ROW_WORDS[name])),
    near: [near.cause.slice(0, near.count), near.effect.slice(0, near.count)],
    far: [
      far.cause.slice(0, far.count * LINK_WORDS.cause),
      far.effect.slice(0, far.count * LINK_WORDS.effect),
    ],
  };
}

describe('packScan', () => {
  const lines = Array.from(
    buildSimulation({ turns: 5 }),
    (event) =>
      `${JSON.stringify({ ...event, caused_by: [...(event.caused_by ?? []), 'missing'] })}\n`,
  );

  it.each([
    ['a segment', Buffer.from(lines.join(''))],
    [
      'a segment with an id that is not a ULID',
      Buffer.from(
        `${lines.join('')}{"event_id":"a","timestamp":"2026-10-04","turn_number":1,"event_type":"x"}\nno event\n`,
      ),
    ],
    ['nothing', Buffer.alloc(0)],
  ])('holds all that was read of %s in one piece of memory, no larger than that', (_, bytes) => {
    const scan = scanOf(bytes);
    const { scan: packed, memory } = packScan(scan);
    expect(used(packed)).toEqual(used(scan));
    const { rows, near, far } = used(packed);
    const words = [...rows, ...near, ...far].reduce((sum, column) => sum + column.length, 0);
    expect(memory.byteLength).toBe(words * Uint32Array.BYTES_PER_ELEMENT);
    for (const name of Object.keys(ROW_WORDS) as (keyof typeof ROW_WORDS)[]) {
      expect(packed.columns[name].buffer).toBe(memory);
    }
    const { columns, links, ...rest } = packed;
    expect(rest).toEqual({ ...scan, columns: undefined, links: undefined });
    expect(columns.rowCount).toBe(scan.columns.rowCount);
    expect([columns.types, columns.idTexts]).toEqual([scan.columns.types, scan.columns.idTexts]);
    expect([links.near.count, links.far.count]).toEqual([
      scan.links.near.count,
      scan.links.far.count,
    ]);
    expect(links.far.count > 0).toBe(bytes.length > 0);
  });
});
