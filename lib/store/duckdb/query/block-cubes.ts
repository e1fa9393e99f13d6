import type { DuckDBConnection } from '@duckdb/node-api';
import { LruMap } from '../../../work/lru-map';
import { createSharedWork } from '../../../work/share-work';
import { BLOCK_BITS, BLOCK_SIZE, countBlocks, type BlockCube, type CubeBlock } from './block-cube';
import { whereConditions } from './event-query';
import {
  CONDITION_NAMES,
  withoutConditions,
  type Conditions,
} from '../../../filters/read-conditions';
import { createRevisionCache, readRevision } from '../sql/revision-cache';
import { CODED_FIELDS } from '../index/index-names';
import type { SimulationIndex } from '../index/simulation-index';

/** The members of an index that counting needs. */
export type CountedIndex = Pick<
  SimulationIndex,
  'catalog' | 'names' | 'generation' | 'unchangedBefore'
>;

/** A cache of event counts by block and names, one per index. It is updated as events are added. */
export interface BlockCubes {
  /**
   * Counts the events that meet all conditions except those on names and outcomes. `undefined` when the events have too many different
   * names. The counts are of the snapshot of the connection's transaction.
   * @param hasText the SQL condition for events with the text, when the conditions have a text
   */
  inRange(
    index: CountedIndex,
    connection: DuckDBConnection,
    conditions: Conditions,
    hasText?: string,
  ): Promise<BlockCube | undefined>;
}

/** The size of two LRU caches: of cubes, and of ranges that were counted directly. */
const MAX_KEPT = 8;

/** A range that begins or ends in more blocks than this does not follow event order. Its events are counted directly. */
const MAX_EDGES = 8;

/**
 * How a cube decides a condition: by the names of its cells, by the ranges of its blocks, or not at all, so that events must be
 * counted directly.
 */
const DECIDED_BY = {
  time: 'blocks',
  turn: 'blocks',
  type: 'cells',
  agent: 'cells',
  kind: 'cells',
  outcome: 'cells',
  text: 'events',
  fields: 'events',
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
    // The number of names never shrinks.
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
    // An older transaction sees an older snapshot.
    const isOld = held?.generation === entry.generation && held.revision > entry.revision;
    if (isOld) return entry.cube;
    known.set(catalog, entry);
    return entry.cube;
  }

  return {
    async inRange(index, connection, conditions, hasText) {
      const { catalog } = index;
      const where = whereConditions(
        withoutConditions(conditions, CODED_FIELDS),
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

/** The place of a block relative to the ranges. */
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
