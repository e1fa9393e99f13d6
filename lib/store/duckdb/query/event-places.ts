import type { DuckDBConnection } from '@duckdb/node-api';
import { numberOf, queryRows, type Row } from '../sql/connections';
import { unionOf } from '../ingest/event-ids';
import { SELECT_PLACES } from '../index/read-events';

/** The number of places in one query. */
const BATCH = 2048;
/** Places closer together than this are looked up in one range. Each range is a query of its own. */
const STRETCH_GAP = 2 ** 16;
const MAX_STRETCHES = 8;

/** Reads the rows of events by their places in event order, in the order of the places, for `readEvents`. */
export async function findPlaces(
  connection: DuckDBConnection,
  catalog: string,
  places: readonly number[],
): Promise<readonly Row[]> {
  const ascending = [...new Set(places)].sort((a, b) => a - b);
  const rows = new Map<number, Row>();
  for (let first = 0; first < ascending.length; first += BATCH) {
    const conditions = stretchesOf(ascending.slice(first, first + BATCH)).map(
      (stretch) => `${between(stretch)} AND seq IN (${stretch.join(', ')})`,
    );
    const found = await queryRows(
      connection,
      unionOf(`${SELECT_PLACES}, seq FROM ${catalog}.events`, conditions),
    );
    for (const row of found) rows.set(numberOf(row, 'seq') ?? -1, row);
  }
  return places.map((place) => rows.get(place)).filter((row) => row !== undefined);
}

/** Splits ascending numbers at the largest gaps into ranges, so that a query reads few row groups. */
export function stretchesOf(ascending: readonly number[]): readonly (readonly number[])[] {
  const gapBefore = (at: number): number => (ascending[at] ?? 0) - (ascending[at - 1] ?? 0);
  const cuts = [...ascending.keys()]
    .filter((at) => at > 0 && gapBefore(at) > STRETCH_GAP)
    .sort((a, b) => gapBefore(b) - gapBefore(a))
    .slice(0, MAX_STRETCHES - 1)
    .sort((a, b) => a - b);
  const starts = [0, ...cuts];
  return starts.map((start, i) => ascending.slice(start, starts[i + 1]));
}

function between(stretch: readonly number[]): string {
  return `seq >= ${String(stretch[0])} AND seq <= ${String(stretch.at(-1))}`;
}
