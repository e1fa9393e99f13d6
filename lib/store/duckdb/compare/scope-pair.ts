import type { DuckDBConnection } from '@duckdb/node-api';
import type { EarlierTotalsReader } from '../explain/earlier-totals';
import { readWindow } from '../explain/read-window';
import { readEvents, SELECT_PLACES } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';
import type {
  Both,
  ContentRelaxation,
  PairScope,
  ScopedPair,
  Side,
  TurnLook,
  TurnStretch,
} from '../../run-pair';
import { numberOf, queryRows, type Row } from '../sql/connections';
import { passOutward } from './other-run';
import { compareVariables } from './compare-variables';
import { countMatches } from './count-matches';
import { pairTables } from './pair-tables';
import { agentNamesOf, readPairEvents, type PairNumbers } from './read-pair-events';
import { readPairLinks } from './read-pair-links';
import { readTurns } from './read-turns';
import { relaxContents, type RelaxedContents } from './relax-contents';

/** Reads two indexes over one connection, in one transaction. */
export interface PairReader {
  readonly connection: DuckDBConnection;
  readonly indexes: Both<SimulationIndex>;
  readonly numbers: PairNumbers;
  readonly totals: EarlierTotalsReader;
}

/** Reads what is compared of a pair. */
export async function scopePair(
  { connection, indexes, numbers, totals }: PairReader,
  { level, renamed = new Map() }: PairScope,
): Promise<ScopedPair> {
  let tables = pairTables(indexes, { level, renamed });
  let looks: Promise<readonly TurnLook[]> | undefined;
  const isDense = tables.conditions.a === 'true' && tables.conditions.b === 'true';

  const countIn = async (side: Side, where = 'true'): Promise<number> => {
    const [row] = await queryRows(
      connection,
      `SELECT count(*) AS n FROM ${indexes[side].catalog}.events WHERE ${tables.conditions[side]} AND ${where}`,
    );
    return numberOf(row, 'n') ?? 0;
  };

  async function readLines(side: Side, seqs: readonly number[], maxBytes: number) {
    const index = indexes[side];
    if (seqs.length === 0) return new Map<number, never>();
    const list = [...new Set(seqs)].sort((a, b) => a - b);
    const found = await queryRows(
      connection,
      `${SELECT_PLACES}, seq FROM ${index.catalog}.events
       WHERE seq BETWEEN ${String(list[0])} AND ${String(list.at(-1))} AND seq IN (${list.join(', ')})`,
    );
    const bySeq = new Map(found.map((row) => [seqOf(row), row] as const));
    let bytes = 0;
    // In the requested order, so that the most wanted lines come first.
    const rows: Row[] = [];
    for (const seq of new Set(seqs)) {
      const row = bySeq.get(seq);
      const size = numberOf(row, 'byte_length') ?? 0;
      if (row === undefined || bytes + size > maxBytes) continue;
      bytes += size;
      rows.push(row);
    }
    const lines = await ofSide(side, () => readEvents(index, rows));
    return new Map(
      rows.flatMap((row, at) => {
        const line = lines[at];
        return line === undefined ? [] : [[seqOf(row), line] as const];
      }),
    );
  }

  return {
    eventCounts: { a: await countIn('a'), b: await countIn('b') },

    async findLast(side) {
      const [row] = await queryRows(
        connection,
        `SELECT max(seq) AS seq FROM ${indexes[side].catalog}.events WHERE ${tables.conditions[side]}`,
      );
      return numberOf(row, 'seq');
    },

    readTurns: () => (looks ??= readTurns(connection, tables, isDense)),

    async relax(turns: TurnStretch, relaxation: ContentRelaxation, maxEvents: number) {
      const relaxed = (side: Side): Promise<RelaxedContents> =>
        ofSide(side, () =>
          relaxContents(connection, indexes[side], tables, { side, turns, relaxation, maxEvents }),
        );
      const [a, b] = [await relaxed('a'), await relaxed('b')];
      tables = pairTables(indexes, { level, renamed, replaced: { a: a.table, b: b.table } });
      looks = undefined;
      return a.isCut || b.isCut;
    },

    async countMatches(turns) {
      looks ??= readTurns(connection, tables, isDense);
      const { byTurn, bySort } = await countMatches(connection, tables, await looks, turns);
      const { names } = tables;
      return {
        byTurn,
        bySort: bySort.map(({ type, agent, kind, ...count }) => ({
          ...count,
          type: names.nameOf('type', type),
          agent: agent === 0 ? null : names.nameOf('agent', agent),
          kind: kind === 0 ? null : names.nameOf('kind', kind),
        })),
      };
    },

    readEvents: (side, { first, last }, { offset, limit }) =>
      readPairEvents(connection, tables, numbers, {
        side,
        where: `turn BETWEEN ${String(first)} AND ${String(last)}`,
        agentNames: agentNamesOf(side, tables, indexes[side].names(), renamed),
        limit,
        offset,
      }),

    readLinks: (side, span) => readPairLinks(connection, indexes[side], span),

    countBefore: (side, turn) => countIn(side, `turn < ${String(turn)}`),

    compareVariables: (lastTurn) => compareVariables(connection, tables, lastTurn),

    readLines,

    async readWindow(side, seq, direction) {
      const [row] = await queryRows(
        connection,
        `SELECT turn FROM ${indexes[side].catalog}.events WHERE seq = ${String(seq)}`,
      );
      const turn = numberOf(row, 'turn');
      if (turn === null) return undefined;
      return readWindow(connection, indexes[side], totals, { seq, turn }, direction);
    },
  };
}

/** Reads files of a side. The question about `a` is the inner one. */
function ofSide<Result>(side: Side, read: () => Promise<Result>): Promise<Result> {
  return side === 'a' ? read() : passOutward(read);
}

function seqOf(row: Row): number {
  return numberOf(row, 'seq') ?? -1;
}
