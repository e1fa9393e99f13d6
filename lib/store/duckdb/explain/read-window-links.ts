import type { DuckDBConnection } from '@duckdb/node-api';
import { LinkMap } from '../../../causality/explain/link-map';
import { breathe } from '../../../work/work';
import { queryNumbers, type NumberColumns } from '../sql/query-numbers';
import { placeLines, type LinePlaces } from './line-places';
import { placeIn } from './place-in';

/** More links of a window are not read. */
const MAX_LINKS = 400_000;

export interface WindowLinks {
  readonly links: LinkMap;
  /** The places of events that name a cause outside the window. */
  readonly open: ReadonlySet<number>;
  readonly isCut: boolean;
}

/** By place. */
interface WindowPlaces {
  readonly parts: Float64Array;
  readonly byteOffsets: Float64Array;
  readonly seqs: Float64Array;
}

/** Reads the declared links among the events of a window. */
export async function readWindowLinks(
  connection: DuckDBConnection,
  catalog: string,
  { parts, byteOffsets, seqs }: WindowPlaces,
): Promise<WindowLinks> {
  const lines = await placeLines(parts, byteOffsets);
  const links = new LinkMap(seqs.length);
  const open = new Set<number>();
  // An event can name a cause twice.
  const latestEffect = new Int32Array(seqs.length).fill(-1);
  const add = (cause: number | undefined, effect: number | undefined): void => {
    if (effect === undefined) return;
    if (cause === undefined) open.add(effect);
    // An event that names itself has no cause in itself.
    else if (cause !== effect && latestEffect[cause] !== effect) {
      latestEffect[cause] = effect;
      links.add(cause, effect);
    }
  };
  // One event after the other.
  const near = await queryNumbers(
    connection,
    `${joined(
      lines.ranges,
      (
        part,
        from,
        to,
      ) => `SELECT effect_part, effect_offset::DOUBLE, cause_offset::DOUBLE FROM ${catalog}.near_links
       WHERE effect_part = ${part} AND effect_offset BETWEEN ${from} AND ${to}`,
    )} LIMIT ${String(MAX_LINKS)}`,
  );
  await each(near, (part, effect, cause) => {
    add(lines.find(part, cause), lines.find(part, effect));
  });
  const [first = 0, last = 0] = [seqs[0], seqs.at(-1)];
  const far = await queryNumbers(
    connection,
    `WITH far AS (${joined(
      lines.ranges,
      (
        part,
        from,
        to,
      ) => `SELECT DISTINCT effect_part, effect_offset, cause_high, cause_low FROM ${catalog}.far_links
       WHERE effect_part = ${part} AND effect_offset BETWEEN ${from} AND ${to}`,
    )} LIMIT ${String(MAX_LINKS)})
     SELECT far.effect_part, far.effect_offset::DOUBLE, coalesce(cause.seq::DOUBLE, -1)
     FROM far LEFT JOIN ${catalog}.events cause
       ON cause.id_high = far.cause_high AND cause.id_low = far.cause_low
      AND cause.seq BETWEEN ${String(first)} AND ${String(last)}`,
  );
  await each(far, (part, effect, seq) => {
    const cause = placeIn(seqs, seq);
    add(cause < 0 ? undefined : cause, lines.find(part, effect));
  });
  return { links, open, isCut: isFull(near) || isFull(far) };
}

const ROWS_AT_ONCE = 256;

async function each(
  columns: NumberColumns,
  addRow: (part: number, effect: number, cause: number) => void,
): Promise<void> {
  const [parts = [], effects = [], causes = []] = columns;
  for (let row = 0; row < parts.length; row++) {
    if (row % ROWS_AT_ONCE === 0) await breathe();
    addRow(parts[row] ?? -1, effects[row] ?? -1, causes[row] ?? -1);
  }
}

function isFull([parts]: NumberColumns): boolean {
  return (parts?.length ?? 0) >= MAX_LINKS;
}

function joined(
  ranges: LinePlaces['ranges'],
  select: (part: string, from: string, to: string) => string,
): string {
  return [...ranges]
    .map(([part, { from, to }]) => select(String(part), String(from), String(to)))
    .join(' UNION ALL ');
}
