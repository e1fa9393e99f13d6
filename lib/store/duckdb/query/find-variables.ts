import type { DuckDBConnection } from '@duckdb/node-api';
import type { VariableKey } from '../../../replay/variable';
import type {
  LatestSettings,
  TurnRange,
  VariableSearch,
  VariableSettings,
} from '../../variable-events';
import { BLOCK_SIZE, type BlockCube } from './block-cube';
import type { BlockCubes, CountedIndex } from './block-cubes';
import { inTransaction, numberOf, type Row } from '../sql/connections';
import { groupByVariable, outlineVariables, readKey } from './count-variables';
import { findPlaces, stretchesOf } from './event-places';
import { readEvents } from '../index/read-events';
import type { SimulationIndex } from '../index/simulation-index';

/** Variables, and the rows of the events that set each of them last. */
export interface FoundVariables extends Pick<LatestSettings, 'turns' | 'has_settings'> {
  readonly variables: readonly (VariableKey & { readonly rows: readonly (Row | null)[] })[];
}

/** Reads the events of the variables, each event once. */
export async function readSettings(
  index: SimulationIndex,
  variables: FoundVariables['variables'],
): Promise<readonly VariableSettings[]> {
  const wanted = [...new Set(variables.flatMap(({ rows }) => rows.filter((row) => row !== null)))];
  const lines = await readEvents(index, wanted);
  const lineOf = new Map(wanted.map((row, at) => [row, lines[at] ?? null]));
  return variables.map(({ rows, ...variable }) => ({
    ...variable,
    settings: rows.map((row) => (row === null ? null : (lineOf.get(row) ?? null))),
  }));
}

/** Finds the latest setting of each variable at the end of each turn that `atTurns` returns. */
export function findVariables(
  index: CountedIndex,
  connection: DuckDBConnection,
  cubes: BlockCubes,
  atTurns: (turns: TurnRange | null) => Promise<readonly number[]>,
  search: VariableSearch,
): Promise<FoundVariables> {
  return inTransaction(connection, async () => {
    const { catalog } = index;
    const { turns, hasSettings, cube } = await outlineVariables(index, connection, cubes);
    const asked = await atTurns(turns);
    const outline = { turns, has_settings: hasSettings };
    const blocks = cube === undefined ? undefined : blocksOfLatest(cube, asked);
    if (!hasSettings || asked.length === 0 || blocks?.length === 0) {
      return { ...outline, variables: [] };
    }
    const lastTurn = asked.reduce((last, turn) => Math.max(last, turn), -Infinity);
    const counted = await groupByVariable(index, connection, {
      measures: asked.map(
        (turn, at) => `max(seq) FILTER (turn <= ${String(turn)}) AS ${column(at)}`,
      ),
      where: [`turn <= ${String(lastTurn)}`, inBlocks(blocks)].join(' AND '),
      search,
    });
    const placesOf = (row: Row): readonly (number | null)[] =>
      asked.map((_, at) => numberOf(row, column(at)));
    const places = counted.flatMap((row) => placesOf(row).filter((place) => place !== null));
    const rows = new Map(
      (await findPlaces(connection, catalog, places)).map((row) => [numberOf(row, 'seq'), row]),
    );
    const names = index.names();
    const variables = counted.map((row) => ({
      ...readKey(row, names),
      rows: placesOf(row).map((place) => (place === null ? null : (rows.get(place) ?? null))),
    }));
    return { ...outline, variables };
  });
}

function column(at: number): string {
  return `latest_${String(at)}`;
}

/**
 * The blocks with the latest settings at the ends of these turns: for each turn and combination of names, the last block with
 * an event up to this turn. Extra events in these blocks do no harm: no later event is of these turns.
 */
function blocksOfLatest(
  { combinations, blocks }: BlockCube,
  turns: readonly number[],
): readonly number[] {
  const found = new Set<number>();
  for (const turn of turns) {
    const latest = new Map<number, number>();
    for (const { block, cells } of blocks) {
      for (const { combination, firstTurn } of cells) {
        const setsVariable = (combinations[combination]?.variable ?? 0) !== 0;
        if (setsVariable && firstTurn <= turn) latest.set(combination, block);
      }
    }
    for (const block of latest.values()) found.add(block);
  }
  return [...found].sort((a, b) => a - b);
}

/** The SQL condition for events in one of these blocks, or between two close ones. */
function inBlocks(blocks: readonly number[] | undefined): string {
  if (blocks === undefined) return 'true';
  const ranges = stretchesOf(blocks.map((block) => block * BLOCK_SIZE)).map((starts) => {
    const [first = 0, last = first] = [starts[0], starts.at(-1)];
    return `(seq >= ${String(first)} AND seq < ${String(last + BLOCK_SIZE)})`;
  });
  return `(${ranges.join(' OR ')})`;
}
