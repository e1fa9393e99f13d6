import type { DuckDBConnection } from '@duckdb/node-api';
import type { ExplanationDirection } from '../../../causality/explain/explanation-bounds';
import type { ExplanationWindow } from '../../../causality/explain/explanation-window';
import { during } from '../../../work/work';
import type { ReadWindowLines } from '../../event-store';
import { readEvents, SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import { findSeq } from '../query/find-seq';
import { inTransaction, numberOf, queryRows } from '../sql/connections';
import type { EarlierTotalsReader } from './earlier-totals';
import { readWindow } from './read-window';

/** Runs `work` with the window around an event, over one snapshot; see `EventStore.withWindow`. */
export function openWindow<Result>(
  index: SimulationIndex,
  totals: EarlierTotalsReader,
  connection: DuckDBConnection,
  eventId: string,
  direction: ExplanationDirection,
  work: (window: ExplanationWindow, readLines: ReadWindowLines) => Promise<Result>,
): Promise<Result | undefined> {
  return inTransaction(connection, () =>
    during('explaining an event', async () => {
      const found = await findSeq(connection, index.catalog, eventId);
      if (found === undefined) return undefined;
      const { window, byteLengths, seqs } = await readWindow(
        connection,
        index,
        totals,
        found,
        direction,
      );

      const readLines: ReadWindowLines = async (places, maxBytes = Infinity) => {
        let bytes = 0;
        const wanted = places.filter((place) => {
          const byteLength = byteLengths[place] ?? Infinity;
          if (bytes + byteLength > maxBytes) return false;
          bytes += byteLength;
          return true;
        });
        if (wanted.length === 0) return new Map();
        const placeOfSeq = new Map(wanted.map((place) => [seqs[place] ?? -1, place] as const));
        const list = [...placeOfSeq.keys()].sort((a, b) => a - b);
        const rows = await queryRows(
          connection,
          `${SELECT_PLACES}, seq FROM ${index.catalog}.events
           WHERE seq BETWEEN ${String(list[0])} AND ${String(list.at(-1))} AND seq IN (${list.join(', ')})`,
        );
        const events = await readEvents(index, rows);
        return new Map(
          rows.flatMap((row, at) => {
            const place = placeOfSeq.get(numberOf(row, 'seq') ?? -1);
            const event = events[at];
            return place === undefined || event === undefined ? [] : [[place, event] as const];
          }),
        );
      };

      return work(window, readLines);
    }),
  );
}
