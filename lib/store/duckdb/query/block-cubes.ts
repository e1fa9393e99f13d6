import type { DuckDBConnection } from '@duckdb/node-api';
import { LruMap } from '../../../work/lru-map';
import { createSharedWork } from '../../../work/share-work';
import { BLOCK_BITS, BLOCK_SIZE, countBlocks, type BlockCube, type CubeBlock } from './block-cube';
import { whereConditions } from './event-query';
import {
  CONDITION_NAMES,
  NAME_FIELDS,
  withoutConditions,
  type Conditions,
} from '../../../filters/read-conditions';
import { createRevisionCache, readRevision } from '../sql/revision-cache';
import type { SimulationIndex } from '../index/simulation-index';

/** What is asked of an index to count its events. */
export type CountedIndex = Pick<
  SimulationIndex,
  'catalog' | 'names' | 'generation' | 'unchangedBefore'
>;

/** Counts of the events of indexes by block and names, kept and brought up as events are added. */
export interface BlockCubes {
  /**
   * The events that meet all conditions but the conditions on names; `undefined` when the events have too many names to be
   * counted so. The answer is of the state that the connection's transaction sees.
   * @param hasText the SQL condition for events with the text, when the conditions ask for a text
   */
  inRange(
    index: CountedIndex,
    connection: DuckDBConnection,
    conditions: Conditions,
    hasText?: string,
  ): Promise<BlockCube | undefined>;
}

/** How many simulations' counts are kept, and how many of ranges that were counted for themselves; the latest used. */
const MAX_KEPT = 8;

/** Ranges that begin or end in more blocks than this are not in the order of events: they are counted for themselves. */
const MAX_EDGES = 8;

/**
 * How a cube decides a condition: by the names of its cells, by the ranges of its blocks, or not at all, so that the
 * events themselves have to be counted.
 */
const DECIDED_BY = {
  time: 'blocks',
  turn: 'blocks',
  type: 'cells',
  agent: 'cells',
  kind: 'cells',
  text: 'events',
} as const satisfies Record<keyof Conditions, 'cells' | 'blocks' | 'events'>;

interface Kept {
  readonly generation: number;
  readonly revision: bigint;
  readonly cube: BlockCube | undefined;
}

export function createBlockCubes(): BlockCubes {
  const known = new LruMap<string, Kept>(MAX_KEPT);
  const counting = createSharedWork<BlockCube | undefined>();
  const ranges = createRevisionCache<BlockCube | undefined>(MAX_KEPT);

  async function countAll(
    index: CountedIndex,
    connection: DuckDBConnection,
  ): Promise<BlockCube | undefined> {
    const { catalog } = index;
    const revision = await readRevision(connection, catalog);
    const generation = index.generation();
    const kept = known.get(catalog);
    const isOfThis = kept?.generation === generation;
    if (isOfThis && kept.revision === revision) return keep(catalog, kept);
    // Names do not become fewer.
    if (isOfThis && kept.cube === undefined) return undefined;
    const isEarlier = isOfThis && kept.revision < revision;
    const unchanged = isEarlier ? index.unchangedBefore(kept.revision) : 0;
    const before = kept?.cube?.blocks.filter(({ block }) => (block + 1) * BLOCK_SIZE <= unchanged);
    const from = before?.length ?? 0;
    const { combinations = [] } = kept?.cube ?? {};
    const cube = await counting.share(`${catalog} ${String(generation)} ${String(revision)}`, () =>
      countBlocks(connection, catalog, `seq >= ${String(from * BLOCK_SIZE)}`, {
        combinations: before === undefined ? [] : combinations,
        blocks: before ?? [],
      }),
    );
    return keep(catalog, { generation, revision, cube });
  }

  function keep(catalog: string, entry: Kept): BlockCube | undefined {
    const held = known.get(catalog);
    // A transaction that began earlier has seen less.
    const isOld = held?.generation === entry.generation && held.revision > entry.revision;
    if (isOld) return entry.cube;
    known.set(catalog, entry);
    return entry.cube;
  }

  return {
    async inRange(index, connection, conditions, hasText) {
      const { catalog } = index;
      const where = whereConditions(
        withoutConditions(conditions, NAME_FIELDS),
        index.names(),
        hasText,
      );
      const countRange = (): Promise<BlockCube | undefined> =>
        ranges.get(connection, catalog, where, () => countBlocks(connection, catalog, where));
      const isCounted = CONDITION_NAMES.every(
        (name) => DECIDED_BY[name] !== 'events' || conditions[name] === undefined,
      );
      if (hasText !== undefined || !isCounted) return countRange();
      const all = await countAll(index, connection);
      if (all === undefined || where === 'true') return all;
      const place = rangePlace(conditions);
      const edges = all.blocks.filter((block) => place(block) === 'edge').map(({ block }) => block);
      if (edges.length > MAX_EDGES) return countRange();
      const inside = all.blocks.filter((block) => place(block) === 'inside');
      const restricted = { combinations: all.combinations, blocks: inside };
      if (edges.length === 0) return restricted;
      const first = (edges[0] ?? 0) * BLOCK_SIZE;
      const end = ((edges.at(-1) ?? 0) + 1) * BLOCK_SIZE;
      const areTogether = edges.length * BLOCK_SIZE === end - first;
      const isEdge = areTogether ? 'true' : `seq >> ${String(BLOCK_BITS)} IN (${edges.join(', ')})`;
      return countBlocks(
        connection,
        catalog,
        `seq >= ${String(first)} AND seq < ${String(end)} AND ${isEdge} AND ${where}`,
        restricted,
      );
    },
  };
}

type Place = 'inside' | 'outside' | 'edge';

/** Where blocks lie in relation to the ranges. */
function rangePlace({ time, turn }: Conditions): (block: CubeBlock) => Place {
  const { from: turn_start = -Infinity, to: turn_end = Infinity } = turn ?? {};
  const { from: start, to: end } = time ?? {};
  return ({ firstTurn, lastTurn, firstTime, lastTime }) => {
    const isOutside =
      lastTurn < turn_start ||
      firstTurn > turn_end ||
      (start !== undefined && lastTime < start) ||
      (end !== undefined && firstTime > end);
    if (isOutside) return 'outside';
    const isInside =
      firstTurn >= turn_start &&
      lastTurn <= turn_end &&
      (start === undefined || firstTime >= start) &&
      (end === undefined || lastTime <= end);
    return isInside ? 'inside' : 'edge';
  };
}
