import type { DuckDBConnection } from '@duckdb/node-api';
import type { WindowLink } from '../../../causality/explain/explanation-window';
import { breathe, isBreathDue } from '../../../work/work';
import type { LinePlace } from '../index/read-events';
import { queryNumbers, type NumberColumns } from '../sql/query-numbers';

/** More links of a window are not read. */
const MAX_LINKS = 400_000;

export interface WindowLinks {
  readonly links: readonly WindowLink[];
  /** The places of events that name a cause outside the window. */
  readonly open: ReadonlySet<number>;
  readonly isCut: boolean;
}

interface WindowPlaces {
  readonly lines: readonly LinePlace[];
  /** The first and the last `seq` of the window. */
  readonly first: number;
  readonly last: number;
  readonly seqs: Float64Array;
}

/** Reads the declared links among the events of a window. */
export async function readWindowLinks(
  connection: DuckDBConnection,
  catalog: string,
  { lines, first, last, seqs }: WindowPlaces,
): Promise<WindowLinks> {
  const placeOfLine = await mapLines(lines);
  const ranges = rangesByPart(lines);
  const links: WindowLink[] = [];
  const known = new Set<number>();
  const open = new Set<number>();
  const add = (cause: number | undefined, effect: number | undefined): void => {
    if (effect === undefined) return;
    if (cause === undefined) open.add(effect);
    // An event that names itself has no cause in itself.
    else if (cause !== effect && !known.has(cause * 2 ** 26 + effect)) {
      known.add(cause * 2 ** 26 + effect);
      links.push({ cause, effect, origin: 'declared' });
    }
  };
  let isCut = false;
  const each = async (
    columns: NumberColumns,
    addRow: (row: number, columns: NumberColumns) => void,
  ): Promise<void> => {
    const count = columns[0]?.length ?? 0;
    if (count >= MAX_LINKS) isCut = true;
    for (let row = 0; row < count; row++) {
      if (isBreathDue()) await breathe();
      addRow(row, columns);
    }
  };

  const near = await queryNumbers(
    connection,
    `${joined(
      ranges,
      (
        part,
        from,
        to,
      ) => `SELECT effect_part, effect_offset, cause_offset FROM ${catalog}.near_links
       WHERE effect_part = ${part} AND effect_offset BETWEEN ${from} AND ${to}`,
    )} LIMIT ${String(MAX_LINKS)}`,
  );
  await each(near, (row, [parts, effects, causes]) => {
    const placesOfPart = placeOfLine.get(parts?.[row] ?? -1);
    add(placesOfPart?.get(causes?.[row] ?? -1), placesOfPart?.get(effects?.[row] ?? -1));
  });

  const placeOfSeq = new Map([...seqs].map((seq, place) => [seq, place] as const));
  await breathe();
  const far = await queryNumbers(
    connection,
    `WITH far AS (${joined(
      ranges,
      (
        part,
        from,
        to,
      ) => `SELECT effect_part, effect_offset, cause_high, cause_low FROM ${catalog}.far_links
       WHERE effect_part = ${part} AND effect_offset BETWEEN ${from} AND ${to}`,
    )} LIMIT ${String(MAX_LINKS)})
     SELECT far.effect_part, far.effect_offset, coalesce(cause.seq::DOUBLE, -1)
     FROM far LEFT JOIN ${catalog}.events cause
       ON cause.id_high = far.cause_high AND cause.id_low = far.cause_low
      AND cause.seq BETWEEN ${String(first)} AND ${String(last)}`,
  );
  await each(far, (row, [parts, effects, causes]) => {
    const effect = placeOfLine.get(parts?.[row] ?? -1)?.get(effects?.[row] ?? -1);
    add(placeOfSeq.get(causes?.[row] ?? -1), effect);
  });
  return { links, open, isCut };
}

/** By part and offset: the place of a line in the window. */
async function mapLines(
  lines: readonly LinePlace[],
): Promise<ReadonlyMap<number, ReadonlyMap<number, number>>> {
  const parts = new Map<number, Map<number, number>>();
  for (const [place, { part, byteOffset }] of lines.entries()) {
    if (isBreathDue()) await breathe();
    const offsets = parts.get(part) ?? new Map<number, number>();
    parts.set(part, offsets.set(byteOffset, place));
  }
  return parts;
}

type Ranges = ReadonlyMap<number, { readonly from: number; readonly to: number }>;

function rangesByPart(lines: readonly LinePlace[]): Ranges {
  const ranges = new Map<number, { from: number; to: number }>();
  for (const { part, byteOffset } of lines) {
    const range = ranges.get(part) ?? { from: byteOffset, to: byteOffset };
    range.from = Math.min(range.from, byteOffset);
    range.to = Math.max(range.to, byteOffset);
    ranges.set(part, range);
  }
  return ranges;
}

function joined(
  ranges: Ranges,
  select: (part: string, from: string, to: string) => string,
): string {
  return [...ranges]
    .map(([part, { from, to }]) => select(String(part), String(from), String(to)))
    .join(' UNION ALL ');
}
