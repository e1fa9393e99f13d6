import { LINK_WORDS, ROW_WORDS } from './event-columns';
import type { SegmentScan } from './scan-segment';

/** A scan as plain data, and the one buffer of all its columns. */
export interface PackedScan {
  readonly scan: SegmentScan;
  readonly memory: ArrayBuffer;
}

/**
 * Copies the used part of a scan's columns into one buffer, to be transferred to another thread. One buffer per column, with
 * spare room in each, would burden that thread's garbage collector.
 */
export function packScan(scan: SegmentScan): PackedScan {
  const { columns, links } = scan;
  const { near, far } = links;
  const rowWords = Object.values(ROW_WORDS).reduce((sum, words) => sum + words, 0);
  const packed = new Uint32Array(
    columns.rowCount * rowWords +
      near.count * 2 +
      far.count * (LINK_WORDS.cause + LINK_WORDS.effect),
  );
  let used = 0;
  const copy = (column: Uint32Array, words: number): Uint32Array => {
    const place = packed.subarray(used, used + words);
    place.set(column.subarray(0, words));
    used += words;
    return place;
  };
  const rows = (name: keyof typeof ROW_WORDS): Uint32Array =>
    copy(columns[name], columns.rowCount * ROW_WORDS[name]);

  const { rowCount, idTexts, types, agents, kinds, simulationIds } = columns;
  return {
    memory: packed.buffer,
    scan: {
      ...scan,
      columns: {
        rowCount,
        idTexts,
        types,
        agents,
        kinds,
        simulationIds,
        time: rows('time'),
        turn: rows('turn'),
        type: rows('type'),
        agent: rows('agent'),
        kind: rows('kind'),
        variable: rows('variable'),
        value: rows('value'),
        change: rows('change'),
        outcome: rows('outcome'),
        content: rows('content'),
        id: rows('id'),
        byteOffset: rows('byteOffset'),
        byteLength: rows('byteLength'),
      },
      links: {
        near: {
          count: near.count,
          cause: copy(near.cause, near.count),
          effect: copy(near.effect, near.count),
        },
        far: {
          count: far.count,
          cause: copy(far.cause, far.count * LINK_WORDS.cause),
          effect: copy(far.effect, far.count * LINK_WORDS.effect),
        },
      },
    },
  };
}
